package org.tune4j.rl.algorithm.ddpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.critic.Critics;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

class DdpgLearnerTest {
  private static final int ROWS = 4;
  private static final Box ACTIONS =
      new Box(List.of(2), new float[] {-1, 0}, new float[] {3, 0.5f});
  private static final ActionRange RANGE = new ActionRange(ACTIONS);

  @Test
  void errorsAreThoseOfTheLowerTargetOfTheTargetActorsAction() {
    Setup setup = new Setup("{\"twin_q\": true}");
    Batch batch = batch();
    Critics critics = setup.critics();
    float[][] actions = new float[ROWS][2];
    setup.policy.forward(batch.next(), ROWS);
    for (int i = 0; i < ROWS; i++) {
      actions[i] = setup.policy.outputs()[i].clone();
    }
    float[] next = critics.targetValues(batch.next(), actions).clone();
    float[] wanted = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      wanted[i] = batch.rewards()[i] + batch.discounts()[i] * next[i];
    }
    critics.gradient(batch, wanted);

    assertThat(setup.learner.learn(batch, 0)).containsExactly(critics.errors());
  }

  @Test
  void theActorWaitsForItsTurn() {
    Setup setup = new Setup("{\"policy_delay\": 3}");
    float[] before = setup.actor.parameters().clone();
    setup.learner.learn(batch(), 0);
    setup.learner.learn(batch(), 0);
    assertThat(setup.learner.learnsActor()).isFalse();
    assertThat(setup.actor.parameters()).containsExactly(before);
    setup.learner.learn(batch(), 0);
    assertThat(setup.learner.learnsActor()).isTrue();
    assertThat(setup.actor.parameters()).isNotEqualTo(before);
  }

  /** The loss is the mean of -Q(s, mu(s)): through the range, the tanh and the first critic. */
  @Test
  void theActorsGradientIsThatOfItsLoss() {
    Setup setup = new Setup("{\"twin_q\": true, \"l2_reg\": 0}");
    Critics critics = setup.critics();
    Batch batch = batch();
    float[][] slopes = new float[ROWS][2];
    float[][][] gradients = new float[1][ROWS][2];
    loss(setup, critics, batch);
    critics.firstActionGradients(-1.0 / ROWS, slopes);
    for (int i = 0; i < ROWS; i++) {
      RANGE.gradient(slopes[i], gradients[0][i]);
    }
    float[] gradient = setup.actor.gradient(gradients).clone();

    float[] parameters = setup.actor.parameters().clone();
    for (int i = 0; i < parameters.length; i++) {
      float[] moved = parameters.clone();
      moved[i] += 0.02f;
      setup.actor.set(moved);
      double up = loss(setup, critics, batch);
      moved[i] -= 0.04f;
      setup.actor.set(moved);
      double down = loss(setup, critics, batch);
      assertThat((double) gradient[i]).isCloseTo((up - down) / 0.04, within(2e-3));
    }
  }

  private static double loss(Setup setup, Critics critics, Batch batch) {
    setup.policy.forward(batch.observations(), ROWS);
    float[] q = critics.firstValues(batch.observations(), setup.policy.outputs());
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum -= q[i] / ROWS;
    }
    return sum;
  }

  @Test
  void smoothingMovesTargetsByNoMoreThanTheClip() {
    Batch batch = batch();
    float[] plain = new Setup("{}").learner.learn(batch, 0).clone();
    float[] smooth = new Setup("{\"smooth_target_policy\": true}").learner.learn(batch, 0).clone();
    float[] clipped =
        new Setup("{\"smooth_target_policy\": true, \"target_noise_clip\": 0}")
            .learner.learn(batch, 0);
    assertThat(smooth).isNotEqualTo(plain);
    assertThat(clipped).containsExactly(plain);
  }

  /** What was reported before is known elsewhere; zeros would be in its way. */
  @Test
  void aRestoredLearnerReportsOnlyWhatItHasLearned() {
    Setup before = new Setup("{\"policy_delay\": 2}");
    before.learner.learn(batch(), 0);
    before.learner.learn(batch(), 0);
    Object actorLoss = before.learner.report().get("actor_loss");
    Setup after = new Setup("{\"policy_delay\": 2}");
    after.learner.restore(StateReader.of(StateWriter.bytes(before.learner::save)));
    assertThat(after.learner.report()).isEmpty();
    after.learner.learn(batch(), 0);
    assertThat(after.learner.report())
        .containsKeys("mean_q", "critic_loss")
        .containsEntry("actor_loss", actorLoss);
  }

  @Test
  void theRangeStretchesAndStaysWithin() {
    float[] action = new float[2];
    RANGE.act(new float[] {-1, 1}, action);
    assertThat(action).containsExactly(-1, 0.5f);
    RANGE.act(new float[] {0, 0}, action);
    assertThat(action).containsExactly(1, 0.25f);
    RANGE.move(action, 0, 9);
    assertThat(action[0]).isEqualTo(3);
    float infinite = Float.POSITIVE_INFINITY;
    ActionRange free =
        new ActionRange(new Box(List.of(1), new float[] {0}, new float[] {infinite}));
    free.act(new float[] {7}, action);
    assertThat(action[0]).as("no stretching without bounds").isEqualTo(7);
    free.act(new float[] {-7}, action);
    assertThat(action[0]).isZero();
  }

  /** A learner with networks so small that they can be followed. */
  private static final class Setup {
    private final DdpgConfig config;
    private final ActorPolicy policy;
    private final Model actor;
    private final DdpgLearner learner;

    Setup(String changes) {
      config =
          Binding.bind(
              DdpgConfig.class,
              DdpgSettings.ALL.resolve(
                  Config.parse(
                          "{\"actor_hiddens\": [5], \"critic_hiddens\": [5],"
                              + " \"actor_hidden_activation\": \"tanh\","
                              + " \"critic_hidden_activation\": \"tanh\"}")
                      .overlaidBy(Config.parse(changes))));
      NetworkSpec spec = Networks.actor(3, config.actor(), 2, RANGE.activation());
      policy = new ActorPolicy(spec, RANGE);
      actor = Model.of(spec, policy.network(), 1, new Adam(spec.parameterCount(), 1e-8));
      learner = new DdpgLearner(config, policy, actor, ROWS, 3, 1);
    }

    /** The same as the learner's own at the beginning. */
    Critics critics() {
      return new Critics(
          Networks.critics(5, config.critic(), config.critics()), config.loss(), ROWS, 3, 1);
    }
  }

  private static Batch batch() {
    Batch batch = new Batch(ROWS, 3, 2);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        batch.observations()[i][j] = (float) Math.sin(1 + 3.0 * i + j);
        batch.next()[i][j] = (float) Math.sin(2 + 3.0 * i + j);
      }
      batch.actions()[i][0] = i - 1;
      batch.actions()[i][1] = 0.1f * i;
      batch.rewards()[i] = i;
      batch.discounts()[i] = i == 3 ? 0 : 0.9f;
      batch.weights()[i] = 1;
    }
    return batch;
  }
}
