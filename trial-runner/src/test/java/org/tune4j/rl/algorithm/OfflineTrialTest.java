package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;

/** Trials that record what they do, and trials that learn from it. */
class OfflineTrialTest {
  private static final Config SMALL =
      Config.parse(
          """
          {"env": "CartPole-v0", "num_workers": 0, "train_batch_size": 200, "rollout_fragment_length": 100,
           "model": {"fcnet_hiddens": [16]}}
          """);

  @TempDir Path folder;

  @Test
  void whatOneTrialRecordsAnotherLearnsFrom() throws Exception {
    Path recorded = record(SMALL.with("num_sgd_iter", 1).with("num_workers", 2), 2);
    try (var files = Files.list(recorded)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "output-trial-1_worker-0_0.json", "output-trial-1_worker-1_0.json");
    }
    List<String> lines = Files.readAllLines(recorded.resolve("output-trial-1_worker-1_0.json"));
    assertThat(lines).isNotEmpty();
    assertThat(Json.readObject(lines.getFirst()))
        .containsKeys(
            "obs",
            "new_obs",
            "actions",
            "rewards",
            "dones",
            "eps_id",
            "t",
            "action_logp",
            "action_prob",
            "action_dist_inputs",
            "vf_preds");

    Config config = SMALL.with("input", recorded.toString());
    for (String algorithm : List.of("MARWIL", "BC", "DQN", "SimpleQ", "SAC")) {
      try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
        Map<String, ? extends @Nullable Object> result = trial.step();
        result = trial.step();
        assertThat(Trials.number(result, "timesteps_total")).isGreaterThanOrEqualTo(200);
        assertThat(Trials.number(result, "episodes_total")).as("it never acts").isZero();
        assertThat(result).doesNotContainKey("episode_reward_mean");
        assertThat(result.containsKey("off_policy_estimator")).isEqualTo(!algorithm.equals("BC"));
      }
    }
  }

  @Test
  void simulationActsWithoutCounting() throws Exception {
    Path recorded = Recordings.cartPole(folder.resolve("data"), 5, 0);
    Config config =
        SMALL.with("input", recorded.toString()).with("input_evaluation", List.of("simulation"));
    try (Trainable trial = Trials.start("BC", config, 1, folder)) {
      Map<String, ? extends @Nullable Object> result = trial.step();
      assertThat(Trials.number(result, "timesteps_total")).as("one episode").isEqualTo(200);
      assertThat(Trials.number(result, "episodes_total")).isPositive();
      assertThat(Trials.number(result, "episode_reward_mean")).isPositive();
    }
  }

  @Test
  void recordedAndSampledStepsMix() throws Exception {
    Path recorded = Recordings.cartPole(folder.resolve("data"), 5, 0);
    Config config =
        SMALL
            .with("input", Map.of(recorded.toString(), 0.5, "sampler", 0.5))
            .with("timesteps_per_iteration", 5000);
    try (Trainable trial = Trials.start("MARWIL", config, 1, folder)) {
      double episodes = Trials.number(trial.step(), "episodes_total");
      assertThat(episodes).isBetween(20.0, 250.0);
    }
  }

  @Test
  void whatCannotLearnFromOthersRefuses() {
    Config config = SMALL.with("input", "data");
    assertThatThrownBy(() -> Trials.start("PPO", SMALL.with("input", folder.toString()), 1, folder))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Trials.start("BC", config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("input: data: there is no such file");
    assertThatThrownBy(
            () -> Trials.start("BC", config.with("observation_filter", "MeanStdFilter"), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("observation_filter: must be NoFilter with input");
    assertThatThrownBy(
            () -> Trials.start("MARWIL", SMALL.with("postprocess_inputs", false), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("postprocess_inputs: must be true unless beta is 0 (1.0)");
  }

  @Test
  void ppoSaysThatItLearnsFromItsOwnStepsAlone() {
    Path recorded = Recordings.cartPole(folder.resolve("data"), 1, 0);
    assertThatThrownBy(
            () -> Trials.start("PPO", SMALL.with("input", recorded.toString()), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("PPO learns only from what its own policy does");
  }

  @Test
  void actionsOfADeterministicPolicyHaveNoProbability() throws Exception {
    Config config =
        Config.parse(
            """
            {"env": "Pendulum-v1", "num_workers": 0, "rollout_fragment_length": 20,
             "train_batch_size": 8, "learning_starts": 0, "timesteps_per_iteration": 20}
            """);
    Path recorded = folder.resolve("recorded");
    Config drawn = Config.parse("{\"exploration_config\": {\"type\": \"StochasticSampling\"}}");
    Config recording = config.overlaidBy(drawn).with("output", recorded.toString());
    for (String algorithm : List.of("SAC", "DDPG")) {
      try (Trainable trial = Trials.start(algorithm, recording, 1, folder)) {
        trial.step();
      }
      for (String learner : List.of("DDPG", "TD3")) {
        Config learning = config.with("input", recorded.toString());
        try (Trainable trial = Trials.start(learner, learning, 1, folder)) {
          assertThat(trial.step()).doesNotContainKey("off_policy_estimator");
        }
      }
      deleteRecorded(recorded);
    }
  }

  private static void deleteRecorded(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void epsilonGreedyActionsHaveNoProbability() throws Exception {
    Config config = SMALL.with("output", folder.resolve("dqn").toString());
    try (Trainable trial = Trials.start("DQN", config, 1, folder)) {
      trial.step();
    }
    String line =
        Files.readAllLines(folder.resolve("dqn/output-trial-1_worker-0_0.json")).getFirst();
    assertThat(Json.readObject(line)).doesNotContainKey("action_prob").containsKey("obs");
  }

  private Path record(Config config, int iterations) throws Exception {
    Path recorded = folder.resolve("recorded");
    Config recording = config.with("output", recorded.toString());
    try (Trainable trial = Trials.start("PPO", recording, 1, folder)) {
      for (int i = 0; i < iterations; i++) {
        trial.step();
      }
    }
    return recorded;
  }
}
