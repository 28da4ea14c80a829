package org.tune4j.tuner.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tune4j.tuner.stop.Reports.result;
import static org.tune4j.tuner.stop.Reports.trial;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.tuner.stop.SweepStopRule.Budget;
import org.tune4j.tuner.stop.SweepStopRule.Target;

class SweepRulesTest {
  private static final Objective LOSS = new Objective("loss", Mode.MIN);

  /** Tune's experiment plateau takes ten values of one trial for ten trials. */
  @Test
  void oneTrialIsNoPlateauOfTheSweep() {
    SweepWatch watch = new SweepPlateau(LOSS, 0.01, 3, 0).watch();
    for (int i = 1; i <= 20; i++) {
      report(watch, 0, i, 1.0);
    }
    report(watch, 1, 1, 1.001);
    assertThat(watch.reason()).isNull();
    report(watch, 2, 1, 1.002);
    assertThat(watch.reason())
        .isEqualTo("sweep_plateau: the std of the best loss of 3 trials is 0.000816496 <= 0.01");
  }

  @Test
  void aBetterTrialBreaksAPlateauAndAWorseOneDoesNot() {
    SweepWatch watch = new SweepPlateau(LOSS, 0.01, 2, 0).watch();
    report(watch, 0, 1, 1);
    report(watch, 1, 1, 1);
    assertThat(watch.reason()).isNotNull();
    report(watch, 2, 1, 7);
    assertThat(watch.reason()).isNotNull();
    report(watch, 3, 1, 0);
    assertThat(watch.reason()).isNull();
  }

  @Test
  void patienceIsForResultsOneAfterTheOther() {
    SweepWatch watch = new SweepPlateau(new Objective("loss", Mode.MAX), 0, 2, 3).watch();
    report(watch, 0, 1, 1);
    report(watch, 1, 1, 1);
    report(watch, 1, 2, 1);
    assertThat(watch.reason()).isNull();
    report(watch, 1, 3, 2); // breaks it
    report(watch, 0, 2, 2);
    report(watch, 0, 3, 2);
    assertThat(watch.reason()).isNull();
    watch.onResult(trial(1), result(1, 4, Map.of()), Effort.NONE);
    assertThat(watch.reason()).isNull();
    report(watch, 0, 4, 2);
    assertThat(watch.reason()).contains("since 3 results");
  }

  /** Against sorting the best value of every trial. */
  @Test
  void theBestValuesAreThoseOfAllTrials() {
    for (int seed = 1; seed <= 20; seed++) {
      RandomGenerator random = Seeds.random(seed, "plateau", 0);
      Mode mode = seed % 2 == 0 ? Mode.MAX : Mode.MIN;
      SweepWatch watch = new SweepPlateau(new Objective("loss", mode), 1.5, 4, 0).watch();
      double[] best = new double[30];
      Arrays.fill(best, mode == Mode.MAX ? -1e9 : 1e9);
      for (int i = 1; i <= 500; i++) {
        int number = random.nextInt(30);
        double value = random.nextInt(mode == Mode.MAX ? i : 500 - i + 1);
        best[number] =
            mode == Mode.MAX ? Math.max(best[number], value) : Math.min(best[number], value);
        report(watch, number, i, value);
        List<Double> sorted = Arrays.stream(best).sorted().boxed().toList();
        List<Double> top = mode == Mode.MAX ? sorted.subList(26, 30) : sorted.subList(0, 4);
        boolean enough = top.stream().allMatch(one -> Math.abs(one) < 1e9);
        assertThat(watch.reason() != null)
            .as("seed " + seed + ", result " + i)
            .isEqualTo(enough && Spread.std(top) <= 1.5);
      }
    }
  }

  @Test
  void aTargetIsReachedBySoManyDifferentTrials() {
    SweepWatch watch = new Target(new StopRule.AtMost("loss", 0.5), 2).watch();
    report(watch, 0, 1, 0.4);
    report(watch, 0, 2, 0.3);
    report(watch, 1, 1, 0.6);
    watch.onEnded(trial(0));
    assertThat(watch.reason()).isNull();
    report(watch, 1, 2, 0.5);
    assertThat(watch.reason())
        .isEqualTo("target: 2 trials have reached loss <= 0.5, the last with loss 0.5 <= 0.5");
  }

