package org.tune4j.rl.algorithm.impala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VTraceTest {
  private static final double[] REWARDS = {1, 2, 3};
  private static final double[] VALUES = {0.5, -1, 2};
  private final double[] targets = new double[3];
  private final double[] advantages = new double[3];

  @Test
  void onThePolicyItselfTargetsAreDiscountedReturns() {
    new VTrace(0.5, 1, 1)
        .compute(new double[] {1, 1, 1}, REWARDS, VALUES, 0, 3, 8, targets, advantages);
    assertThat(targets).containsExactly(1 + 0.5 * 5.5, 2 + 0.5 * 7, 3 + 0.5 * 8);
    assertThat(advantages).containsExactly(3.75 - 0.5, 5.5 + 1, 7 - 2);
  }

  /** Ratios above the clips count as 1; what a small one cuts off does not reach earlier steps. */
  @Test
  void ratiosWeighDifferencesAndWhatTheyHandOn() {
    new VTrace(0.5, 1, 1)
        .compute(new double[] {4, 0.5, 1}, REWARDS, VALUES, 0, 3, 8, targets, advantages);
    double third = 3 + 0.5 * 8;
    double second = -1 + 0.5 * (2 + 0.5 * 2 + 1) + 0.5 * 0.5 * (third - 2);
    double first = 0.5 + (1 + 0.5 * -1 - 0.5) + 0.5 * (second + 1);
    assertThat(targets[2]).isEqualTo(third);
    assertThat(targets[1]).isCloseTo(second, within(1e-12));
    assertThat(targets[0]).isCloseTo(first, within(1e-12));
    assertThat(advantages[1]).isCloseTo(0.5 * (2 + 0.5 * third + 1), within(1e-12));
    assertThat(advantages[0]).isCloseTo(1 + 0.5 * second - 0.5, within(1e-12));
  }

  @Test
  void theTwoClipsAreSeparate() {
    double[] ratios = {3};
    new VTrace(1, 2, 4)
        .compute(ratios, new double[] {1}, new double[] {0}, 0, 1, 0, targets, advantages);
    assertThat(targets[0]).isEqualTo(2);
    assertThat(advantages[0]).isEqualTo(3);
  }

  @Test
  void onlyTheRowsOfThePieceAreTouched() {
    targets[0] = 7;
    new VTrace(1, 1, 1)
        .compute(new double[] {1, 1, 1}, REWARDS, VALUES, 1, 3, 0, targets, advantages);
    assertThat(targets).containsExactly(7, 5, 3);
  }
}
