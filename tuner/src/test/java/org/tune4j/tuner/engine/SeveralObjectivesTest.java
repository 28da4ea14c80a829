package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;

/** What results mean to a sweep with several objectives or bounds. */
class SeveralObjectivesTest {
  private static final Objective SCORE = new Objective("score", Mode.MAX);
  private static final Objectives TWO =
      new Objectives(List.of(SCORE, new Objective("ms", Mode.MIN)), new TreeMap<>());
  private static final Objectives BOUNDED =
      new Objectives(List.of(SCORE), new TreeMap<>(Map.of("ms", new Bounds(null, 10.0))));

  private static Bench bench(Objectives objectives) {
    return new Bench(3, rules -> rules.objectives(objectives).maxFailures(3));
  }

  private static Decision report(
      Bench bench, Trial trial, int iteration, Map<String, Double> metrics) {
    Result plain = Bench.result(trial, iteration, 0);
    Result result =
        new Result(
            plain.trialId(),
            plain.attempt(),
            iteration,
            iteration,
            0,
            iteration,
            new TreeMap<>(metrics),
            null,
            false);
    return bench.event(new SweepEvent.Reported(result)).stream()
        .filter(command -> command instanceof Command.Answer)
        .map(command -> ((Command.Answer) command).decision())
        .findFirst()
        .orElseThrow();
  }

  private static TrialState.Best best(double value, int iteration) {
    return new TrialState.Best(value, iteration);
  }

  @Test
  void theOutcomeIsThatOfTheLastResultWithAllMetrics() {
    Bench bench = bench(TWO);
    Trial trial = bench.placeNext();
    report(bench, trial, 1, Map.of("score", 5.0));
    assertThat(bench.trial(0).outcome()).isNull();
    report(bench, trial, 2, Map.of("score", 4.0, "ms", 8.0));
    report(bench, trial, 3, Map.of("score", 3.0, "ms", 7.0, "other", 1.0));
    report(bench, trial, 4, Map.of("ms", 1.0));
    assertThat(bench.trial(0).outcome()).isEqualTo(new Outcome(List.of(3.0, 7.0), 0, 3));
    assertThat(bench.trial(0).state().best()).isEqualTo(best(4, 2));
  }

  @Test
  void whatBreaksABoundIsNeverTheBest() {
    Bench bench = bench(BOUNDED);
    Trial trial = bench.placeNext();
    report(bench, trial, 1, Map.of("score", 9.0, "ms", 15.0));
    assertThat(bench.trial(0).state().best()).isNull();
    assertThat(bench.trial(0).outcome()).isEqualTo(new Outcome(List.of(9.0), 0.5, 1));
    assertThat(bench.engine.best()).isNull();
    report(bench, trial, 2, Map.of("score", 2.0, "ms", 10.0));
    report(bench, trial, 3, Map.of("score", 8.0, "ms", 11.0));
    report(bench, trial, 4, Map.of("score", 99.0));
    assertThat(bench.trial(0).state().best()).isEqualTo(best(2, 2));
    assertThat(bench.trial(0).outcome()).isEqualTo(new Outcome(List.of(8.0), 0.1, 3));
    assertThat(bench.engine.best().number()).isZero();
  }

  @Test
  void aTrialThatGoesOnFromACheckpointHasTheOutcomeOfThen() {
    for (Objectives objectives : List.of(TWO, BOUNDED)) {
      Bench bench = bench(objectives);
      Trial trial = bench.placeNext();
      report(bench, trial, 1, Map.of("score", 5.0, "ms", 8.0));
      Checkpoint checkpoint = bench.save(trial, 1);
      Outcome then = bench.trial(0).outcome();
      report(bench, trial, 2, Map.of("score", 6.0, "ms", 7.0));
      bench.end(trial, SweepEvent.Outcome.LOST, null);
      Trial again = bench.placeNext();
      assertThat(bench.lastStart()).isEqualTo(new Command.Start(again, checkpoint));
      assertThat(again.outcome()).isEqualTo(then).isNotNull();
      assertThat(again.state().best()).isEqualTo(best(5, 1));
    }
  }

  @Test
  void aTrialThatBeginsAgainHasNoOutcome() {
    Bench bench = bench(TWO);
    Trial trial = bench.placeNext();
    report(bench, trial, 1, Map.of("score", 5.0, "ms", 8.0));
    bench.end(trial, SweepEvent.Outcome.LOST, null);
    assertThat(bench.placeNext().outcome()).isNull();
  }

  @Test
  void ofTheCheckpointsThoseWithinTheBoundsAreTheBest() {
    Bench bench = new Bench(1, rules -> rules.objectives(BOUNDED).checkpointsToKeep(1));
    Trial trial = bench.placeNext();
    double[] ms = {15, 5, 20, 30};
    for (int i = 1; i <= ms.length; i++) {
      report(bench, trial, i, Map.of("score", (double) i, "ms", ms[i - 1]));
      bench.save(trial, i);
    }
    assertThat(
            bench.commands().stream()
                .filter(command -> command instanceof Command.Discard)
                .map(command -> ((Command.Discard) command).checkpoint().trainingIteration()))
        .containsExactly(1, 3);
  }

  @Test
  void oneObjectiveHasNoOutcome() {
    Bench bench = bench(Objectives.of(SCORE));
    Trial trial = bench.placeNext();
    report(bench, trial, 1, Map.of("score", 5.0));
    assertThat(bench.trial(0).outcome()).isNull();
    assertThat(bench.trial(0).state().best()).isEqualTo(best(5, 1));
  }
}
