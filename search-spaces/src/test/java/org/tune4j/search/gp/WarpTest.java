package org.tune4j.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WarpTest {

  @Test
  void keepsTheOrder() {
    double[] values = {3, 1e6, 0.1, 7e4, 12, 5, 1e3, -2, 400, 3};
    double[] warped = Warp.of(values);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        assertThat(Double.compare(warped[i], warped[j]))
            .isEqualTo(Double.compare(values[i], values[j]));
      }
    }
    assertThat(Arrays.stream(warped).average().orElseThrow()).isCloseTo(0, within(1e-12));
  }

  @Test
  void whatIsNoNumberIsAsBadAsTheWorst() {
    double[] warped = Warp.of(new double[] {1, Double.NaN, 3, 2, Double.POSITIVE_INFINITY});
    assertThat(warped[1]).isEqualTo(warped[2]).isEqualTo(warped[4]);
  }

  @Test
  void staysFiniteWhateverTheValues() {
    double[][] all = {
      {1e300, -1e300, 0, 5},
      {Double.MAX_VALUE, -Double.MAX_VALUE},
      {Double.NEGATIVE_INFINITY, 1, 2},
      {Double.NaN, Double.NaN},
      {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
      {7, 7, 7},
      {1e-320, 2e-320, 0},
      {42}
    };
    for (double[] values : all) {
      assertThat(Arrays.stream(Warp.of(values)))
          .as(Arrays.toString(values))
          .allMatch(y -> Math.abs(y) < 100);
    }
  }

  @Test
  void oneHugeValueDoesNotHideTheOthers() {
    double[] values = new double[50];
    Arrays.setAll(values, i -> i);
    values[0] = 1e6;
    double[] warped = Warp.of(values);
    assertThat(warped[49] - warped[1]).isGreaterThan(1);
  }
}
