package org.tune4j.rl.preprocess;

import java.util.Arrays;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;

/**
 * Makes network inputs of points of a space: one-hot for {@link Discrete}, flattened for {@link
 * Box}.
 *
 * @param space what comes in
 */
public record Encoder(Space space) {

  /** The length of an encoded point. */
  public int size() {
    return switch (space) {
      case Discrete discrete -> discrete.n();
      case Box box -> box.size();
    };
  }

  /** Writes the encoded point to the beginning of {@code into}. */
  public void encode(float[] point, float[] into) {
    switch (space) {
      case Discrete discrete -> {
        Arrays.fill(into, 0, discrete.n(), 0);
        into[(int) point[0]] = 1;
      }
      case Box box -> System.arraycopy(point, 0, into, 0, box.size());
    }
  }
}
