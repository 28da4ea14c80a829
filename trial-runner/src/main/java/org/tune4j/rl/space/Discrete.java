package org.tune4j.rl.space;

import java.util.random.RandomGenerator;

/**
 * The whole numbers 0 to n - 1.
 *
 * @param n how many, at least 1
 */
public record Discrete(int n) implements Space {
  public Discrete {
    if (n < 1) {
      throw new IllegalArgumentException("Discrete: n must be at least 1 (" + n + ")");
    }
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public boolean contains(float[] point, int offset) {
    float value = point[offset];
    return value >= 0 && value < n && value == Math.rint(value);
  }

  @Override
  public void sample(RandomGenerator random, float[] point, int offset) {
    point[offset] = random.nextInt(n);
  }

  @Override
  public String toString() {
    return "Discrete(" + n + ")";
  }
}
