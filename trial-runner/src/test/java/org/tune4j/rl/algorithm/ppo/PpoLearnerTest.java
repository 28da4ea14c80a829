package org.tune4j.rl.algorithm.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

class PpoLearnerTest {
  private static final Distribution DISTRIBUTION = new Categorical(2);
  private final Model model =
      Model.dense(
          DenseModels.config(List.of(8), "tanh", List.of(), "relu", true)
              .policyAndValue(List.of(3), 2),
          1,
          1e-8);

  @Test
  void advantagesAreStandardisedOverTheBatch() {
    AdvantageBatch batch = batch(50);
    batch.standardise();
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < 50; i++) {
      mean += batch.advantages()[i] / 50;
      squares += batch.advantages()[i] * batch.advantages()[i] / 50;
    }
    assertThat(mean).isCloseTo(0, within(1e-9));
    assertThat(squares).isCloseTo(1, within(1e-9));
  }

  /**
   * Exactly one, not nearly: catches a changed filter, a mixed-up order of actions and a wrong
   * distribution at once.
   */
  @Test
  void inTheFirstMinibatchEveryRatioIsOne() {
    PpoLearner learner =
        learner("{\"num_sgd_iter\": 1, \"sgd_minibatch_size\": 50, \"kl_coeff\": 0.2}");
    learner.learn(batch(50), 0);
    assertThat(learner.report()).containsEntry("kl", 0.0);
    assertThat((double) learner.report().get("policy_loss")).isCloseTo(0, within(1e-9));
  }

  @Test
  void thePenaltyAdaptsToTheDivergence() {
    PpoLearner still = learner("{\"lr\": 0.0, \"num_sgd_iter\": 1}");
    still.learn(batch(50), 0);
    still.learn(batch(50), 0);
    assertThat(still.report()).containsEntry("cur_kl_coeff", 0.1);

    PpoLearner wild = learner("{\"lr\": 0.05, \"num_sgd_iter\": 20}");
    wild.learn(batch(50), 0);
    assertThat((double) wild.report().get("kl")).isGreaterThan(0.02);
    wild.learn(batch(50), 0);
    assertThat((double) wild.report().get("cur_kl_coeff")).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void aDivergedLossIsAnError() {
    PpoLearner learner = learner("{\"lr\": 1e30, \"num_sgd_iter\": 5, \"sgd_minibatch_size\": 10}");
    assertThatThrownBy(() -> learner.learn(batch(50), 777))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("after 777 steps with lr 1.0E30")
        .hasMessageContaining("Maybe use a smaller lr");
  }

  private PpoLearner learner(String config) {
    Config resolved = PpoSettings.ALL.resolve(Config.parse(config));
    return new PpoLearner(Binding.bind(PpoConfig.class, resolved), model, DISTRIBUTION, 1);
  }

  /** A trajectory of the model's own making. */
  private AdvantageBatch batch(int steps) {
    RandomGenerator random = Seeds.random(2);
    Trajectory trajectory = new Trajectory(0, 0, 0);
    for (int i = 0; i < steps; i++) {
      float[] observation = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      model.network().forward(new float[][] {observation}, 1);
      float[] outputs = model.network().output(0)[0].clone();
      float[] action = new float[1];
      DISTRIBUTION.sample(outputs, random, action);
      trajectory.add(observation, action, outputs, model.network().output(1)[0][0], action[0]);
    }
    return AdvantageBatch.of(
        List.of(trajectory), new AdvantageBatch.Estimator(0.9, 0.95, true, true), DISTRIBUTION);
  }
}
