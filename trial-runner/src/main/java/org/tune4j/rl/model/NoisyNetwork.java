package org.tune4j.rl.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network some of whose layers have noise on their parameters: mu + sigma × epsilon, with mu and
 * sigma learned (Fortunato et al., "Noisy networks for exploration", 2018, with the factorised
 * noise of section 3). The flat parameters are those of the network without noise, which are the
 * mu, followed by the sigma of the noisy layers. There is no noise until somebody asks for it.
 */
public final class NoisyNetwork implements Network {
  private final NetworkSpec.Block[] blocks;
  private final Network inner;
  private final float[] parameters;
  private final float[] effective;
  private final float[] innerGradient;

  /** What each sigma counts now; all 0 without noise. */
  private final float[] epsilon;

  private boolean stale = true;

  NoisyNetwork(NoisySpec spec) {
    blocks = spec.noisyBlocks();
    inner = spec.spec().network();
    int count = spec.spec().parameterCount();
    parameters = new float[spec.parameterCount()];
    effective = new float[count];
    innerGradient = new float[count];
    epsilon = new float[parameters.length - count];
  }

  /**
   * Draws new noise, for all rows that come.
   *
   * @param random {@code null} for no noise at all
   */
  public void noise(@Nullable RandomGenerator random) {
    stale = true;
    if (random == null) {
      Arrays.fill(epsilon, 0);
      return;
    }
    int at = 0;
    for (NetworkSpec.Block block : blocks) {
      draw(block, at, random);
      at += block.length();
    }
  }

  private void draw(NetworkSpec.Block block, int at, RandomGenerator random) {
    float[] ofInputs = factors(block.fanIn(), random);
    float[] ofOutputs = factors(block.outputs(), random);
    int first = Math.min(block.weights(), block.biases());
    for (int o = 0; o < ofOutputs.length; o++) {
      int row = at + block.weights() - first + o * ofInputs.length;
      for (int i = 0; i < ofInputs.length; i++) {
        epsilon[row + i] = ofOutputs[o] * ofInputs[i];
      }
      epsilon[at + block.biases() - first + o] = ofOutputs[o];
    }
  }

  private static float[] factors(int count, RandomGenerator random) {
    float[] factors = new float[count];
    for (int i = 0; i < count; i++) {
      double drawn = random.nextGaussian();
      factors[i] = (float) (Math.signum(drawn) * Math.sqrt(Math.abs(drawn)));
    }
    return factors;
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public int heads() {
    return inner.heads();
  }

  @Override
  public void load(float[] values) {
    System.arraycopy(values, 0, parameters, 0, parameters.length);
    stale = true;
  }

  @Override
  public void forward(float[][] inputs, int rows) {
    if (stale) {
      System.arraycopy(parameters, 0, effective, 0, effective.length);
      int at = 0;
      for (NetworkSpec.Block block : blocks) {
        int first = Math.min(block.weights(), block.biases());
        for (int i = 0; i < block.length(); i++) {
          effective[first + i] += parameters[effective.length + at + i] * epsilon[at + i];
        }
        at += block.length();
      }
      inner.load(effective);
      stale = false;
    }
    inner.forward(inputs, rows);
  }

  @Override
  public int rows() {
    return inner.rows();
  }

  @Override
  public float[][] output(int head) {
    return inner.output(head);
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    inner.backward(outputGradients, innerGradient);
    System.arraycopy(innerGradient, 0, gradient, 0, innerGradient.length);
    int at = 0;
    for (NetworkSpec.Block block : blocks) {
      int first = Math.min(block.weights(), block.biases());
      for (int i = 0; i < block.length(); i++) {
        gradient[innerGradient.length + at + i] = innerGradient[first + i] * epsilon[at + i];
      }
      at += block.length();
    }
  }

  @Override
  public void inputGradients(float[][][] outputGradients, float[][] into) {
    inner.inputGradients(outputGradients, into);
  }
}
