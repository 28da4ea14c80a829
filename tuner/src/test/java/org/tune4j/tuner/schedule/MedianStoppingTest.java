package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.TrialStatus;

class MedianStoppingTest {
  private static Judged judged(Map<String, Object> settings) {
    return new Judged(MedianStopping.KIND, settings);
  }

  @Test
  void whoseBestIsWorseThanTheMedianOfTheOthersMeansIsStopped() {
    Judged judged = judged(Map.of("grace_period", 2L));
    judged.complete(0, 9, 1, 3); // before the grace period nothing counts
    judged.complete(1, 9, 5, 5);
    judged.complete(2, 9, 8, 8);
    assertThat(judged.reports(3, 7, 7, 7)).isInstanceOf(Verdict.Stop.class);
    assertThat(judged.reports(4, 5, 9, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.reports(5, 7.5, 7.5))
        .isEqualTo(
            new Verdict.Stop(
                "median_stopping: the best loss so far, 7.5, is worse than 7, the median of 5"
                    + " others' means, at training_iteration 2"));
  }

  @Test
  void nobodyIsStoppedBeforeTheGracePeriodOrAmongTooFew() {
    Judged judged = judged(Map.of("grace_period", 3L));
    judged.complete(0, 1, 1, 1);
    judged.complete(1, 1, 1, 1);
    assertThat(judged.reports(2, 9, 9, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.reports(3, 9, 9)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(3, 3, 9)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void moreIsBetterWithModeMax() {
    Judged judged = new Judged(MedianStopping.KIND, Map.of("grace_period", 1L), Told.SCORE);
    for (int n = 0; n < 3; n++) {
      judged.complete(n, 5);
    }
    assertThat(judged.reports(3, 6)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.reports(4, 4))
        .isEqualTo(
            new Verdict.Stop(
                "median_stopping: the best score so far, 4, is worse than 5, the median of 4"
                    + " others' means, at training_iteration 1"));
  }

  @Test
  void anAgeThatWasPassedCountsWithTheMeanOfThen() {
    Judged judged = judged(Map.of("grace_period", 1L, "min_samples_required", 1L));
    judged.report(0, 2, 4);
    judged.report(0, 6, 0); // at 3, 4 and 5 its mean was 4
    assertThat(judged.report(1, 4, 4)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(2, 5, 4.5)).isInstanceOf(Verdict.Stop.class);
    assertThat(judged.report(3, 1, 99)).isEqualTo(Verdict.GO_ON); // nobody was so young
  }

  @Test
  void whatWasLostAndComesAgainIsCountedOnceAndToldTheSame() {
    Judged judged = judged(Map.of("grace_period", 1L, "min_samples_required", 1L));
    judged.report(0, 1, 1);
    for (int i = 0; i < 9; i++) {
      judged.report(0, 1, 99); // lost, and again
    }
    Verdict told = judged.report(1, 1, 2);
    assertThat(told).isInstanceOf(Verdict.Stop.class);
    assertThat(judged.report(1, 1, 0)).isEqualTo(told);
    assertThat(judged.report(1, 2, 0)).as("not heeded, and taken back").isEqualTo(Verdict.GO_ON);
  }

  @Test
  void softlyItPausesOnceAndGoesOnAfterTheNewOnesTheBestFirst() {
    Judged judged = judged(Map.of("grace_period", 1L, "hard_stop", false));
    for (int n = 0; n < 3; n++) {
      judged.reports(n, 1);
    }
    assertThat(judged.report(3, 1, 3, false)).isEqualTo(Verdict.GO_ON); // nobody gains by it
    for (int n = 4; n < 6; n++) {
      assertThat(judged.reports(n, 13 - 2 * n)).isInstanceOf(Verdict.Pause.class);
      judged.scheduler.onPaused(judged.trial(n));
    }
    assertThat(judged.scheduler.choose(true)).isEqualTo(Choice.NEW_TRIAL);
    assertThat(judged.scheduler.choose(false))
        .isEqualTo(
            new Choice.Resume(
                judged.trial(5).id(), "median_stopping: nothing else has use for the room", null));
    judged.scheduler.onResumed(judged.trial(5));
    assertThat(judged.report(5, 1, 3)).isEqualTo(Verdict.GO_ON); // it lost some
    for (int n = 0; n < 3; n++) {
      judged.report(n, 2, 1);
    }
    assertThat(judged.report(5, 2, 3)).isEqualTo(Verdict.GO_ON);
    judged.end(4, TrialStatus.TERMINATED);
    assertThat(judged.scheduler.choose(false)).isEqualTo(Choice.NOTHING);
  }

  @Test
  void whoCannotBeJudgedMakesRoomOnceInEachSlice() {
    Judged judged = judged(Map.of("grace_period", 1L, "min_time_slice", 2L));
    assertThat(judged.reports(0, 1, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(0, 3, 1, false)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(0, 4, 1))
        .isEqualTo(
            new Verdict.Pause(
                "median_stopping: makes room at training_iteration 4: 0 others were as old, and 3"
                    + " are needed"));
    judged.scheduler.onPaused(judged.trial(0));
    judged.scheduler.onResumed(judged.trial(0));
    assertThat(judged.report(0, 6, 1)).isEqualTo(Verdict.GO_ON);
    assertThat(judged.report(0, 7, 1)).isInstanceOf(Verdict.Pause.class);
  }

  @Test
  void momentsAreWholeAtFirstAndThenThreePerCentApart() {
    for (int age = 0; age <= 33; age++) {
      assertThat(Moments.reached(age)).isEqualTo(age);
    }
    assertThat(Moments.reached(33.98)).isEqualTo(33);
    assertThat(Moments.reached(34)).isEqualTo(34);
    assertThat(Moments.reached(1e6)).isEqualTo(33 + 349);
    assertThat(Moments.reached(Double.MAX_VALUE)).isLessThan(30_000);
  }

  @Test
  @Tag("slow")
  void manyTrialsLeaveLittle() {
    Judged judged = judged(Map.of());
    var random = Seeds.random(1, "many", 0);
    long before = used();
    for (int n = 0; n < 100_000; n++) {
      double floor = random.nextDouble();
      Verdict verdict = Verdict.GO_ON;
      for (int age = 1; age <= 100 && verdict == Verdict.GO_ON; age++) {
        verdict = judged.report(n, age, floor + 1.0 / age + 0.1 * random.nextGaussian());
      }
      judged.end(n, TrialStatus.TERMINATED);
    }
    assertThat(used() - before).isLessThan(25_000_000);
    assertThat(judged.scheduler.plan()).hasSize(1);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
