package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Json;

/** A trial goes on at the checkpoint of another that had another config: its own counts. */
class OtherConfigTest {
  private static final String CARTPOLE =
      "{\"env\": \"CartPole-v0\", \"model\": {\"fcnet_hiddens\": [16]}, ";
  private static final String PENDULUM =
      "{\"env\": \"Pendulum-v1\", \"store_buffer_in_checkpoints\": true, \"learning_starts\": 50,"
          + " \"train_batch_size\": 20, \"timesteps_per_iteration\": 100, ";

  @TempDir Path folder;

  static Stream<Arguments> changes() {
    Config dqn =
        Config.parse(
            CARTPOLE
                + "\"store_buffer_in_checkpoints\": true, \"learning_starts\": 100,"
                + " \"timesteps_per_iteration\": 200, \"replay_buffer_config\": {\"capacity\":"
                + " 700}}");
    Config ppo = Config.parse(CARTPOLE + "\"train_batch_size\": 200, \"num_sgd_iter\": 2}");
    Config a2c = Config.parse(CARTPOLE + "\"timesteps_per_iteration\": 100}");
    Config impala = Config.parse(CARTPOLE + "\"timesteps_per_iteration\": 200}");
    Config sac =
        Config.parse(
            PENDULUM
                + "\"policy_model\": {\"fcnet_hiddens\": [16]}, \"q_model\": {\"fcnet_hiddens\":"
                + " [16]}}");
    Config td3 = Config.parse(PENDULUM + "\"actor_hiddens\": [16], \"critic_hiddens\": [16]}");
    return Stream.of(
        Arguments.of("DQN", dqn, "lr", 0.01),
        Arguments.of("DQN", dqn, "gamma", 0.5),
        Arguments.of("DQN", dqn, "train_batch_size", 16L),
        Arguments.of("DQN", dqn, "target_network_update_freq", 40L),
        Arguments.of("PPO", ppo, "lr", 0.01),
        Arguments.of("PPO", ppo, "entropy_coeff", 0.1),
        Arguments.of("PPO", ppo, "train_batch_size", 600L),
        Arguments.of("PPO", ppo, "num_sgd_iter", 5L),
        Arguments.of("A2C", a2c, "lr", 0.01),
        Arguments.of("IMPALA", impala, "lr", 0.01),
        Arguments.of("SAC", sac, "optimization.critic_learning_rate", 0.1),
        Arguments.of("SAC", sac, "tau", 0.5),
        Arguments.of("TD3", td3, "actor_lr", 0.1),
        Arguments.of("TD3", td3, "train_batch_size", 30L));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatItWasTrainedWithBeforeCountsNoMore(
      String algorithm, Config config, String key, Object value) throws Exception {
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    Map<String, @Nullable Object> before;
    try (Trainable donor = Trials.start(algorithm, config, 1, folder)) {
      donor.step();
      before = new LinkedHashMap<>(donor.step());
      donor.save(checkpoint);
    }
    Map<String, @Nullable Object> same = goOn(algorithm, config, checkpoint);
    Map<String, @Nullable Object> other = goOn(algorithm, config.with(key, value), checkpoint);
    assertThat(Json.write(other)).isNotEqualTo(Json.write(same));
    assertThat(Trials.number(other, "timesteps_total"))
        .isGreaterThan(Trials.number(before, "timesteps_total"));
  }

  private Map<String, @Nullable Object> goOn(String algorithm, Config config, Path checkpoint)
      throws Exception {
    try (Trainable trial = Trials.start(algorithm, config, 2, folder)) {
      trial.restore(checkpoint);
      trial.step();
      trial.step();
      Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
      result.remove("timers");
      return result;
    }
  }
}
