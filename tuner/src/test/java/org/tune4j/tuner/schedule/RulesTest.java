package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;
import org.tune4j.trial.TrialStatus;

/** The rules that stop single trials. */
class RulesTest {
  private static final List<SchedulerKind> ALL =
      List.of(MedianStopping.KIND, Percentile.KIND, Patience.KIND, Threshold.KIND, Wilcoxon.KIND);

  // ---- percentile ----

  @Test
  void onlyTheBestPercentOfCompleteTrialsAreGoodEnough() {
    Judged judged = new Judged(Percentile.KIND, Map.of());
    for (int n = 0; n < 4; n++) {
      judged.complete(n, n, n);
    }
    judged.reports(4, 0, 0);
    judged.end(4, TrialStatus.ERROR); // does not count
    assertThat(judged.reports(5, 99)).isEqualTo(Verdict.GO_ON);
    judged.complete(6, 4, 4);
    assertThat(judged.reports(7, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(7, 2, 5)).isEqualTo(Verdict.GO_ON); // its best counts
    assertThat(judged.report(7, 3, 5)).isEqualTo(Verdict.GO_ON); // nobody was so old
    Verdict told = judged.reports(8, 1.5);
    assertThat(told)
        .isEqualTo(
            new Verdict.Stop(
                "percentile: the best loss so far, 1.5, is not among the best 25 % (1) of 5"
                    + " complete trials at training_iteration 1"));
    assertThat(judged.report(8, 1, 0)).isEqualTo(told); // it failed, and comes again
  }

  @Test
  void whomTheRuleStoppedIsNotComplete() {
    Judged judged = new Judged(Percentile.KIND, Map.of("n_startup_trials", 1L));
    judged.complete(0, 1);
    Verdict told = judged.reports(1, 2);
    assertThat(told).isInstanceOf(Verdict.Stop.class);
    String reason = ((Verdict.Stop) told).reason();
    judged.scheduler.onEnded(
        judged.trial(1).ended(TrialStatus.TERMINATED, reason, null, java.time.Instant.EPOCH));
    assertThat(judged.reports(2, 1.01)).isInstanceOf(Verdict.Stop.class); // 1 and not 1.25
  }

  @Test
  void aTrialIsJudgedAtTheFirstResultOfEachInterval() {
    Map<String, Object> settings =
        Map.of("n_startup_trials", 1L, "n_warmup_steps", 2L, "interval_steps", 3L);
    Judged judged = new Judged(Percentile.KIND, settings);
    judged.complete(0, 1, 1, 1, 1, 1, 1, 1);
    assertThat(judged.reports(1, 2, 2)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(1, 3, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.reports(2, 2, 2)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(2, 4, 2)).isInstanceOf(Verdict.Stop.class);
    assertThat(new Steps(2, 3).at(2)).isEqualTo(-1);
    assertThat(new Steps(2, 3).at(5)).isEqualTo(0);
    assertThat(new Steps(2, 3).at(5.5)).isEqualTo(1);
  }

  // ---- patience ----

  @Test
  void whatIsNoBetterForTooLongIsStopped() {
    Judged judged = new Judged(Patience.KIND, Map.of("patience", 2L));
    assertThat(judged.reports(0, 5, 6, 4, 4)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(0, 4, 9)).isEqualTo(Verdict.GO_ON); // lost, and again
    assertThat(judged.report(0, 5, 9))
        .isEqualTo(
            new Verdict.Stop(
                "patience: loss did not get better than 4 in 2 results at training_iteration 5"));
  }

  @Test
  void aLittleBetterIsNoBetter() {
    Judged judged = new Judged(Patience.KIND, Map.of("patience", 2L, "min_delta", 1L), Told.SCORE);
    assertThat(judged.reports(0, 5, 6, 6.5, 7)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.reports(1, 5, 6, 6))
        .isEqualTo(
            new Verdict.Stop(
                "patience: score did not get better than 5 by more than 1 in 2 results at"
                    + " training_iteration 3"));
  }

  @Test
  void aWrappedRuleStopsATrialOnlyWhenPatienceIsOver() {
    Map<String, Object> upper = Map.of("type", "threshold", "upper", 5L);
    Judged judged = new Judged(Patience.KIND, Map.of("patience", 2L, "scheduler", upper));
    assertThat(judged.reports(0, 3, 4, 4, 4)).isEqualTo(Verdict.GO_ON); // within bounds
    assertThat(judged.reports(1, 9, 8, 8)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(1, 4, 8))
        .isEqualTo(
            new Verdict.Stop(
                "threshold: loss 8 at training_iteration 4 is more than 5; patience: loss did not"
                    + " get better than 8 in 2 results"));
  }

  @Test
  void whatIsWrappedIsJudgedByTheSameMetricUnlessItSaysOtherwise() {
    Map<String, Object> settings =
        Map.of("patience", 2L, "metric", "accuracy", "mode", "max", "scheduler", "median_stopping");
    assertThat(new Judged(Patience.KIND, settings).scheduler.plan())
        .containsExactly(
            "patience: a trial may be stopped when its accuracy has not got better in 2 results",
            "median_stopping: from training_iteration 4 on, a trial ends when its best accuracy is"
                + " worse than the median of at least 3 others' means");
  }

  @Test
  void patienceMustBeGiven() {
    assertThatThrownBy(() -> new Judged(Patience.KIND, Map.of()))
        .hasMessageContaining("patience: must be given");
  }

  // ---- threshold ----

  @Test
  void whatLeavesItsBoundsIsStopped() {
    Map<String, Object> settings = Map.of("lower", -1L, "upper", 2L, "n_warmup_steps", 1L);
    for (var objectives : List.of(Told.LOSS, Told.SCORE)) {
      Judged judged = new Judged(Threshold.KIND, settings, objectives);
      String metric = objectives.first().metric();
      assertThat(judged.reports(0, 9, -1, 2)).isEqualTo(Verdict.GO_ON);
      assertThat(judged.report(0, 4, 2.5))
          .isEqualTo(
              new Verdict.Stop(
                  "threshold: " + metric + " 2.5 at training_iteration 4 is more than 2"));
      assertThat(judged.reports(1, 0, -3))
          .isEqualTo(
              new Verdict.Stop(
                  "threshold: " + metric + " -3 at training_iteration 2 is less than -1"));
    }
  }

  @Test
  void thereMustBeABoundAndTheLowerOneBelow() {
    assertThatThrownBy(() -> new Judged(Threshold.KIND, Map.of()))
        .hasMessageContaining("lower: must be given, or upper, or both");
    assertThatThrownBy(() -> new Judged(Threshold.KIND, Map.of("lower", 3L, "upper", 2L)))
        .hasMessageContaining("lower: must not be more than upper (3 > 2)");
  }

  // ---- wilcoxon ----

  @Test
  void whatIsSurelyWorseThanTheBestIsStopped() {
    Judged judged = new Judged(Wilcoxon.KIND, Map.of());
    judged.complete(0, 1, 2, 3, 4, 5);
    judged.complete(1, 9, 9, 9); // not the best
    assertThat(judged.reports(2, 1.1, 2.2, 3.3)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(2, 2, 2.5)).isEqualTo(Verdict.GO_ON); // replaces
    assertThat(judged.reports(3, 2, 4, 6)).isEqualTo(Verdict.GO_ON); // p is 1 of 8
    assertThat(judged.report(3, 4, 8))
        .isEqualTo(
            new Verdict.Stop(
                "wilcoxon: on 4 common steps loss, mean 5 at training_iteration 4, is worse than"
                    + " that of s_00000, mean 3 (p = 0.063 < 0.1)"));
  }

  @Test
  void aBetterMeanIsNotStoppedWhateverTheRanks() {
    Judged judged = new Judged(Wilcoxon.KIND, Map.of());
    judged.complete(0, 1, 1, 1, 1, 100);
    assertThat(judged.reports(1, 2, 2, 2, 2)).isEqualTo(Verdict.GO_ON); // p is 1 of 16
    assertThat(judged.report(1, 5, 101)).isInstanceOf(Verdict.Stop.class);
  }

  // ---- bounds ----

  private static Judged bounded(SchedulerKind kind, Map<String, Object> settings) {
    return new Judged(kind, settings, Told.BOUNDED);
  }

  private static void complete(Judged judged, int number, double loss, double cost) {
    for (int age = 1; age <= 4; age++) {
      judged.costs(number, age, loss, cost);
    }
    judged.end(number, TrialStatus.TERMINATED);
  }

  private static List<Judged> thatCompare() {
    return List.of(
        bounded(MedianStopping.KIND, Map.of("min_samples_required", 1L)),
        bounded(Percentile.KIND, Map.of("n_startup_trials", 1L)),
        bounded(Wilcoxon.KIND, Map.of()));
  }

  private static Verdict fourth(Judged judged, int number, double loss, double cost) {
    for (int age = 1; age < 4; age++) {
      assertThat(judged.costs(number, age, loss, cost)).isNotInstanceOf(Verdict.Pause.class);
    }
    return judged.costs(number, 4, loss, cost);
  }

  @Test
  void whatIsOutOfBoundsSetsNoBarForWhatKeepsToThem() {
    for (Judged judged : thatCompare()) {
      complete(judged, 0, 0.1, 9);
      assertThat(fourth(judged, 1, 0.2, 8)).as("nearer to them").isEqualTo(Verdict.GO_ON);
      assertThat(fourth(judged, 2, 0.05, 10)).as("further").isInstanceOf(Verdict.Stop.class);
      assertThat(fourth(judged, 3, 5, 1)).isEqualTo(Verdict.GO_ON);
    }
  }

  @Test
  void whatIsOutOfBoundsIsWorseThanWhatKeepsToThem() {
    for (Judged judged : thatCompare()) {
      complete(judged, 0, 5, 1);
      Verdict told = fourth(judged, 1, 0.1, 1.5);
      assertThat(told).isInstanceOf(Verdict.Stop.class);
      assertThat(((Verdict.Stop) told).reason()).contains("out of bounds").doesNotContain("E30");
      assertThat(fourth(judged, 2, 4, 1)).isEqualTo(Verdict.GO_ON);
    }
  }

  @Test
  void aMetricOfItsOwnCountsWithoutBounds() {
    Map<String, Object> own = Map.of("n_startup_trials", 1L, "metric", "loss");
    Judged judged = bounded(Percentile.KIND, own);
    complete(judged, 0, 5, 1);
    assertThat(fourth(judged, 1, 0.1, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(fourth(judged, 2, 6, 1)).isInstanceOf(Verdict.Stop.class);
  }

  /** Once a trial has kept to its bounds, its mean is that of when it did. */
  @Test
  void aMeanIsOfWhatKeepsToItsBounds() {
    Map<String, Object> settings = Map.of("grace_period", 1L, "min_samples_required", 1L);
    Judged judged = bounded(MedianStopping.KIND, settings);
    judged.costs(0, 1, 0, 9);
    judged.costs(0, 2, 3, 1);
    judged.costs(0, 3, 0, 9);
    judged.costs(0, 4, 5, 1);
    judged.end(0, TrialStatus.TERMINATED);
    assertThat(judged.costs(1, 4, 4.5, 1))
        .isEqualTo(
            new Verdict.Stop(
                "median_stopping: the best loss so far, 4.5, is worse than 4, the median of 1"
                    + " others' means, at training_iteration 4"));
  }

  @Test
  void patienceIsWithWhatKeepsToItsBounds() {
    Judged judged = bounded(Patience.KIND, Map.of("patience", 2L));
    assertThat(judged.costs(0, 1, 5, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.costs(0, 2, 6, 8)).as("nearer").isEqualTo(Verdict.GO_ON);
    assertThat(judged.costs(0, 3, 7, 1)).as("in bounds").isEqualTo(Verdict.GO_ON);
    assertThat(judged.costs(0, 4, 2, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.costs(0, 5, 1, 9))
        .isEqualTo(
            new Verdict.Stop(
                "patience: loss did not get better than 7 in 2 results at training_iteration 5"));
    judged.costs(1, 1, 5, 9);
    judged.costs(1, 2, 4, 9);
    assertThat(judged.costs(1, 3, 3, 9))
        .isEqualTo(
            new Verdict.Stop(
                "patience: loss is out of bounds, and got no nearer to them in 2 results at"
                    + " training_iteration 3"));
  }

  @Test
  void aThresholdLooksAtItsMetricOnly() {
    Judged judged = bounded(Threshold.KIND, Map.of("upper", 2L));
    assertThat(judged.costs(0, 1, 1, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(0, 2, 3)).as("without a cost").isInstanceOf(Verdict.Stop.class);
  }

  // ---- all ----

  /** Who has the best value of all so far is never worse than any rule that compares demands. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theBestSoFarIsNotStopped(long seed) {
    for (SchedulerKind kind : List.of(MedianStopping.KIND, Percentile.KIND)) {
      Judged judged = new Judged(kind, Map.of());
      var random = Seeds.random(seed, "curves", 0);
      double best = Double.POSITIVE_INFINITY;
      int stopped = 0;
      for (int n = 0; n < 200; n++) {
        double floor = random.nextDouble();
        double own = Double.POSITIVE_INFINITY;
        Verdict verdict = Verdict.GO_ON;
        for (int age = 1; age <= 50 && verdict == Verdict.GO_ON; age++) {
          double loss = floor + 1.0 / age + 0.1 * random.nextGaussian();
          own = Math.min(own, loss);
          best = Math.min(best, own);
          verdict = judged.report(n, age, loss);
          assertThat(own == best && verdict != Verdict.GO_ON).as(kind.name()).isFalse();
        }
        stopped += verdict == Verdict.GO_ON ? 0 : 1;
        String reason = verdict instanceof Verdict.Stop stop ? stop.reason() : "done";
        judged.scheduler.onEnded(
            judged.trial(n).ended(TrialStatus.TERMINATED, reason, null, java.time.Instant.EPOCH));
      }
      assertThat(stopped).as(kind.name()).isBetween(60, 195);
    }
  }

  @Test
  void thePageNamesEveryKey() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "schedulers", "rules.md"));
    for (SchedulerKind kind : ALL) {
      assertThat(page).contains("## " + kind.name());
      assertThat(kind.settings().keys().keySet())
          .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
      assertThat(kind.aliases()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
  }
}
