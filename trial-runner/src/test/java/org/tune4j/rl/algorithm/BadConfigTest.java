package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

/** What is wrong with a config is said in words, with the key. */
class BadConfigTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "DQN; {'num_atoms': 5, 'v_min': 1, 'v_max': 1}; v_min: must be less than v_max",
        "DQN; {'env': 'Pendulum-v1'}; env: Q-learning needs one discrete action",
        "PPO; {'lr_schedule': [[10, 1], [5, 1]]}; lr_schedule: schedule: steps must grow",
        "A2C; {'lr_schedule': []}; lr_schedule: schedule: must have at least one point",
        "APPO; {'entropy_coeff_schedule': [[0]]}; entropy_coeff_schedule: schedule: must be a list",
        "PG; {'clip_rewards': [1]}; clip_rewards: must be a pair",
        "PPO; {'exploration_config': {'type': 'Random'}}; the policy itself draws",
        "IMPALA; {'exploration_config': {'random_timesteps': 5}}; the policy itself draws",
        "IMPALA; {'rollout_fragment_length': 1}; vtrace_drop_last_ts: with rollout_fragment_length"
            + " 1",
        "SAC; {'env': 'Pendulum-v1', 'initial_alpha': 0}; initial_alpha",
        "DQN; {'buffer_size': 2147483647}; replay_buffer_config.capacity: must be at most",
      })
  void namesTheKey(String algorithm, String json, String message) {
    Config config =
        Config.parse("{'env': 'CartPole-v0', 'num_workers': 0}".replace('\'', '"'))
            .overlaidBy(Config.parse(json.replace('\'', '"')));
    assertThatThrownBy(() -> Trials.start(algorithm, config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
