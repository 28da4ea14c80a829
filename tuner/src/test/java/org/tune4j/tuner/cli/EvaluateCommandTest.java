package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tune evaluate}, on a small sweep of PPO and on trials that have nothing to play with. */
final class EvaluateCommandTest {
  @TempDir private static Path results;

  @BeforeAll
  static void runSweeps() throws IOException {
    Path file =
        Files.writeString(
            results.resolve("sweeps.yaml"),
            """
            ppo:
              run: PPO
              env: SparsePointEnv
              stop: {training_iteration: 2}
              checkpoint: {frequency: 1, at_end: true, num_to_keep: 2}
              callbacks:
                - curriculum: {thresholds: [0.5], tasks: [{goal_radius: 50}, {goal_radius: 40}]}
              config:
                num_workers: 0
                train_batch_size: 120
                rollout_fragment_length: 120
                sgd_minibatch_size: 60
                num_sgd_iter: 1
                model: {fcnet_hiddens: [4]}
            unsaved:
              run: PPO
              env: CartPole-v0
              stop: {training_iteration: 1}
              checkpoint: {at_end: false}
              config: {train_batch_size: 40, rollout_fragment_length: 40, sgd_minibatch_size: 40, num_sgd_iter: 1}
            no-policy:
              run: synthetic
              stop: {training_iteration: 1}
              checkpoint: {at_end: true}
            """);
    Cli.Outcome run = tune("run", "-q", file.toString());
    assertThat(run.code()).as(run.all()).isZero();
  }

  @Test
  void itPlaysWithTheNewestPolicyInTheTaskOfItsPhase() {
    Cli.Outcome played = tune("evaluate", "ppo_00000", "--episodes", "3", "--format", "csv");
    assertThat(played.code()).as(played.all()).isZero();
    assertThat(played.out().lines())
        .containsExactly(
            "trial,training_iteration,episodes,episode_reward_mean,episode_reward_min,"
                + "episode_reward_max,episode_len_mean",
            "ppo_00000,2,3,1.0,1.0,1.0,1.0");
    assertThat(tune("evaluate", "ppo/0", "--episodes", "3", "--format", "csv").out())
        .isEqualTo(played.out());
    assertThat(tune("evaluate", "ppo/0", "--checkpoint", "1", "--format", "json").out())
        .contains("\"training_iteration\": 1")
        .contains("\"episodes\": 10");
    assertThat(tune("evaluate", "ppo/0", "--checkpoint", "best").code()).isZero();
  }

  @Test
  void inAnotherEnvironmentItIsAsGoodAsItIs() {
    String far = "{\"goal_radius\": 0.001, \"distance\": 9}";
    Cli.Outcome played = tune("evaluate", "ppo/0", "--env-config", far, "--seed", "3", "--explore");
    assertThat(played.code()).as(played.all()).isZero();
    assertThat(played.out()).contains("ppo_00000").contains("100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluate ppo_00007                | sweep ppo has no trial 7",
        "evaluate ppo                      | there is no trial ppo ~ Maybe use ppo_00000",
        "evaluate pppo_00000               | there is no sweep pppo",
        "evaluate unsaved_00000            | trial unsaved_00000 has no checkpoint",
        "evaluate no-policy_00000          | runs synthetic, which has no policy",
        "evaluate ppo/0 --checkpoint 9     | no checkpoint of iteration 9 ~ Maybe use one of 1, 2",
        "evaluate ppo/0 --checkpoint first | must be newest, best or an iteration (first)",
        "evaluate ppo/0 --episodes 0       | --episodes: must be at least 1",
        "evaluate ppo/0 --env-config x     | must be a JSON object (x)",
      })
  void whatCannotBePlayedIsSaid(String typed, String why) {
    Cli.Outcome outcome = tune(typed.split(" "));
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(why.split(" ~ "));
  }

  private static Cli.Outcome tune(String... args) {
    return Cli.run(
        Stream.concat(Stream.of(args[0], "--results", results.toString()), Stream.of(args).skip(1))
            .toArray(String[]::new));
  }
}
