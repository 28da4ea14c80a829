package org.tune4j.rl.algorithm.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.SavedRandom;

class CriticsTest {
  private static final int ROWS = 6;
  private static final int OBSERVATION = 3;
  private static final int ACTION = 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theGradientIsThatOfTheLoss(int count) {
    Critics critics = critics(count, new CriticLoss(0.5));
    Batch batch = batch();
    float[] wanted = {0.3f, -2, 0, 1, 0.1f, -0.2f};
    float[] gradient = critics.gradient(batch, wanted).clone();

    float[] parameters = critics.model().parameters().clone();
    for (int i = 0; i < parameters.length; i += 3) {
      double slope =
          (loss(critics, batch, wanted, i, 0.01f) - loss(critics, batch, wanted, i, -0.01f)) / 0.02;
      critics.model().set(parameters);
      assertThat((double) gradient[i]).as("parameter %d", i).isCloseTo(slope, within(2e-3));
    }
  }

  private static double loss(Critics critics, Batch batch, float[] wanted, int i, float move) {
    float[] moved = critics.model().parameters().clone();
    float[] original = moved.clone();
    moved[i] += move;
    critics.model().set(moved);
    critics.gradient(batch, wanted);
    critics.model().set(original);
    return critics.loss();
  }

  @Test
  void theLowerOfTwinsCounts() {
    Critics critics = critics(2, new CriticLoss(1));
    Batch batch = batch();
    float[] lowest = critics.values(batch.observations(), batch.actions()).clone();
    Network network = critics.model().network();
    boolean[] second = new boolean[2];
    for (int i = 0; i < ROWS; i++) {
      float q1 = network.output(0)[i][0];
      float q2 = network.output(1)[i][0];
      assertThat(lowest[i]).isEqualTo(Math.min(q1, q2));
      second[q2 < q1 ? 1 : 0] = true;
    }
    assertThat(second).as("both happen").containsOnly(true);
    assertThat(critics.targetValues(batch.observations(), batch.actions()))
        .as("targets begin equal")
        .containsExactly(lowest);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void actorsSeeTheSlopeOfWhatIsValued(boolean lowest) {
    Critics critics = critics(2, new CriticLoss(1));
    Batch batch = batch();
    float[][] slopes = new float[ROWS][ACTION];
    values(critics, batch, lowest);
    if (lowest) {
      critics.actionGradients(-2, slopes);
    } else {
      critics.firstActionGradients(-2, slopes);
    }
    for (int i = 0; i < ROWS; i++) {
      for (int a = 0; a < ACTION; a++) {
        float action = batch.actions()[i][a];
        batch.actions()[i][a] = action + 0.01f;
        double up = values(critics, batch, lowest)[i];
        batch.actions()[i][a] = action - 0.01f;
        double down = values(critics, batch, lowest)[i];
        batch.actions()[i][a] = action;
        assertThat((double) slopes[i][a]).isCloseTo(-2 * (up - down) / 0.02, within(2e-3));
      }
    }
  }

  private static float[] values(Critics critics, Batch batch, boolean lowest) {
    return lowest
        ? critics.values(batch.observations(), batch.actions())
        : critics.firstValues(batch.observations(), batch.actions());
  }

  @Test
  void targetsFollow() {
    Critics critics = critics(2, new CriticLoss(1));
    Batch batch = batch();
    float[] before = critics.values(batch.observations(), batch.actions()).clone();
    critics.gradient(batch, new float[ROWS]);
    critics.model().apply(0.01, Double.POSITIVE_INFINITY);
    float[] after = critics.values(batch.observations(), batch.actions()).clone();

    assertThat(critics.targetValues(batch.observations(), batch.actions())).containsExactly(before);
    critics.follow(1);
    assertThat(critics.targetValues(batch.observations(), batch.actions())).containsExactly(after);
  }

  @Test
  void errorsAreTheMeanOverTheCritics() {
    Critics critics = critics(2, new CriticLoss(1));
    Batch batch = batch();
    critics.values(batch.observations(), batch.actions());
    float q1 = critics.model().network().output(0)[0][0];
    float q2 = critics.model().network().output(1)[0][0];
    critics.gradient(batch, new float[] {10, 0, 0, 0, 0, 0});
    assertThat(critics.errors()[0]).isCloseTo(10 - (q1 + q2) / 2, within(1e-5f));
    assertThat(critics.learnedValues()[0]).isEqualTo(q1);
  }

  private static Critics critics(int count, CriticLoss loss) {
    NetworkSpec spec =
        Networks.critics(
            OBSERVATION + ACTION,
            new Networks.Hiddens(
                List.of(7, 5), Activation.TANH, new Init.Glorot(), new Init.Glorot()),
            count);
    return new Critics(spec, loss, ROWS, OBSERVATION, 3);
  }

  private static Batch batch() {
    SavedRandom random = new SavedRandom(5, "batch", 0);
    Batch batch = new Batch(ROWS, OBSERVATION, ACTION);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < OBSERVATION; j++) {
        batch.observations()[i][j] = (float) random.nextGaussian();
      }
      for (int j = 0; j < ACTION; j++) {
        batch.actions()[i][j] = (float) random.nextGaussian();
      }
      batch.weights()[i] = 0.5f + 0.1f * i;
    }
    return batch;
  }
}
