package org.tune4j.rl.algorithm.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.critic.Critics;
import org.tune4j.rl.distribution.SquashedGaussian;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.space.Box;

class SacLossTest {
  private static final SquashedGaussian DISTRIBUTION = new SquashedGaussian(Box.symmetric(1, 2));
  private static final double ALPHA = 0.3;
  private static final Networks.Hiddens HIDDENS =
      new Networks.Hiddens(List.of(6), Activation.TANH, new Init.Glorot(), new Init.Glorot());

  @Test
  void targetsByHand() {
    assertThat(SacLoss.target(1, 0.5f, SacLoss.value(3, -2, 0.25))).isEqualTo(2.75f);
    assertThat(SacLoss.target(1, 0, 1e9)).as("after a termination").isEqualTo(1);
    float[] logs = {0, (float) Math.log(3)};
    float[] probabilities = new float[2];
    SacLoss.softmax(logs, probabilities);
    assertThat(probabilities).containsExactly(0.25f, 0.75f);
    double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    assertThat(SacLoss.entropy(probabilities, logs)).isCloseTo(entropy, within(1e-6));
    assertThat(SacLoss.value(probabilities, logs, new float[] {4, 8}, ALPHA))
        .isCloseTo(7 + ALPHA * entropy, within(1e-6));
  }

  @Test
  void impossibleActionsCountNothing() {
    float[] logs = {0, Float.NEGATIVE_INFINITY, 0};
    float[] probabilities = new float[3];
    SacLoss.softmax(logs, probabilities);
    float[] q = {1, 100, 3};
    float[] gradient = new float[3];
    SacLoss.actorGradient(probabilities, logs, q, ALPHA, 1, gradient);
    assertThat(SacLoss.value(probabilities, logs, q, 0)).isCloseTo(2, within(1e-6));
    assertThat(gradient).containsExactly(0.5f, 0, -0.5f);
  }

  @Test
  void theDiscreteActorsGradientIsThatOfItsLoss() {
    float[] logits = {0.3f, -1, 0.8f};
    float[] q = {1, 2, -1.5f};
    float[] logs = logits.clone();
    float[] probabilities = new float[3];
    float[] gradient = new float[3];
    SacLoss.softmax(logs, probabilities);
    SacLoss.actorGradient(probabilities, logs, q, ALPHA, 2, gradient);
    for (int i = 0; i < 3; i++) {
      double slope =
          (discreteLoss(logits, q, i, 0.01f) - discreteLoss(logits, q, i, -0.01f)) / 0.02;
      assertThat((double) gradient[i]).isCloseTo(2 * slope, within(1e-3));
    }
  }

  private static double discreteLoss(float[] logits, float[] q, int i, float move) {
    float[] logs = logits.clone();
    logs[i] += move;
    float[] probabilities = new float[3];
    SacLoss.softmax(logs, probabilities);
    return -SacLoss.value(probabilities, logs, q, ALPHA);
  }

  /** Through the action into the lower of two critics, and through the entropy. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theContinuousActorsGradientIsThatOfItsLoss(int seed) {
    int rows = 4;
    NetworkSpec spec = Networks.actor(3, HIDDENS, 4, Activation.LINEAR);
    Model actor = Model.dense(spec, seed, 1e-8);
    Critics critics =
        new Critics(Networks.critics(5, HIDDENS, 2), SacConfig.CRITIC_LOSS, rows, 3, seed);
    float[][] observations = {{1, 0, -1}, {0.5f, 0.2f, 2}, {-1, -1, 0}, {0, 0.1f, 0.3f}};
    float[][] noise = {{0.3f, -1.2f}, {1.5f, 0.1f}, {-0.4f, 0.8f}, {0, -0.6f}};
    float[][] slopes = new float[rows][2];
    float[][][] gradients = new float[1][rows][4];
    loss(actor, critics, observations, noise);
    critics.actionGradients(-1.0 / rows, slopes);
    for (int i = 0; i < rows; i++) {
      SacLoss.actorGradient(
          DISTRIBUTION,
          actor.network().output(0)[i],
          noise[i],
          slopes[i],
          ALPHA,
          1.0 / rows,
          gradients[0][i]);
    }
    float[] gradient = actor.gradient(gradients).clone();

    float[] parameters = actor.parameters().clone();
    for (int i = 0; i < parameters.length; i += 2) {
      float[] moved = parameters.clone();
      moved[i] += 0.01f;
      actor.set(moved);
      double up = loss(actor, critics, observations, noise);
      moved[i] -= 0.02f;
      actor.set(moved);
      double down = loss(actor, critics, observations, noise);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo((up - down) / 0.02, within(2e-3));
    }
  }

  private static double loss(
      Model actor, Critics critics, float[][] observations, float[][] noise) {
    int rows = observations.length;
    float[][] actions = new float[rows][2];
    double[] logs = new double[rows];
    actor.network().forward(observations, rows);
    for (int i = 0; i < rows; i++) {
      logs[i] = DISTRIBUTION.act(actor.network().output(0)[i], noise[i], actions[i]);
    }
    float[] q = critics.values(observations, actions);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += SacLoss.actor(q[i], logs[i], ALPHA) / rows;
    }
    return sum;
  }

  @Test
  void theTemperatureSteersToTheWantedEntropy() {
    Temperature temperature = new Temperature(0.5, -1);
    assertThat(temperature.alpha()).isCloseTo(0.5, within(1e-6));
    double slope =
        (new Temperature(Math.exp(0.01), -1).loss(2) - new Temperature(Math.exp(-0.01), -1).loss(2))
            / 0.02;
    assertThat(temperature.gradient(2)).isCloseTo(slope, within(1e-5)).isEqualTo(3);
    temperature.learn(2, 0.01);
    assertThat(temperature.alpha()).as("too random").isLessThan(0.5);
    Temperature other = new Temperature(0.5, -1);
    other.learn(-3, 0.01);
    assertThat(other.alpha()).as("too sure").isGreaterThan(0.5);
  }
}
