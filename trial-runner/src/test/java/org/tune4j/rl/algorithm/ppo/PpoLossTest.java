package org.tune4j.rl.algorithm.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.algorithm.a3c.ActorCriticLoss;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;

class PpoLossTest {
  private static final Distribution DISTRIBUTION = new Categorical(3);
  private static final PpoLoss LOSS = new PpoLoss(0.2, 0.5, 0.7, 0.05, 0.3);
  private static final float[] OLD = {0.2f, -0.1f, 0.4f};

  /** Inside and outside of the clips, for advantages of both signs. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1.5, 0.3, 2",
    "0.1, -1.5, 0.3, 2",
    "1.5, 1.5, 0.9, 2",
    "1.5, -1.5, 0.9, -2",
    "-1.5, 1.5, -0.9, 2",
    "-1.5, -1.5, -0.9, -2",
  })
  void theGradientIsThatOfTheLoss(float move, double advantage, float value, double target) {
    float[] outputs = {OLD[0] + move, OLD[1], OLD[2]};
    AdvantageBatch row = row(advantage, target);
    float[] gradient = new float[3];
    float[] valueGradient = new float[1];
    LOSS.add(
        DISTRIBUTION.evaluator(),
        row,
        0,
        outputs,
        value,
        1,
        gradient,
        valueGradient,
        new PolicyStats());

    for (int i = 0; i < 3; i++) {
      float[] up = outputs.clone();
      float[] down = outputs.clone();
      up[i] += 0.01f;
      down[i] -= 0.01f;
      double slope = (loss(row, up, value) - loss(row, down, value)) / 0.02;
      assertThat((double) gradient[i]).as("output %d", i).isCloseTo(slope, within(1e-3));
    }
    double slope = (loss(row, outputs, value + 0.01f) - loss(row, outputs, value - 0.01f)) / 0.02;
    assertThat((double) valueGradient[0]).isCloseTo(slope, within(1e-3));
  }

  @Test
  void anUnchangedPolicyHasARatioOfOne() {
    PolicyStats stats = new PolicyStats();
    LOSS.add(
        DISTRIBUTION.evaluator(), row(1.25, 0), 0, OLD, 0, 1, new float[3], new float[1], stats);
    assertThat(stats.report().get("policy_loss")).isEqualTo(-1.25);
    assertThat(stats.divergence()).isZero();
  }

  /** One step of PPO with one epoch and one minibatch is one of A2C, but for the mean. */
  @Test
  void atAnUnchangedPolicyTheGradientIsThatOfAnActorAndItsCritic() {
    PpoLoss ppo = new PpoLoss(0.2, 10, 0.35, 0.05, 0);
    float[] gradient = new float[3];
    float[] valueGradient = new float[1];
    PolicyStats stats = new PolicyStats();
    ppo.add(DISTRIBUTION.evaluator(), row(1.5, 2), 0, OLD, 0.4f, 4, gradient, valueGradient, stats);
    float[] summed = new float[3];
    float[] valueSummed = new float[1];
    new ActorCriticLoss(0.7, 0.05)
        .add(
            DISTRIBUTION.evaluator(),
            new float[] {0},
            1.5,
            2,
            OLD,
            0.4f,
            summed,
            valueSummed,
            new PolicyStats());
    for (int i = 0; i < 3; i++) {
      assertThat(4 * gradient[i]).isCloseTo(summed[i], within(1e-6f));
    }
    assertThat(4 * valueGradient[0]).isCloseTo(valueSummed[0], within(1e-6f));
  }

  @Test
  void sharesOfAMinibatchAddUpToItsMean() {
    float[] whole = new float[3];
    float[] half = new float[3];
    LOSS.add(
        DISTRIBUTION.evaluator(),
        row(1, 2),
        0,
        new float[] {0, 1, 0},
        0.1f,
        1,
        whole,
        new float[1],
        new PolicyStats());
    LOSS.add(
        DISTRIBUTION.evaluator(),
        row(1, 2),
        0,
        new float[] {0, 1, 0},
        0.1f,
        2,
        half,
        new float[1],
        new PolicyStats());
    assertThat(half[1]).isCloseTo(whole[1] / 2, within(1e-6f));
  }

  @Test
  void statisticsAreMeans() {
    PolicyStats stats = new PolicyStats();
    stats.add(1, 2, 3, 4, 5, 10, 9);
    stats.add(3, 4, 5, 6, 7, 20, 19);
    Map<String, Object> report = stats.report();
    assertThat(report).containsEntry("total_loss", 2.0).containsEntry("entropy", 6.0);
    assertThat(stats.divergence()).isEqualTo(5);
    assertThat(report).as("errors are constant").containsEntry("vf_explained_var", 1.0);
  }

  private static AdvantageBatch row(double advantage, double target) {
    Trajectory trajectory = new Trajectory(0, 0, 0);
    trajectory.add(new float[0], new float[] {0}, OLD, 0, 0);
    AdvantageBatch batch =
        AdvantageBatch.of(
            List.of(trajectory), new AdvantageBatch.Estimator(1, 1, true, true), DISTRIBUTION);
    batch.advantages()[0] = advantage;
    batch.targets()[0] = target;
    return batch;
  }

  private static double loss(AdvantageBatch row, float[] outputs, float value) {
    PolicyStats stats = new PolicyStats();
    LOSS.add(
        DISTRIBUTION.evaluator(), row, 0, outputs, value, 1, new float[3], new float[1], stats);
    return stats.loss();
  }
}
