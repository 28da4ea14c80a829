package org.tune4j.rl.algorithm.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.rl.algorithm.Trials;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.replay.BatchHook;
import org.tune4j.space.Config;
import org.tune4j.yaml.Json;

class DqnOptionsTest {
  private static final Config SMALL =
      Config.parse(
          """
          {"env": "CartPole-v0", "learning_starts": 100, "timesteps_per_iteration": 200,
           "model": {"fcnet_hiddens": [8]}, "hiddens": [8]}
          """);

  @TempDir Path folder;

  /** Takes all rewards away, and looks at the Q-values. */
  public static final class NoRewards implements BatchHook {
    static final List<Float> SEEN = new ArrayList<>();

    @Override
    public void beforeLearning(Batch batch, Policy policy) {
      java.util.Arrays.fill(batch.rewards(), 0);
      policy.forward(batch.observations(), batch.size());
      SEEN.add(policy.outputs()[0][1]);
    }
  }

  private List<String> results(Config config) throws Exception {
    List<String> results = new ArrayList<>();
    try (var trial = Trials.start("DQN", config, 1, folder)) {
      for (int i = 0; i < 2; i++) {
        results.add(Json.write(trial.step().get("info")));
      }
    }
    return results;
  }

  @Test
  void aHookMayChangeEachBatch() throws Exception {
    Config config = SMALL.with("before_learn_on_batch", NoRewards.class.getName());
    results(config.with("lr", 0.01));
    int batches = (400 - 100) / 4 + 1;
    assertThat(NoRewards.SEEN).hasSize(batches);
    assertThat(Math.abs(NoRewards.SEEN.getLast())).as("nothing to earn").isLessThan(0.2f);
  }

  @Test
  void aHookThatIsNoneIsRefused() {
    Config config = SMALL.with("before_learn_on_batch", "java.lang.String");
    assertThatThrownBy(() -> results(config))
        .hasMessageContaining("before_learn_on_batch: java.lang.String: must implement");
  }

  @Test
  void eachOptionHasItsEffect() throws Exception {
    List<String> plain = results(SMALL);
    assertThat(results(SMALL)).isEqualTo(plain);
    for (String option :
        List.of(
            "{\"worker_side_prioritization\": true}",
            "{\"noisy\": true}",
            "{\"noisy\": true, \"sigma0\": 0.1}",
            "{\"num_atoms\": 11}",
            "{\"num_atoms\": 11, \"v_max\": 50}",
            "{\"num_atoms\": 11, \"v_min\": 0}")) {
      assertThat(results(SMALL.overlaidBy(Config.parse(option)))).as(option).isNotEqualTo(plain);
    }
  }

  @Test
  void atomsNeedARange() {
    assertThatThrownBy(() -> results(SMALL.with("num_atoms", 51).with("v_min", 10)))
        .hasMessageContaining("v_min: must be less than v_max (10.0, 10.0)");
  }
}
