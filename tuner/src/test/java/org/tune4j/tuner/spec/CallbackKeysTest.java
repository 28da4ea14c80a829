package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** A sweep's callbacks are its trials' config, and what is wrong with them has a place. */
class CallbackKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @Test
  void theyBecomeTheConfigOfTheTrials() {
    Config config =
        config(
            """
            s:
              run: PPO
              env: SparsePointEnv
              stop: {training_iteration: 1}
              callbacks:
                - a.B
                - curriculum: {thresholds: [0.5], tasks: [{goal_radius: 2}, {goal_radius: 1}]}
                - c.D
              config: {lr: 1e-3}
            """);
    assertThat(config.get("callbacks")).isEqualTo(List.of("a.B", "c.D"));
    assertThat(config.getList("curriculum.thresholds")).isEqualTo(List.of(0.5));
    assertThat(config.getList("curriculum.tasks"))
        .isEqualTo(List.of(Map.of("goal_radius", 2L), Map.of("goal_radius", 1L)));
    assertThat(config.getDouble("lr")).isEqualTo(1e-3);
  }

  @Test
  void oneNameIsEnoughAndNothingIsNothing() {
    String sweep = "s: {run: PPO, env: CartPole-v0, stop: {training_iteration: 1}, callbacks: ";
    assertThat(config(sweep + "a.B}").get("callbacks")).isEqualTo(List.of("a.B"));
    assertThat(config(sweep + "[]}").has("callbacks")).isFalse();
    assertThat(config(sweep + "null}").has("callbacks")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PPO       | [{curriculum: {metrik: x}}]    | 5 | curriculum.metrik: is no known key",
        "PPO       | [{curriculum: {thresholds: 3}}] | 5 | curriculum.thresholds: must be a list",
        "PPO       | [{curiculum: {}}]              | 5 | there is no curiculum",
        "PPO       | {on_episode_end: f}            | 5 | must be a list of class names",
        "PPO       | [7]                            | 5 | must be the name of a Java class",
        "synthetic | [a.B]                          | 5 | what the trials run has no callbacks",
      })
  void whatIsWrongHasAPlace(String run, String callbacks, int line, String why) {
    String text =
        "s:\n  run: %s\n  %s\n  stop: {training_iteration: 1}\n  callbacks: %s\n"
            .formatted(run, run.equals("PPO") ? "env: CartPole-v0" : "seed: 1", callbacks);
    InvalidInputException thrown =
        catchThrowableOfType(
            InvalidInputException.class, () -> SweepFile.parse(text, "sweep.yaml", TRAINABLES));
    assertThat(thrown).isNotNull();
    Problem problem = thrown.problems().getFirst();
    assertThat(problem.message()).contains(why);
    assertThat(String.valueOf(problem.place())).contains("sweep.yaml:" + line + ":");
  }

  @Test
  void theyMayNotBeGivenTwice() {
    InvalidInputException thrown =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                config(
                    "s: {run: PPO, env: CartPole-v0, stop: {training_iteration: 1},"
                        + " callbacks: [a.B], config: {callbacks: c.D}}"));
    assertThat(thrown).hasMessageContaining("callbacks stands here and in config");
  }

  private static Config config(String text) {
    Sweep sweep = SweepFile.parse(text, "sweep.yaml", TRAINABLES).getFirst();
    return sweep.space().variant(BigInteger.ZERO, 1, 0).getConfig("config");
  }
}
