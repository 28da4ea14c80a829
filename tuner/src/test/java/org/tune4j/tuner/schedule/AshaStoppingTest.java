package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

class AshaStoppingTest {
  private static final Map<String, Object> THIRDS = Map.of("max_t", 81L, "reduction_factor", 3L);

  private final Map<Integer, Trial> trials = new HashMap<>();
  private TrialScheduler asha = make(THIRDS, Told.LOSS);

  private static TrialScheduler make(Map<String, Object> settings, Objectives objectives) {
    return Asha.KIND.factory().make(Told.setup(settings, objectives, -1));
  }

  private Verdict report(int number, int iteration, Map<String, Double> metrics) {
    Trial trial = trials.computeIfAbsent(number, this::added);
    return asha.onResult(trial, Told.result(trial, iteration, metrics), true);
  }

  private Verdict report(int number, int iteration, double loss) {
    return report(number, iteration, Map.of("loss", loss, "score", loss));
  }

  private Trial added(int number) {
    Trial trial = Told.trial(number);
    asha.onAdded(trial);
    return trial;
  }

  /** The numbers of those that were stopped when they reported these losses in turn. */
  private List<Integer> stopped(int iteration, double... losses) {
    List<Integer> stopped = new ArrayList<>();
    for (int number = 0; number < losses.length; number++) {
      if (report(number, iteration, losses[number]) instanceof Verdict.Stop) {
        stopped.add(number);
      }
    }
    return stopped;
  }

  @Test
  void theBestThirdGoesOnAndAtLeastOne() {
    assertThat(stopped(1, 0.5, 0.6, 0.4, 0.45, 0.3, 0.35, 0.34, 0.33, 0.32))
        .as("the best 1 of 1 to 5, 2 of 6 to 8, 3 of 9")
        .containsExactly(1, 3);
  }

  @Test
  void moreIsBetterWhenTheModeSaysSo() {
    asha = make(THIRDS, Told.SCORE);
    assertThat(stopped(1, 0.5, 0.6, 0.4)).containsExactly(2);
  }

  @Test
  void equalsAreAsGoodAsWhatTheyEqual() {
    assertThat(stopped(1, 1, 1, 1, 1, 2)).containsExactly(4);
  }

  @Test
  void theReasonNamesTheRuleAndTheValues() {
    report(0, 3, 0.5);
    assertThat(report(1, 3, 0.9))
        .isEqualTo(
            new Verdict.Stop(
                "asha: loss 0.9 at training_iteration 3 is not among the best 1 of 2 at rung 1"));
    report(2, 1, 0.2);
    assertThat(report(3, 1, 0.25))
        .isEqualTo(
            new Verdict.Stop(
                "asha: loss 0.25 at training_iteration 1 is not among the best 1 of 4"));
  }

  /** Elsewhere it is judged at the highest only, and later at a lower one with a late value. */
  @Test
  void aReportThatPassesSeveralRungsIsJudgedAtEachAndNeverAgain() {
    assertThat(report(0, 10, 0.5)).as("1, 3 and 9").isEqualTo(Verdict.GO_ON);
    assertThat(report(0, 11, 9.0)).as("nothing is left to judge").isEqualTo(Verdict.GO_ON);
    assertThat(report(1, 1, 0.6)).as("compared with the 0.5").isInstanceOf(Verdict.Stop.class);
    assertThat(report(2, 9, 0.4)).as("best at 1, 3 and 9").isEqualTo(Verdict.GO_ON);
    assertThat(report(3, 9, 0.45)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void betweenRungsNobodyIsJudged() {
    report(0, 1, 0.1);
    report(1, 1, 0.05);
    assertThat(report(1, 2, 99)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void whatIsReportedAgainAfterALossIsNotCountedTwice() {
    report(0, 1, 0.5);
    report(0, 3, 0.4);
    for (int again = 0; again < 10; again++) {
      assertThat(report(0, 1, 5.0)).isEqualTo(Verdict.GO_ON);
      assertThat(report(0, 3, 5.0)).isEqualTo(Verdict.GO_ON);
    }
    assertThat(report(1, 1, 0.6)).as("1 of 2, not 4 of 12").isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void whoFailsOnItsWayOutIsStoppedAgain() {
    report(0, 1, 0.5);
    Verdict stop = report(1, 1, 0.9);
    assertThat(report(1, 1, 0.1)).as("a second attempt").isEqualTo(stop);
  }

  /** As with rewards, which are there only when an episode has ended. */
  @Test
  void aRungIsJudgedByTheFirstValueThatIsThere() {
    report(0, 1, 0.5);
    assertThat(report(1, 1, Map.of())).isEqualTo(Verdict.GO_ON);
    assertThat(report(1, 2, 0.9)).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void whoIsOldEnoughEndsUnlessTold() {
    assertThat(report(0, 81, 0.5))
        .isEqualTo(new Verdict.Stop("asha: training_iteration 81 has reached max_t 81"));
    asha = make(Map.of("max_t", 50L, "stop_last_trials", false), Told.LOSS);
    trials.clear();
    assertThat(report(0, 50, 0.5)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void anErrorCountsAsTheWorstWhereItNeverCame() {
    for (int number = 0; number < 4; number++) {
      report(number, 1, 0.5); // equals
      asha.onEnded(Told.ended(trials.get(number), TrialStatus.ERROR)); // at rung 3
    }
    assertThat(report(4, 3, 0.3)).isEqualTo(Verdict.GO_ON);
    assertThat(report(5, 3, 0.4)).as("2 of 6").isEqualTo(Verdict.GO_ON);
    assertThat(report(6, 3, 0.5)).as("2 of 7").isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void ageMayBeReadFromAnyMetric() {
    asha =
        make(
            Map.of("time_attr", "timesteps_total", "grace_period", 200L, "max_t", 900L), Told.LOSS);
    report(0, 1, 0.5);
    assertThat(report(1, 1, 0.9)).isEqualTo(Verdict.GO_ON);
    report(0, 2, 0.5);
    assertThat(report(1, 2, 0.9)).isInstanceOf(Verdict.Stop.class);
    asha = make(Map.of("time_attr", "epoch"), Told.LOSS);
    trials.clear();
    report(0, 1, Map.of("loss", 0.1, "epoch", 0.9));
    report(1, 1, Map.of("loss", 0.1, "epoch", 1.5));
    assertThat(report(0, 2, Map.of("loss", 0.2, "epoch", 1.0))).isInstanceOf(Verdict.Stop.class);
  }

  @Test
  void bracketsHaveAboutTheSameToTrain() {
    AshaSettings settings =
        AshaSettings.of(
            Told.setup(Map.of("max_t", 81L, "reduction_factor", 3L, "brackets", 5L), Told.LOSS, -1)
                .settings());
    int[] sizes = new BracketDraw(settings, 7).sizes(100_000);
    // n = 81, 34, 15, 8, 5 of 143 in HyperBand
    double whole = 1 / 5.0 + 1 / 12.0 + 1 / 27.0 + 1 / 54.0 + 1 / 81.0;
    double[] expected = {1 / 5.0, 1 / 12.0, 1 / 27.0, 1 / 54.0, 1 / 81.0};
    for (int b = 0; b < 5; b++) {
      assertThat(sizes[b] / 100_000.0)
          .isBetween(expected[b] / whole - 0.01, expected[b] / whole + 0.01);
    }
  }
}
