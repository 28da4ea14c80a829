package org.tune4j.rl.space;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several whole numbers, the i-th from 0 to {@code n(i) - 1}; each takes one float. Immutable and
 * equal by value.
 */
public final class MultiDiscrete implements Space {
  private final int[] n;

  /**
   * One number for each argument.
   *
   * @param n how many values each number has, at least 1 each
   */
  public MultiDiscrete(int... n) {
    if (n.length == 0) {
      throw new IllegalArgumentException("MultiDiscrete: must have at least one number");
    }
    for (int i = 0; i < n.length; i++) {
      if (n[i] < 1) {
        throw new IllegalArgumentException(
            "MultiDiscrete: n must be at least 1 (" + n[i] + ") at element " + i);
      }
    }
    this.n = n.clone();
  }

  /** How many values number {@code i} has. */
  public int n(int i) {
    return n[i];
  }

  @Override
  public int size() {
    return n.length;
  }

  @Override
  public boolean contains(float[] point, int offset) {
    for (int i = 0; i < n.length; i++) {
      float value = point[offset + i];
      if (!(value >= 0 && value < n[i] && value == Math.rint(value))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void sample(RandomGenerator random, float[] point, int offset) {
    for (int i = 0; i < n.length; i++) {
      point[offset + i] = random.nextInt(n[i]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MultiDiscrete that && Arrays.equals(n, that.n);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(n);
  }

  @Override
  public String toString() {
    return Arrays.stream(n)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "MultiDiscrete(", ")"));
  }
}
