package org.tune4j.rl.algorithm.impala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.algorithm.Rows;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;

class AppoLossTest {
  private static final Distribution DISTRIBUTION = new Categorical(3);
  private static final AppoLoss LOSS = new AppoLoss(0.2, 0.7, 0.05, 0.3);
  private static final float[] ACTION = {0};
  private static final float[] ACTED = {0.1f, -0.1f, 0.4f};
  private static final float[] TARGET = {0.3f, -0.2f, 0.1f};

  /** Inside and outside of the clip, for advantages of both signs. */
  @ParameterizedTest
  @CsvSource({"0.1, 1.5", "0.1, -1.5", "1.5, 1.5", "1.5, -1.5", "-1.5, 1.5", "-1.5, -1.5"})
  void theGradientIsThatOfTheLoss(float move, double advantage) {
    float[] outputs = {TARGET[0] + move, TARGET[1], TARGET[2]};
    float[] gradient = new float[3];
    float[] valueGradient = new float[1];
    AppoLoss.Step step = step(advantage, TARGET);
    LOSS.add(
        DISTRIBUTION.evaluator(),
        step,
        outputs,
        0.4f,
        1,
        gradient,
        valueGradient,
        new PolicyStats());

    for (int i = 0; i < 3; i++) {
      double slope = Rows.slope(changed -> loss(step, changed, 0.4f), outputs, i);
      assertThat((double) gradient[i]).as("output %d", i).isCloseTo(slope, within(1e-3));
    }
    double slope = Rows.slope(value -> loss(step, outputs, value[0]), new float[] {0.4f}, 0);
    assertThat((double) valueGradient[0]).isCloseTo(slope, within(1e-3));
  }

  @Test
  void theRatioIsMeasuredFromTheTargetPolicy() {
    PolicyStats stats = new PolicyStats();
    LOSS.add(
        DISTRIBUTION.evaluator(), step(2, TARGET), TARGET, 0, 1, new float[3], new float[1], stats);
    assertThat((double) stats.report().get("policy_loss")).isCloseTo(-2, within(1e-12));
  }

  /** The policy did what the target policy would hardly have done: the scale stops at 2. */
  @Test
  void theScaleIsLimited() {
    PolicyStats stats = new PolicyStats();
    float[] unlikely = {-5, 0, 0};
    LOSS.add(
        DISTRIBUTION.evaluator(),
        step(-1, unlikely),
        ACTED,
        0,
        1,
        new float[3],
        new float[1],
        stats);
    assertThat((double) stats.report().get("policy_loss")).isCloseTo(2, within(1e-12));
  }

  private static AppoLoss.Step step(double advantage, float[] target) {
    return new AppoLoss.Step(
        ACTION,
        DISTRIBUTION.logProbability(ACTED, ACTION),
        DISTRIBUTION.logProbability(target, ACTION),
        target,
        advantage,
        2);
  }

  private static double loss(AppoLoss.Step step, float[] outputs, float value) {
    PolicyStats stats = new PolicyStats();
    LOSS.add(DISTRIBUTION.evaluator(), step, outputs, value, 1, new float[3], new float[1], stats);
    return stats.loss();
  }
}
