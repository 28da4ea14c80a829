package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Json;

/** Same seed, same bits; and a restored trial goes on as if it had never stopped. */
class CheckpointTest {
  private static final Config DQN =
      Trials.CARTPOLE_DQN
          .with("store_buffer_in_checkpoints", true)
          .with("learning_starts", 200)
          .with("replay_buffer_config.capacity", 700)
          .with("timesteps_per_iteration", 400);
  private static final Config SIMPLE_Q =
      Config.parse("{\"env\": \"CartPole-v0\", \"model\": {\"fcnet_hiddens\": [32]}}")
          .with("store_buffer_in_checkpoints", true)
          .with("learning_starts", 200)
          .with("timesteps_per_iteration", 400);
  private static final Config ES =
      Config.parse(
          """
          {"env": "CartPole-v0", "num_workers": 3, "episodes_per_batch": 30, "train_batch_size": 800,
           "eval_prob": 0.5, "report_length": 2, "model": {"fcnet_hiddens": [8]}}
          """);
  private static final Config ARS =
      Config.parse(
          """
          {"env": "CartPole-v0", "num_workers": 2, "num_rollouts": 20, "rollouts_used": 7, "eval_prob": 0.5,
           "model": {"fcnet_hiddens": []}}
          """);
  private static final Config PPO =
      Trials.CARTPOLE_PPO.with("train_batch_size", 400).with("num_sgd_iter", 2);

  private static final Config A2C =
      Config.parse("{\"env\": \"CartPole-v0\", \"timesteps_per_iteration\": 100}")
          .with("num_envs_per_worker", 2)
          .with("lr_schedule", List.of(List.of(0, 0.001), List.of(1000, 0.0)));

  private static final Config IMPALA =
      Config.parse("{\"env\": \"CartPole-v0\", \"timesteps_per_iteration\": 200}")
          .with("rollout_fragment_length", 30)
          .with("train_batch_size", 100)
          .with("model.fcnet_hiddens", List.of(16));
  private static final Config SAC =
      Config.parse(
          """
          {"env": "Pendulum-v1", "store_buffer_in_checkpoints": true, "learning_starts": 150, "train_batch_size": 20,
           "replay_buffer_config": {"capacity": 330}, "timesteps_per_iteration": 100, "n_step": 2,
           "policy_model": {"fcnet_hiddens": [16]}, "q_model": {"fcnet_hiddens": [160, 160]}}
          """);
  private static final Config TD3 =
      Config.parse(
          """
          {"env": "Pendulum-v1", "store_buffer_in_checkpoints": true, "learning_starts": 150, "train_batch_size": 20,
           "replay_buffer_config": {"capacity": 330}, "timesteps_per_iteration": 101, "policy_delay": 3,
           "actor_hiddens": [16], "critic_hiddens": [24, 16], "exploration_config": {"random_timesteps": 150}}
          """);

  private static final Config MARWIL =
      Config.parse(
          """
          {"env": "CartPole-v0", "train_batch_size": 100, "rollout_fragment_length": 150, "replay_buffer_size": 500,
           "model": {"fcnet_hiddens": [16]}}
          """);

  @TempDir static Path recorded;
  private static final Config PENDULUM =
      Config.parse("{\"env\": \"Pendulum-v1\", \"observation_filter\": \"MeanStdFilter\"}")
          .with("train_batch_size", 400)
          .with("model.fcnet_hiddens", List.of(16));

  @TempDir Path folder;

