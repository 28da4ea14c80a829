package org.tune4j.rl.algorithm.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.rl.algorithm.critic.CriticLoss;
import org.tune4j.rl.model.DenseNetwork;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.replay.Batch;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

class DqnLossTest {
  private static final CriticLoss HUBER = new CriticLoss(1);
  private static final float[] ONLINE = {1, 5, 2};
  private static final float[] TARGET = {7, 3, 4};

  @Test
  void doubleQChoosesOnlineAndRatesWithTheTarget() {
    assertThat(DqnLoss.target(1, 0.5f, ONLINE, TARGET)).isEqualTo(1 + 0.5f * 3);
    assertThat(DqnLoss.target(1, 0.5f, TARGET, TARGET))
        .as("without double Q")
        .isEqualTo(1 + 0.5f * 7);
    assertThat(DqnLoss.target(1, 0, ONLINE, TARGET)).as("after a termination").isEqualTo(1);
  }

  @Test
  void aConstantAddedToTheAdvantagesChangesNothing() {
    float[] q = new float[3];
    float[] shifted = new float[3];
    ActionValues.combine(2, new float[] {1, -1, 3}, q);
    ActionValues.combine(2, new float[] {101, 99, 103}, shifted);
    assertThat(shifted).containsExactly(q, within(1e-5f));
    assertThat((q[0] + q[1] + q[2]) / 3).as("the mean is the value").isCloseTo(2, within(1e-6f));
  }

  @Test
  void huberIsSquareInsideAndStraightOutside() {
    assertThat(HUBER.of(0.5)).isEqualTo(0.125);
    assertThat(HUBER.of(-3)).isEqualTo(2.5);
    assertThat(HUBER.gradient(0.5)).isEqualTo(0.5);
    assertThat(HUBER.gradient(-3)).isEqualTo(-1);
    assertThat(new CriticLoss(2).of(3)).isEqualTo(4);
    assertThat(new CriticLoss(Double.POSITIVE_INFINITY).of(3)).isEqualTo(4.5);
    assertThat(new CriticLoss(Double.POSITIVE_INFINITY).gradient(-3)).isEqualTo(-3);
  }

  /**
   * The first Adam step tells only signs; so the gradient is taken from the network by finite
   * differences.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGradientIsThatOfTheLoss(boolean dueling) {
    NetworkSpec spec =
        DenseModels.config(List.of(6), "tanh", List.of(), "relu", true)
            .actionValues(List.of(3), 2, new ModelConfig.Branches(List.of(), dueling, 1));
    DenseNetwork network = new DenseNetwork(spec);
    float[] parameters = spec.initialParameters(3);
    RandomGenerator random = Seeds.random(4);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) random.nextGaussian() * 0.5f;
    }
    float[][] observation = {{0.3f, -0.7f, 1.1f}};
    double target = 0.4;
    network.load(parameters);
    network.forward(observation, 1);
    float[][] q = new float[1][2];
    ActionValues.read(network, 1, q);
    float[][][] heads =
        dueling
            ? new float[][][] {new float[1][2], new float[1][1]}
            : new float[][][] {new float[1][2]};
    ActionValues.gradient(
        1,
        (float) HUBER.gradient(q[0][1] - target),
        heads[0][0],
        dueling ? heads[1][0] : new float[0]);
    float[] gradient = new float[parameters.length];
    network.backward(heads, gradient);

    for (int i = 0; i < parameters.length; i++) {
      double slope =
          (loss(network, parameters, i, 1e-2f, observation, target)
                  - loss(network, parameters, i, -1e-2f, observation, target))
              / 2e-2;
      assertThat((double) gradient[i]).as("parameter %d", i).isCloseTo(slope, within(2e-3));
    }
  }

  @Test
  void theTargetNetworkMovesOnlyWhenCopied() {
    Config resolved = DqnSettings.ALL.resolve(Config.parse("{\"lr\": 0.1, \"hiddens\": []}"));
    DqnConfig config = Binding.bind(DqnConfig.class, resolved);
    NetworkSpec spec =
        DenseModels.config(List.of(4), "tanh", List.of(), "relu", true)
            .actionValues(List.of(1), 2, new ModelConfig.Branches(List.of(), true, 1));
    Model model = Model.dense(spec, 1, 1e-8);
    DqnLearner learner = new DqnLearner(config, model, QHead.of(config, 2).criterion(config, 1), 1);
    Batch batch = new Batch(1, 1, 1);
    batch.observations()[0][0] = 1;
    batch.next()[0][0] = 1;
    batch.discounts()[0] = 1;
    batch.rewards()[0] = 1;
    batch.weights()[0] = 1;

    float first = learner.learn(batch, 0)[0];
    float before = q(model);
    float second = learner.learn(batch, 0)[0];
    assertThat(second - first)
        .as("only the online side moved")
        .isCloseTo(before - 0.0f, within(0.02f));
    learner.copyToTarget();
    assertThat(learner.learn(batch, 0)[0])
        .as("now both sides are equal but for the reward")
        .isCloseTo(-1, within(1e-3f));
    assertThat(learner.report())
        .containsKeys("mean_q", "min_q", "max_q", "mean_td_error", "cur_lr", "loss");
    assertThat(Map.copyOf(learner.report())).doesNotContainValue(Double.NaN);
  }

  private static float q(Model model) {
    model.network().forward(new float[][] {{1}}, 1);
    float[][] q = new float[1][2];
    ActionValues.read(model.network(), 1, q);
    return q[0][0];
  }

  private static double loss(
      DenseNetwork network,
      float[] parameters,
      int at,
      float step,
      float[][] observation,
      double target) {
    float[] moved = Arrays.copyOf(parameters, parameters.length);
    moved[at] += step;
    network.load(moved);
    network.forward(observation, 1);
    float[][] q = new float[1][2];
    ActionValues.read(network, 1, q);
    return HUBER.of(q[0][1] - target);
  }
}
