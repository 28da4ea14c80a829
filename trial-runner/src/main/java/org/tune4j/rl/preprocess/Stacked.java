package org.tune4j.rl.preprocess;

import java.util.List;

/**
 * What rows of stacked frames look like. By itself it knows one observation only, which stands for
 * all frames, as at the beginning of an episode; {@link FrameStack} remembers the others.
 *
 * @param frame encodes one observation
 * @param frames how many are stacked, at least 2
 */
public record Stacked(Preprocessor frame, int frames) implements Preprocessor {

  @Override
  public int size() {
    return frame.size() * frames;
  }

  @Override
  public List<Integer> shape() {
    return stack().shape();
  }

  @Override
  public void encode(float[] point, float[] into) {
    float[] encoded = new float[frame.size()];
    frame.encode(point, encoded);
    FrameStack stack = stack();
    stack.reset(encoded);
    stack.read(into);
  }

  /** The memory of one environment. */
  public FrameStack stack() {
    return new FrameStack(frames, frame.shape());
  }
}