  @Test
  void whatWasLostMustBeReachedAgain() {
    SweepWatch watch = new Target(new StopRule.AtLeast("loss", 1), 2).watch();
    report(watch, 0, 5, 1);
    watch.onRestarted(trial(0), 4);
    report(watch, 1, 2, 1);
    watch.onRestarted(trial(1), 2);
    assertThat(watch.reason()).isNull();
    report(watch, 0, 5, 1);
    assertThat(watch.reason()).isNotNull();
  }

  @Test
  void budgetsAddUpWhatTrialsTake() {
    SweepWatch trials = new Budget(Budget.Of.TRIALS, 2).watch();
    trials.onEnded(trial(0));
    assertThat(trials.reason()).isNull();
    trials.onEnded(trial(1));
    assertThat(trials.reason()).isEqualTo("budget: the trials that have ended are 2 >= 2");

    assertThat(after(Budget.Of.ITERATIONS, 10))
        .isEqualTo("budget: the trials have taken 10 iterations >= 10");
    assertThat(after(Budget.Of.STEPS, 999))
        .isEqualTo("budget: the trials have taken 1000 steps >= 999");
    assertThat(after(Budget.Of.TIME_S, 2.5)).isEqualTo("budget: the trials have taken 5 s >= 2.5");
    assertThat(after(Budget.Of.STEPS, 1001)).isNull();
    assertThat(after(Budget.Of.TRIALS, 1)).isNull();
  }

  @Test
  void andNeedsAllAtTheSameTimeAndOrOne() {
    SweepStopRule target = new Target(new StopRule.AtLeast("loss", 1), 1);
    SweepStopRule ended = new Budget(Budget.Of.TRIALS, 1);
    SweepWatch and = new SweepStopRule.And(List.of(target, ended)).watch();
    SweepWatch or = new SweepStopRule.Or(List.of(target, ended)).watch();
    for (SweepWatch watch : List.of(and, or)) {
      report(watch, 0, 1, 1);
    }
    assertThat(and.reason()).isNull();
    assertThat(or.reason()).startsWith("target: 1 trial has reached loss >= 1");
    and.onEnded(trial(0));
    assertThat(and.reason())
        .isEqualTo(
            "and: (target: 1 trial has reached loss >= 1, the last with loss 1 >= 1) and"
                + " (budget: the trials that have ended are 1 >= 1)");
  }

  @Test
  void onlySomeEndTrialsThatDoNotEndByThemselves() {
    SweepStopRule ended = new Budget(Budget.Of.TRIALS, 5);
    SweepStopRule steps = new Budget(Budget.Of.STEPS, 5);
    assertThat(StopRules.NONE.endTrials()).isFalse();
    assertThat(StopRules.of(List.of(ended)).endTrials()).isFalse();
    assertThat(StopRules.of(List.of(steps)).endTrials()).isTrue();
    assertThat(StopRules.of(List.of(ended, steps)).endTrials()).isTrue();
    assertThat(StopRules.of(List.of(new SweepStopRule.And(List.of(ended, steps)))).endTrials())
        .isFalse();
    assertThat(StopRules.of(List.of(StopRule.iterations(3))).endTrials()).isTrue();
  }

  @Test
  @Tag("slow")
  void whatIsRememberedDoesNotGrowWithTheTrials() {
    StopRules rules =
        StopRules.of(
            List.of(
                SweepPlateau.of(LOSS),
                new Target(new StopRule.AtMost("loss", -1), 5),
                new Budget(Budget.Of.STEPS, 1e12)));
    SweepWatch watch = rules.ofSweep().watch();
    long before = heap();
    for (int number = 0; number < 1_000_000; number++) {
      report(watch, number, 1, 1_000_000 - number); // each is better than all before
      watch.onEnded(trial(number));
    }
    assertThat(heap() - before).as("bytes, where one each would be 16 MB").isLessThan(8_000_000);
    assertThat(watch.reason()).isNull();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void report(SweepWatch watch, int number, int iteration, double loss) {
    watch.onResult(trial(number), result(number, iteration, Map.of("loss", loss)), Effort.NONE);
  }

  /** What a budget says after ten results of 100 steps and half a second. */
  private static String after(Budget.Of of, double amount) {
    SweepWatch watch = new Budget(of, amount).watch();
    for (int i = 1; i <= 10; i++) {
      watch.onResult(trial(i % 3), result(i % 3, i, Map.of()), new Effort(1, 100, 0.5));
    }
    return watch.reason();
  }
}
