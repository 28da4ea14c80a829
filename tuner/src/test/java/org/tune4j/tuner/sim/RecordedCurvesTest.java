package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.sim.RecordedCurves.Curve;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;
import org.tune4j.tuner.stop.StopRule;

class RecordedCurvesTest {
  private static final PlacementGroup TWO_CPUS = PlacementGroup.of(new Resources(2, 0));

  private static Result result(int iteration, double seconds, double loss, boolean done) {
    return new Result(
        "r_00000",
        1,
        iteration,
        iteration * 100L,
        0,
        seconds,
        new TreeMap<>(Map.of("loss", loss)),
        null,
        done);
  }

  /** So many iterations of two seconds. */
  private static Curve curve(int x, int iterations, boolean done) {
    return new Curve(
        x,
        "t",
        Config.of(Map.of("x", x)),
        TWO_CPUS,
        done,
        IntStream.rangeClosed(1, iterations)
            .mapToObj(i -> result(i, 2.0 * i, x + 1.0 / i, done && i == iterations))
            .toList());
  }

  private static Trial trial(int number, int x) {
    return Trial.proposed(
        "s", number, "t", Config.of(Map.of("x", x)), 1, PlacementGroup.ONE_CPU, Instant.EPOCH);
  }

  @Test
  void aTrialReportsWhatItsCurveSays() {
    RecordedCurves curves = RecordedCurves.byNumber(List.of(curve(5, 3, true)));
    Curves.Step step = curves.step(trial(0, 5), 2, null);
    assertThat(step.metrics()).containsExactly(Map.entry("loss", 5.5));
    assertThat(step.seconds()).isEqualTo(2);
    assertThat(step.timesteps()).isEqualTo(100);
    assertThat(step.done()).isFalse();
    assertThat(curves.step(trial(0, 5), 3, null).done()).isTrue();
    assertThat(curves.step(trial(0, 5), 4, null).done()).isTrue();
  }

  /** All results of a sweep are there at once: they are packed. */
  @Test
  void aCurveGivesBackWhatWasReported() {
    Result first = result(2, 10, 1, false);
    Result last =
        new Result(
            first.trialId(), 3, 5, 500, 7, 40, new TreeMap<>(Map.of("cost", 0.5)), null, true);
    Result extra =
        new Result(first.trialId(), 1, 1, 1, 1, 1, new TreeMap<>(), "{\"much\": \"text\"}", false);
    Curve curve = new Curve(0, "t", Config.empty(), TWO_CPUS, true, List.of(extra, first, last));
    assertThat(curve.results().subList(1, 3)).containsExactly(first, last);
    assertThat(curve.results().getFirst().extra()).isNull();
    assertThat(curve.results().getFirst().metrics()).isEmpty();
  }

  @Test
  void iterationsThatAreMissingAreFilledFromTheNext() {
    Curve holes =
        new Curve(
            0,
            "t",
            Config.empty(),
            TWO_CPUS,
            false,
            List.of(result(2, 10, 1, false), result(5, 40, 0.5, false)));
    RecordedCurves curves = RecordedCurves.byNumber(List.of(holes));
    assertThat(curves.step(trial(0, 0), 1, null).metrics()).containsEntry("loss", 1.0);
    assertThat(curves.step(trial(0, 0), 1, null).seconds()).isEqualTo(5);
    assertThat(curves.step(trial(0, 0), 3, null).metrics()).containsEntry("loss", 0.5);
    assertThat(curves.step(trial(0, 0), 3, null).seconds()).isEqualTo(10);
    assertThat(curves.step(trial(0, 0), 5, null).done()).isTrue();
  }

  @Test
  void otherTrialsAreMatchedByTheirConfig() {
    RecordedCurves curves =
        RecordedCurves.byConfig(List.of(curve(5, 1, true), curve(6, 1, true), curve(6, 2, true)));
    assertThat(curves.step(trial(9, 5), 1, null).metrics()).containsEntry("loss", 6.0);
    assertThat(curves.step(trial(1, 6), 1, null).done()).isTrue();
    assertThat(curves.step(trial(2, 6), 1, null).done()).isFalse(); // of two, the same number
    assertThat(curves.step(trial(0, 7), 1, null).failure()).contains("no recorded trial");
  }

  @Test
  void curvesThatSomethingElseEndedWereCutShort() {
    RecordedCurves curves =
        RecordedCurves.byNumber(List.of(curve(1, 9, true), curve(2, 9, false), curve(3, 4, false)));
    assertThat(curves.cutShort(StopRule.ofMap(Map.of("training_iteration", 9.0)))).isEqualTo(1);
    assertThat(curves.cutShort(StopRule.ofMap(Map.of("training_iteration", 12.0)))).isEqualTo(2);
  }

  @Test
  void aRecordedSweepIsRunAgainWithWhatItsTrialsAskedFor() {
    RecordedCurves curves = RecordedCurves.byNumber(List.of(curve(1, 3, true), curve(2, 5, true)));
    SimulatedSweep sweep =
        new SimulatedSweep(
            curves.rules(Sims.rules("s", 100), "s-2"),
            curves::searcher,
            () -> TrialScheduler.FIFO,
            SimulatedSweep.Saving.AT_END,
            curves);
    Forecast forecast =
        Forecast.of(List.of(sweep), MemberPlan.steady(1, new Resources(3, 0)), true);
    SweepEnd end = forecast.result().sweeps().getFirst();
    assertThat(end.iterations()).isEqualTo(8);
    assertThat(end.endedS()).isEqualTo(16); // one after the other: each holds two CPUs of three
    assertThat(end.name()).isEqualTo("s-2");
    assertThat(end.lengths()).isEqualTo(Map.of(3, 1, 5, 1));
    assertThat(end.best().bestValue()).isEqualTo(1 + 1 / 3.0);
    assertThat(curves.searcher().suggest(2)).isInstanceOf(Suggestion.Exhausted.class);
    assertThat(curves.searcher().total()).hasValue(2);
  }

  /** Those that reported nothing are not among them. */
  @Test
  void trialsKeepTheirRecordedNumbers() {
    List<Curve> recorded = List.of(curve(1, 3, true), curve(2, 5, true));
    assertThat(RecordedCurves.byNumber(recorded).recordedNumber(trial(0, 1))).isEqualTo(1);
    assertThat(RecordedCurves.byConfig(recorded).recordedNumber(trial(0, 1))).isZero();
  }

  @Test
  void aCurveWithoutAResultIsNone() {
    assertThatThrownBy(() -> new Curve(0, "t", Config.empty(), TWO_CPUS, true, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
