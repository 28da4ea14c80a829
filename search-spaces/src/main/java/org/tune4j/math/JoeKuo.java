package org.tune4j.math;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Direction numbers of Sobol sequences, from S. Joe and F. Y. Kuo, "Constructing Sobol sequences
 * with better two-dimensional projections", SIAM Journal on Scientific Computing 30 (2008).
 */
public final class JoeKuo {
  /** How many dimensions there are numbers for. */
  public static final int DIMENSIONS = 640;

  private static final int BITS = 32;
  private static final int[][] DIRECTIONS = read();

  private JoeKuo() {}

  /**
   * The direction numbers of a dimension: what bit j of an index, the lowest first, adds (by
   * exclusive or) to the 32 binary digits of a coordinate. A new array.
   *
   * @param dimension from 0 to {@link #DIMENSIONS} - 1
   */
  public static int[] directions(int dimension) {
    return DIRECTIONS[dimension].clone();
  }

  /**
   * The 32 binary digits of a coordinate of a point of the sequence, as an unsigned number.
   *
   * @param dimension from 0 to {@link #DIMENSIONS} - 1
   * @param index of the point, unsigned
   */
  public static int digits(int dimension, int index) {
    int[] directions = DIRECTIONS[dimension];
    int digits = 0;
    for (int left = index; left != 0; left &= left - 1) {
      digits ^= directions[Integer.numberOfTrailingZeros(left)];
    }
    return digits;
  }

  private static int[][] read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(JoeKuo.class.getResourceAsStream("joe-kuo.txt")),
                StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().filter(line -> !line.startsWith("#")).toList();
      int[][] directions = new int[lines.size() + 1][];
      directions[0] = vanDerCorput();
      for (int i = 0; i < lines.size(); i++) {
        int[] numbers =
            Arrays.stream(lines.get(i).split(" ")).mapToInt(Integer::parseInt).toArray();
        directions[i + 1] = extended(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
      }
      return directions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] vanDerCorput() {
    int[] directions = new int[BITS];
    Arrays.setAll(directions, j -> 1 << (BITS - 1 - j));
    return directions;
  }

  /** The recurrence of the primitive polynomial with these inner coefficients. */
  private static int[] extended(int coefficients, int[] first) {
    int degree = first.length;
    int[] directions = new int[BITS];
    for (int j = 0; j < BITS; j++) {
      if (j < degree) {
        directions[j] = first[j] << (BITS - 1 - j);
        continue;
      }
      int next = directions[j - degree] ^ (directions[j - degree] >>> degree);
      for (int k = 1; k < degree; k++) {
        if (((coefficients >>> (degree - 1 - k)) & 1) == 1) {
          next ^= directions[j - k];
        }
      }
      directions[j] = next;
    }
    return directions;
  }
}
