package org.tune4j.search.nsga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VariationTest {
  @Test
  void childrenStayWithinBounds() {
    for (double near = 0; near <= 1; near += 0.125) {
      for (double far = 0; far <= 1; far += 0.125) {
        for (double unit = 0; unit < 1; unit += 0.01) {
          assertThat(Variation.crossed(near, far, 2, unit)).isBetween(0.0, 1.0);
          assertThat(Variation.mutated(near, 2, unit)).isBetween(0.0, 1.0);
        }
      }
    }
  }

  /** Without bounds in reach, the spread's distribution is (eta + 1) / 2 times a power of it. */
  @Test
  void aChildIsAsFarFromTheMiddleAsItsParentOrLessInHalfOfAllCases() {
    double near = 0.4999;
    double far = 0.5001;
    assertThat(Variation.crossed(near, far, 15, 0.5)).isCloseTo(near, within(1e-9));
    // unit 0.1: (2 * 0.1)^(1/16) of the distance
    assertThat(Variation.crossed(near, far, 15, 0.1))
        .isCloseTo(0.5 - 0.0001 * Math.pow(0.2, 1.0 / 16), within(1e-9));
    // unit 0.9: (1 / (2 * 0.1))^(1/16) of it
    assertThat(Variation.crossed(near, far, 15, 0.9))
        .isCloseTo(0.5 - 0.0001 * Math.pow(5, 1.0 / 16), within(1e-9));
    assertThat(Variation.crossed(far, near, 15, 0.9))
        .isCloseTo(0.5 + 0.0001 * Math.pow(5, 1.0 / 16), within(1e-9));
    assertThat(Variation.crossed(near, near, 15, 0.9)).isEqualTo(near);
  }

  @Test
  void aMutantReachesBothBoundsAndStaysInTheMiddleOtherwise() {
    assertThat(Variation.mutated(0.3, 20, 0)).isCloseTo(0, within(1e-9));
    assertThat(Variation.mutated(0.3, 20, 0.5)).isCloseTo(0.3, within(1e-9));
    assertThat(Variation.mutated(0.3, 20, 1)).isCloseTo(1, within(1e-9));
    // far from bounds: (2 * 0.25)^(1/21) - 1
    assertThat(Variation.mutated(0.5, 20, 0.25))
        .isCloseTo(0.5 + Math.pow(0.5, 1.0 / 21) - 1, within(1e-6));
  }
}
