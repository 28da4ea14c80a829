package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

/** A scheduler that wraps another: its keys are checked like any others. */
class WrappedSchedulerTest {
  private static List<Sweep> parse(String scheduler) {
    String yaml = "s:\n  run: synthetic\n  scheduler: " + scheduler;
    return SweepFile.parse(yaml, "f", TrainableRegistry.load());
  }

  private static List<Problem> problems(String scheduler) {
    return catchThrowableOfType(InvalidInputException.class, () -> parse(scheduler)).problems();
  }

  @Test
  void itIsRead() {
    Sweep sweep = parse("{type: patience, patience: 5, scheduler: {type: asha, max_t: 9}}").get(0);
    assertThat(sweep.scheduling().settings().getLong("scheduler.max_t")).isEqualTo(9);
    assertThat(parse("{type: patience, patience: 5, scheduler: asha}")).hasSize(1);
    assertThat(parse("{type: patience, patience: 5, scheduler: null}")).hasSize(1);
  }

  @Test
  void anUnknownKeyIsShownWhereItStands() {
    assertThat(problems("{type: patience, patience: 5, scheduler: {type: asha, max_d: 9}}"))
        .containsExactly(
            new Problem(
                "sweep s: scheduler.scheduler: there is no key max_d",
                new Place("f", 3, 68),
                "use max_t"));
    assertThat(
            problems(
                "{type: patience, patience: 5, scheduler: {type: patience, patience: 3,"
                    + " scheduler: {type: threshold, uper: 9}}}"))
        .extracting(Problem::message, Problem::maybe)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "sweep s: scheduler.scheduler.scheduler: there is no key uper", "use upper"));
  }

  @Test
  void anUnknownKindIsShownWhereItStands() {
    Problem problem = problems("{type: patience, patience: 5, scheduler: {type: asa}}").get(0);
    assertThat(problem.message()).startsWith("sweep s: scheduler.scheduler.type: there is no asa");
    assertThat(problem.place()).isEqualTo(new Place("f", 3, 62));
    assertThat(problem.maybe()).isEqualTo("use asha");
  }

  @Test
  void aContradictionIsShownWhereItStands() {
    assertThat(
            problems(
                "{type: patience, patience: 5, scheduler: {type: asha, grace_period: 9, max_t:"
                    + " 3}}"))
        .containsExactly(
            new Problem(
                "sweep s: scheduler: scheduler.grace_period: must not be more than max_t (9 > 3)",
                new Place("f", 3, 82),
                "say max_t: 9 or more"));
    assertThat(problems("{type: threshold, lower: 3, upper: 2}"))
        .containsExactly(
            new Problem(
                "sweep s: scheduler: lower: must not be more than upper (3 > 2)",
                new Place("f", 3, 39),
                "swap them"));
  }

  @Test
  void whatWrapsNothingTakesNoScheduler() {
    assertThat(problems("{type: asha, scheduler: fifo}").get(0).message())
        .isEqualTo("sweep s: scheduler: there is no key scheduler");
  }

  private static Problem judged(String scheduler) {
    String yaml = "s:\n  run: synthetic\n  metric: loss\n  mode: min\n  scheduler: " + scheduler;
    return catchThrowableOfType(
            InvalidInputException.class, () -> SweepFile.parse(yaml, "f", TrainableRegistry.load()))
        .problems()
        .get(0);
  }

  /** What judges by a metric that never comes would never stop a trial. */
  @Test
  void aMetricThatIsNeverReportedIsShownWhereItStands() {
    assertThat(judged("{type: patience, patience: 5, scheduler: {type: asha, metric: los}}"))
        .isEqualTo(
            new Problem(
                "sweep s: scheduler: scheduler.metric: synthetic never reports los",
                new Place("f", 5, 76),
                "use loss"));
    assertThat(
            judged(
                "{type: patience, patience: 5, scheduler: {type: patience, patience: 5,"
                    + " scheduler: {type: asha, time_attr: training_iteratio}}}"))
        .isEqualTo(
            new Problem(
                "sweep s: scheduler: scheduler.scheduler.time_attr: synthetic never reports"
                    + " training_iteratio",
                new Place("f", 5, 120),
                "use training_iteration"));
  }

  @Test
  void aMetricOfItsOwnMustComeWithAMode() {
    assertThat(
            judged("{type: patience, patience: 5, scheduler: {type: asha, metric: time_total_s}}"))
        .isEqualTo(
            new Problem(
                "sweep s: scheduler.scheduler.metric: must come with mode, min or max"
                    + " (time_total_s)",
                new Place("f", 5, 76),
                "add mode: min"));
  }
}
