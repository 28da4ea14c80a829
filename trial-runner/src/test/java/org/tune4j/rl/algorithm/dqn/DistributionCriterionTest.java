package org.tune4j.rl.algorithm.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.replay.Batch;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

class DistributionCriterionTest {
  private static final int ACTIONS = 3;

  private static DqnConfig config(boolean dueling) {
    return Binding.bind(
        DqnConfig.class,
        DqnSettings.ALL.resolve(
            Config.parse(
                "{\"num_atoms\": 5, \"v_min\": -2, \"v_max\": 2, \"hiddens\": [], \"dueling\": "
                    + dueling
                    + "}")));
  }

  private static NetworkSpec spec(DqnConfig config) {
    return DenseModels.config(List.of(6), "tanh", List.of(), "relu", true)
        .actionValues(List.of(3), ACTIONS, config.branches());
  }

  private static float[] parameters(NetworkSpec spec, long seed) {
    float[] parameters = spec.initialParameters(3);
    RandomGenerator random = Seeds.random(seed);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) random.nextGaussian() * 0.5f;
    }
    return parameters;
  }

  private static Batch batch() {
    Batch batch = new Batch(4, 3, 1);
    RandomGenerator random = Seeds.random(8);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        batch.observations()[i][j] = (float) random.nextGaussian();
        batch.next()[i][j] = (float) random.nextGaussian();
      }
      batch.actions()[i][0] = i % ACTIONS;
      batch.rewards()[i] = 0.3f * i - 0.4f;
      batch.discounts()[i] = i == 3 ? 0 : 0.9f;
      batch.weights()[i] = 1 - 0.2f * i;
    }
    return batch;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGradientIsThatOfTheLoss(boolean dueling) {
    DqnConfig config = config(dueling);
    NetworkSpec spec = spec(config);
    Network online = spec.network();
    Network rater = spec.network();
    rater.load(parameters(spec, 6));
    float[] parameters = parameters(spec, 5);
    online.load(parameters);
    Batch batch = batch();
    Criterion criterion = QHead.of(config, ACTIONS).criterion(config, 4);
    online.forward(batch.next(), 4);
    rater.forward(batch.next(), 4);
    criterion.aim(batch, online, rater);
    float[] gradient = new float[parameters.length];
    online.forward(batch.observations(), 4);
    criterion.compare(batch, online);
    online.backward(criterion.gradients(), gradient);

    for (int i = 0; i < parameters.length; i++) {
      float[] moved = parameters.clone();
      moved[i] += 1e-2f;
      double above = loss(criterion, online, moved, batch);
      moved[i] -= 2e-2f;
      double below = loss(criterion, online, moved, batch);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo((above - below) / 2e-2, within(1e-3));
    }
  }

  private static double loss(Criterion criterion, Network online, float[] moved, Batch batch) {
    online.load(moved);
    online.forward(batch.observations(), 4);
    return criterion.compare(batch, online);
  }

  @Test
  void aConstantAddedToTheAdvantagesOfAllActionsChangesNothing() {
    NetworkSpec spec = spec(config(true));
    DistributionHead head = new DistributionHead(ACTIONS, new Atoms(5, -2, 2));
    Network network = spec.network();
    float[] parameters = parameters(spec, 5);
    network.load(parameters);
    float[][] observation = {{0.3f, -0.7f, 1.1f}};
    float[][] q = new float[1][ACTIONS];
    float[][] shifted = new float[1][ACTIONS];
    network.forward(observation, 1);
    head.read(network, 1, q);
    for (int a = 0; a < ACTIONS; a++) {
      network.output(0)[0][a * 5 + 2] += 7;
    }
    head.read(network, 1, shifted);
    assertThat(shifted[0]).containsExactly(q[0], within(1e-5f));
    assertThat(q[0][0]).isBetween(-2f, 2f);
  }

  /** Double Q: what the online network prefers, at the target network's price. */
  @Test
  void theTargetIsTheRatersDistributionOfTheChosensBestAction() {
    DqnConfig config = config(false);
    NetworkSpec spec = spec(config);
    DistributionHead head = new DistributionHead(ACTIONS, config.atoms());
    Network online = spec.network();
    Network rater = spec.network();
    online.load(parameters(spec, 5));
    rater.load(parameters(spec, 6));
    Batch batch = batch();
    online.forward(batch.next(), 4);
    rater.forward(batch.next(), 4);
    float[][] q = new float[4][ACTIONS];
    head.read(online, 4, q);
    float[] next = new float[5];
    float[] target = new float[5];
    head.distribution(rater, 0, ActionValues.best(q[0]), next);
    config.atoms().project(batch.rewards()[0], batch.discounts()[0], next, target);

    DistributionCriterion criterion = new DistributionCriterion(head, 4, ACTIONS, false);
    criterion.aim(batch, online, rater);
    rater.forward(batch.observations(), 4);
    criterion.compare(batch, rater);
    float[] p = new float[5];
    double logSum = head.distribution(rater, 0, (int) batch.actions()[0][0], p);
    double expected = 0;
    for (int i = 0; i < 5; i++) {
      expected += target[i] * (logSum - head.logits()[i]);
    }
    assertThat((double) criterion.errors()[0]).isCloseTo(expected, within(1e-5));
    assertThat(criterion.taken()[0]).isEqualTo(config.atoms().mean(p));
  }
}
