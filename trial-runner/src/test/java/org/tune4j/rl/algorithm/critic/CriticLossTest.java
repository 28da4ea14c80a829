package org.tune4j.rl.algorithm.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticLossTest {
  @ParameterizedTest
  @ValueSource(doubles = {-3, -0.9, 0, 0.4, 1.5})
  void theGradientIsThatOfTheLoss(double error) {
    for (double threshold : new double[] {1, 0.5, Double.POSITIVE_INFINITY}) {
      CriticLoss loss = new CriticLoss(threshold);
      double slope = (loss.of(error + 1e-5) - loss.of(error - 1e-5)) / 2e-5;
      assertThat(loss.gradient(error)).isCloseTo(slope, within(1e-5));
    }
  }
}
