package org.tune4j.rl.space;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of floats between bounds, both included; bounds may be infinite. Immutable and equal by
 * value.
 */
public final class Box implements Space {
  private final List<Integer> shape;
  private final float[] low;
  private final float[] high;

  /**
   * A box of the given shape.
   *
   * @param low the lowest value of each element, row-major
   * @param high the highest value of each element
   */
  public Box(List<Integer> shape, float[] low, float[] high) {
    int size = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    if (size < 1 || low.length != size || high.length != size) {
      throw new IllegalArgumentException(
          "Box: shape "
              + shape
              + " needs bounds of "
              + size
              + " elements ("
              + low.length
              + ", "
              + high.length
              + ")");
    }
    for (int i = 0; i < size; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "Box: low (" + low[i] + ") must not be above high (" + high[i] + ") at element " + i);
      }
    }
    this.shape = List.copyOf(shape);
    this.low = low.clone();
    this.high = high.clone();
  }

  /** A vector whose element i lies between {@code -bounds[i]} and {@code bounds[i]}. */
  public static Box symmetric(float... bounds) {
    float[] low = new float[bounds.length];
    for (int i = 0; i < low.length; i++) {
      low[i] = -bounds[i];
    }
    return new Box(List.of(bounds.length), low, bounds);
  }

  /** The length of each dimension, at least 1; none for a single number. */
  public List<Integer> shape() {
    return shape;
  }

  /** The lowest value of element {@code i}. */
  public float low(int i) {
    return low[i];
  }

  /** The highest value of element {@code i}. */
  public float high(int i) {
    return high[i];
  }

  @Override
  public int size() {
    return low.length;
  }

  @Override
  public boolean contains(float[] point, int offset) {
    for (int i = 0; i < low.length; i++) {
      if (!(point[offset + i] >= low[i] && point[offset + i] <= high[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void sample(RandomGenerator random, float[] point, int offset) {
    for (int i = 0; i < low.length; i++) {
      boolean bounded = Float.isFinite(low[i]) && Float.isFinite(high[i]);
      float drawn =
          bounded
              ? low[i] + random.nextFloat() * (high[i] - low[i])
              : (float) random.nextGaussian();
      point[offset + i] = Math.clamp(drawn, low[i], high[i]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Box box
        && shape.equals(box.shape)
        && Arrays.equals(low, box.low)
        && Arrays.equals(high, box.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    return "Box" + shape;
  }
}