  static Stream<Arguments> trials() {
    String input = Recordings.cartPole(recorded, 20, 3).toString();
    return Stream.of(
        Arguments.of("MARWIL", MARWIL.with("learning_starts", 200)),
        Arguments.of(
            "MARWIL",
            MARWIL.with("input", Map.of(input, 0.6, "sampler", 0.4)).with("grad_clip", 40)),
        Arguments.of(
            "BC",
            MARWIL
                .with("input", input)
                .with("shuffle_buffer_size", 3)
                .with("num_workers", 2)
                .with("input_evaluation", List.of("simulation"))),
        Arguments.of("DQN", DQN.with("input", input)),
        Arguments.of("DQN", DQN),
        Arguments.of(
            "DQN",
            DQN.with("learning_starts", 0)
                .with("training_intensity", 0.02)
                .with("timesteps_per_iteration", 600)),
        Arguments.of("DQN", DQN.with("num_workers", 3).with("clip_rewards", 0.5)),
        Arguments.of(
            "DQN",
            DQN.with("prioritized_replay", false)
                .with("dueling", false)
                .with("training_intensity", 2)),
        Arguments.of("DQN", DQN.with("exploration_config.type", "SoftQ").with("double_q", false)),
        Arguments.of("PG", Config.parse("{\"env\": \"CartPole-v0\"}")),
        Arguments.of("A2C", A2C),
        Arguments.of(
            "A2C", A2C.with("num_workers", 0).with("microbatch_size", 30).with("use_gae", false)),
        Arguments.of("A3C", A2C),
        Arguments.of("A3C", A2C.with("num_workers", 3).with("batch_mode", "complete_episodes")),
        Arguments.of("IMPALA", IMPALA),
        Arguments.of(
            "IMPALA",
            IMPALA
                .with("opt_type", "rmsprop")
                .with("model.vf_share_layers", false)
                .with("_separate_vf_optimizer", true)
                .with("num_workers", 0)),
        Arguments.of(
            "IMPALA",
            IMPALA.with("broadcast_interval", 3).with("vtrace", false).with("num_workers", 3)),
        Arguments.of(
            "IMPALA",
            IMPALA
                .with("replay_proportion", 1.5)
                .with("replay_buffer_num_slots", 4)
                .with("minibatch_buffer_size", 2)
                .with("num_sgd_iter", 3)),
        Arguments.of("APPO", IMPALA.with("use_kl_loss", true).with("num_sgd_iter", 2)),
        Arguments.of("APPO", IMPALA.with("vtrace", false).with("target_update_frequency", 3)),
        Arguments.of("SAC", SAC),
        Arguments.of(
            "SAC",
            SAC.with("env", "CartPole-v0")
                .with("num_workers", 2)
                .with("prioritized_replay", true)
                .with("target_network_update_freq", 7)),
        Arguments.of("TD3", TD3),
        Arguments.of(
            "DDPG", TD3.with("num_envs_per_worker", 2).with("observation_filter", "MeanStdFilter")),
        Arguments.of(
            "DQN", DQN.with("num_atoms", 11).with("v_max", 25).with("rollout_fragment_length", 1)),
        Arguments.of(
            "DQN",
            DQN.with("noisy", true)
                .with("model.fcnet_hiddens", List.of(8))
                .with("hiddens", List.of(8))
                .with("worker_side_prioritization", true)),
        Arguments.of("SimpleQ", SIMPLE_Q),
        Arguments.of("ES", ES),
        Arguments.of("ES", ES.with("num_workers", 1).with("num_envs_per_worker", 3)),
        Arguments.of("ARS", ARS),
        Arguments.of("PPO", PENDULUM),
        Arguments.of("PPO", PENDULUM.with("model.free_log_std", true)),
        Arguments.of("A2C", PENDULUM),
        Arguments.of("APPO", PENDULUM.with("use_kl_loss", true)),
        Arguments.of("PPO", PPO),
        Arguments.of("PPO", PPO.with("num_envs_per_worker", 3).with("rollout_fragment_length", 50)),
        Arguments.of("PPO", PPO.with("batch_mode", "complete_episodes").with("num_workers", 2)),
        Arguments.of(
            "PPO",
            PPO.with("model.vf_share_layers", false)
                .with("entropy_coeff", 0.01)
                .with("grad_clip", 0.5)));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void goesOnBitForBit(String algorithm, Config config) throws Exception {
    List<String> straight = run(algorithm, config, 6);

    List<String> resumed = new ArrayList<>();
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    try (Trainable first = Trials.start(algorithm, config, 1, folder)) {
      resumed.addAll(steps(first, 3));
      first.save(checkpoint);
    }
    try (Trainable second = Trials.start(algorithm, config, 1, folder)) {
      second.restore(checkpoint);
      resumed.addAll(steps(second, 3));
    }

    assertThat(resumed).isEqualTo(straight);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void savingChangesNothing(String algorithm, Config config) throws Exception {
    List<String> saved = new ArrayList<>();
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      for (int i = 0; i < 3; i++) {
        saved.addAll(steps(trial, 1));
        trial.save(Files.createDirectory(folder.resolve("checkpoint" + i)));
      }
    }

    assertThat(saved).isEqualTo(run(algorithm, config, 3));
  }

  @Test
  void trialsInOneJvmDoNotTouchEachOther() throws Exception {
    List<String> alone = run("DQN", DQN, 4);
    List<String> other = run("PPO", PPO, 4);
    List<Future<List<String>>> together = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 2; i++) {
        together.add(threads.submit(() -> run("DQN", DQN, 4)));
        together.add(threads.submit(() -> run("PPO", PPO, 4)));
      }
    }

    assertThat(together.get(0).get()).isEqualTo(alone);
    assertThat(together.get(2).get()).isEqualTo(alone);
    assertThat(together.get(1).get()).isEqualTo(other);
    assertThat(together.get(3).get()).isEqualTo(other);
  }

  @Test
  void withoutTheBufferLearningStartsAgainWhenItHasFilledUp() throws Exception {
    Config config = DQN.with("store_buffer_in_checkpoints", false).with("learning_starts", 600);
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    try (Trainable first = Trials.start("DQN", config, 1, folder)) {
      steps(first, 3);
      first.save(checkpoint);
    }
    try (Trainable second = Trials.start("DQN", config, 1, folder)) {
      second.restore(checkpoint);
      long before = trained(second.step());
      assertThat(trained(second.step())).isGreaterThan(before);
      assertThat(before).isEqualTo((1200 - 600) / 4 * 32);
    }
  }

  private List<String> run(String algorithm, Config config, int iterations) throws Exception {
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      return steps(trial, iterations);
    }
  }

  /** The results but for the clocks. */
  private static List<String> steps(Trainable trial, int count) throws Exception {
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
      result.remove("timers");
      results.add(Json.write(result));
    }
    return results;
  }

  private static long trained(Map<String, ? extends @Nullable Object> result) {
    return ((Map<?, ?>) result.get("info")).get("num_steps_trained") instanceof Long steps
        ? steps
        : -1;
  }
}
