package org.tune4j.rl.algorithm.a3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.algorithm.Rows;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Evaluator;

class ActorCriticLossTest {
  private static final ActorCriticLoss LOSS = new ActorCriticLoss(0.7, 0.3);
  private static final float[] ACTION = {1};
  private static final float[] OUTPUTS = {0.2f, -0.6f, 0.4f};
  private final Evaluator evaluator = new Categorical(3).evaluator();

  @ParameterizedTest
  @ValueSource(doubles = {1.5, -0.5})
  void theGradientIsThatOfTheLoss(double advantage) {
    float[] gradient = new float[3];
    float[] valueGradient = new float[1];
    PolicyStats stats = new PolicyStats();
    LOSS.add(evaluator, ACTION, advantage, 2, OUTPUTS, 0.4f, gradient, valueGradient, stats);

    for (int i = 0; i < 3; i++) {
      double slope = Rows.slope(outputs -> loss(advantage, outputs, 0.4f), OUTPUTS, i);
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-3));
    }
    double slope = Rows.slope(value -> loss(advantage, OUTPUTS, value[0]), new float[] {0.4f}, 0);
    assertThat((double) valueGradient[0]).isCloseTo(slope, within(1e-3));
  }

  @Test
  void theValueLossIsHalfTheSquare() {
    PolicyStats stats = new PolicyStats();
    LOSS.add(evaluator, ACTION, 0, 2, OUTPUTS, 5, new float[3], new float[1], stats);
    assertThat(stats.report()).containsEntry("vf_loss", 4.5);
  }

  private double loss(double advantage, float[] outputs, float value) {
    PolicyStats stats = new PolicyStats();
    LOSS.add(evaluator, ACTION, advantage, 2, outputs, value, new float[3], new float[1], stats);
    return stats.loss();
  }
}
