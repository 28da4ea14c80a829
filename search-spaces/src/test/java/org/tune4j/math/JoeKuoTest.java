package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoeKuoTest {
  /**
   * By hand: x^2 + x + 1 with 1, 3 gives 2*3 ^ 4*1 ^ 1 = 3, 2*3 ^ 4*3 ^ 3 = 9, 2*9 ^ 4*3 ^ 3 = 29.
   */
  @Test
  void directionsFollowFromTheRecurrence() {
    assertThat(first(0)).containsExactly(1, 1, 1, 1, 1);
    assertThat(first(1)).containsExactly(1, 3, 5, 15, 17);
    assertThat(first(2)).containsExactly(1, 3, 3, 9, 29);
  }

  /** m_j = v_j 2^j. */
  private static int[] first(int dimension) {
    int[] directions = JoeKuo.directions(dimension);
    int[] m = new int[5];
    Arrays.setAll(m, j -> directions[j] >>> (31 - j));
    return m;
  }

  @Test
  void eachDimensionHasItsOwnNumbersAndEachBitItsPlace() {
    Set<String> seen = new HashSet<>();
    for (int dimension = 0; dimension < JoeKuo.DIMENSIONS; dimension++) {
      int[] directions = JoeKuo.directions(dimension);
      assertThat(seen.add(Arrays.toString(directions))).isTrue();
      for (int j = 0; j < directions.length; j++) {
        assertThat(Integer.numberOfTrailingZeros(directions[j])).isEqualTo(31 - j);
      }
    }
  }
}
