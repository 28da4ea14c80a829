package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

/** What is said of a scheduler before anything starts. */
class SchedulerPlanTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  private static List<String> plan(String sweep) {
    return Plan.of(SweepFile.parse("s: " + sweep, "f", TRAINABLES).get(0), Resources.ONE_CPU)
        .stream()
        .dropWhile(line -> !line.startsWith("  scheduler "))
        .takeWhile(line -> !line.startsWith("  stops at "))
        .toList();
  }

  private static Problem problem(String sweep) {
    return catchThrowableOfType(InvalidInputException.class, () -> plan(sweep)).problems().get(0);
  }

  @Test
  void theRungsAreInThePlan() {
    assertThat(
            plan(
                "{run: synthetic, num_samples: 8, config: {lr: {grid_search: [1, 2, 3]}},"
                    + " scheduler: {type: ASHAScheduler, max_t: 81, reduction_factor: 3}}"))
        .containsExactly(
            "  scheduler    asha, stopping: at each rung the best 1 of 3 goes on, until"
                + " training_iteration 81",
            "               rungs (and about how many trials reach them) 1 (24), 3 (8), 9 (2),"
                + " 27 (1), 81 (1)");
    assertThat(
            plan(
                "{run: synthetic, num_samples: 100, seed: 1, scheduler: {type: asha, variant:"
                    + " promotion, brackets: 2, max_t: 20, time_attr: time_total_s}}"))
        .containsExactly(
            "  scheduler    asha, promotion: at each rung the best 1 of 4 is promoted, until"
                + " time_total_s 20",
            "               bracket 0, rungs (and about how many trials reach them) 1 (70), 4 (17),"
                + " 16 (4)",
            "               bracket 1, rungs (and about how many trials reach them) 4 (30), 16"
                + " (7)");
    assertThat(plan("{run: synthetic, num_samples: -1, scheduler: asha}"))
        .contains("               rungs 1, 4, 16, 64");
  }

  @Test
  void withoutASchedulerNothingIsSaid() {
    assertThat(plan("{run: synthetic}")).isEmpty();
  }

  @Test
  void whatContradictsItselfIsRefusedWhereItStands() {
    assertThat(problem("{run: synthetic, scheduler: {type: asha, grace_period: 100, max_t: 50}}"))
        .isEqualTo(
            new Problem(
                "sweep s: scheduler: grace_period: must not be more than max_t (100 > 50)",
                new Place("f", 1, 59),
                "say max_t: 100 or more"));
    assertThat(problem("{run: synthetic, scheduler: {type: asha, max_t: 9, brackets: 3}}"))
        .isEqualTo(
            new Problem(
                "sweep s: scheduler: brackets: must not be more than there are rungs (3 > 2:"
                    + " [1, 4])",
                new Place("f", 1, 65),
                "say brackets: 2"));
  }

  @Test
  void aMetricOfItsOwnComesWithItsMode() {
    Problem problem = problem("{run: synthetic, scheduler: {type: asha, metric: score}}");
    assertThat(problem.message())
        .isEqualTo("sweep s: scheduler.metric: must come with mode, min or max (score)");
    assertThat(problem.maybe()).isEqualTo("add mode: min");
    assertThat(plan("{run: synthetic, scheduler: {type: asha, metric: loss}}")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{type: asha, metric: los, mode: min}', metric: synthetic never reports los, use loss",
    "'{type: asha, metric: accuracy}', metric: synthetic never reports accuracy, '"
        + "use one of cost, loss, score'",
    "'{type: asha, time_attr: epoch}', time_attr: synthetic never reports epoch, '"
        + "use one of training_iteration, timesteps_total, episodes_total, time_total_s'"
  })
  void whatIsNeverReportedIsRefused(String scheduler, String message, String maybe) {
    Problem problem = problem("{run: synthetic, scheduler: " + scheduler + "}");
    assertThat(problem.message()).isEqualTo("sweep s: scheduler: " + message);
    assertThat(problem.maybe()).isEqualTo(maybe);
  }

  @ParameterizedTest
  @CsvSource({"episode_reward_mean", "info/num_steps_trained", "evaluation/episode_reward_mean"})
  void whatAnAlgorithmReportsWillDo(String metric) {
    String sweep =
        "{run: PPO, env: CartPole-v0, %s scheduler: {type: asha, metric: %s, mode: max}}";
    assertThat(plan(sweep.formatted("", metric))).isNotEmpty();
    assertThat(problem(sweep.formatted("", "episode_reward")).maybe())
        .startsWith("use episode_reward_m");
    String withCallbacks = "config: {callbacks: org.example.Mine},";
    assertThat(plan(sweep.formatted(withCallbacks, "mine"))).isNotEmpty();
  }
}
