package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.schedule.Verdict;
import org.tune4j.tuner.stop.Holds;
import org.tune4j.tuner.stop.Plateau;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.tuner.stop.SweepPlateau;
import org.tune4j.tuner.stop.SweepStopRule;
import org.tune4j.tuner.stop.SweepStopRule.Budget;
import org.tune4j.tuner.stop.SweepStopRule.Target;

/** Stop rules in the engine: who stops, who does not start, and what is said of it. */
class StopRulesTest {

  @Test
  void aPlateauEndsItsTrialAlone() {
    Bench bench = bench(2, new Plateau("score", 0.01, 3, 0, null, null));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    for (int i = 1; i <= 2; i++) {
      assertThat(bench.report(first, i, 1)).isEqualTo(Decision.CONTINUE);
      assertThat(bench.report(second, i, i)).isEqualTo(Decision.CONTINUE);
    }
    assertThat(bench.report(first, 3, 1)).isEqualTo(Decision.STOP);
    assertThat(bench.report(second, 3, 3)).isEqualTo(Decision.CONTINUE);
    bench.end(first, Outcome.FINISHED, null);
    assertThat(bench.trial(0).reason())
        .isEqualTo("plateau: the std of the last 3 score is 0 < 0.01");
  }

  @Test
  void aRuleOfTheSweepEndsAllItsTrials() {
    Bench bench = bench(4, new Target(new StopRule.AtLeast("score", 5), 2));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    Trial third = bench.placeNext();
    bench.slotFree(); // the fourth waits
    assertThat(bench.report(first, 1, 6)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(second, 1, 5)).as("the one that fires it").isEqualTo(Decision.STOP);
    String reason = "target: 2 trials have reached score >= 5, the last with score 5 >= 5";
    assertThat(bench.trial(3).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(3).reason()).isEqualTo(reason);
    assertThat(bench.engine.isHungry()).isFalse();
    assertThat(bench.engine.nextToPlace()).isNull();
    assertThat(bench.report(first, 2, 1)).isEqualTo(Decision.STOP);
    bench.end(first, Outcome.FINISHED, null);
    bench.end(second, Outcome.FINISHED, null);
    bench.end(third, Outcome.LOST, "gone");
    assertThat(bench.trial(2).reason()).isEqualTo(reason);
    assertThat(bench.end()).isEqualTo(new Command.End(true, reason));
  }

  @Test
  void aBudgetOfTrialsIsUsedUpWhenTheyHaveEnded() {
    Bench bench = bench(10, new Budget(Budget.Of.TRIALS, 2), new StopRule.AtLeast("score", 1));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    Trial third = bench.placeNext();
    bench.report(first, 1, 1);
    bench.end(first, Outcome.FINISHED, null);
    bench.end(second, Outcome.FAILED, "boom");
    assertThat(bench.report(third, 1, 0)).isEqualTo(Decision.STOP);
    bench.end(third, Outcome.FINISHED, null);
    assertThat(bench.trial(0).reason()).isEqualTo("score 1 >= 1");
    assertThat(bench.trial(1).reason()).isEqualTo("boom");
    assertThat(bench.trial(2).reason()).isEqualTo("budget: the trials that have ended are 2 >= 2");
    assertThat(bench.end())
        .isEqualTo(new Command.End(true, "budget: the trials that have ended are 2 >= 2"));
  }

  /** 5 iterations, then 2 of them again from the checkpoint at 3, then 1 more: 8, not 6 or 11. */
  @Test
  void aBudgetCountsWhatWasDoneAgainButNotWhatACheckpointHolds() {
    Bench bench = bench(1, new Budget(Budget.Of.STEPS, 8));
    Trial trial = bench.placeNext();
    for (int i = 1; i <= 3; i++) {
      bench.report(trial, i, i);
    }
    bench.save(trial, 3);
    bench.report(trial, 4, 4);
    bench.report(trial, 5, 5);
    bench.end(trial, Outcome.LOST, "gone");
    trial = bench.placeNext();
    assertThat(bench.report(trial, 4, 4)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(trial, 5, 5)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(trial, 6, 6)).isEqualTo(Decision.STOP);
    bench.end(trial, Outcome.FINISHED, null);
    assertThat(bench.trial(0).reason()).isEqualTo("budget: the trials have taken 8 steps >= 8");
  }

  @Test
  void aTrialThatReachedTheTargetAndLostItMustReachItAgain() {
    Bench bench = bench(2, new Target(new StopRule.AtLeast("score", 5), 2));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    bench.report(first, 1, 5);
    bench.end(first, Outcome.LOST, "gone");
    first = bench.placeNext();
    assertThat(bench.report(second, 1, 5)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(first, 1, 5)).isEqualTo(Decision.STOP);
  }

  @Test
  void theUsersRuleGivesTheReasonBeforeTheSchedulersDoes() {
    List<Result> seen = new ArrayList<>();
    TrialScheduler stops =
        (trial, result, othersWait) -> {
          seen.add(result);
          return new Verdict.Stop("the scheduler");
        };
    SweepRules rules =
        new Bench.Rules()
            .stop(new StopRule.AtLeast("score", 7), new Target(new StopRule.AtLeast("score", 9), 1))
            .build();
    SweepEngine engine = new SweepEngine(rules, new Bench.Counting(3), stops);
    Bench bench = new Bench(engine);
    Trial a = bench.placeNext();
    Trial b = bench.placeNext();
    Trial c = bench.placeNext();
    bench.report(a, 1, 7);
    bench.report(b, 1, 1);
    bench.report(c, 1, 9);
    List.of(a, b, c).forEach(trial -> bench.end(trial, Outcome.FINISHED, null));
    assertThat(seen).as("the scheduler sees them all").hasSize(3);
    assertThat(bench.trial(0).reason()).isEqualTo("score 7 >= 7");
    assertThat(bench.trial(1).reason()).isEqualTo("the scheduler");
    assertThat(bench.trial(2).reason()).as("the trial's own rule first").isEqualTo("score 9 >= 7");
    assertThat(bench.end().reason()).startsWith("target: 1 trial has reached score >= 9");
  }

  @Test
  void trialsThatTheSchedulerHoldsEndWithTheSweep() {
    TrialScheduler pauses =
        (trial, result, othersWait) ->
            trial.number() == 0 ? new Verdict.Pause("for the others") : Verdict.GO_ON;
    SweepRules rules = new Bench.Rules().stop(new Budget(Budget.Of.ITERATIONS, 3)).build();
    Bench bench = new Bench(new SweepEngine(rules, new Bench.Counting(2), pauses));
    Trial first = bench.placeNext();
    Trial second = bench.placeNext();
    bench.report(first, 1, 1);
    bench.end(first, Outcome.PAUSED, null);
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.PAUSED);
    bench.report(second, 1, 1);
    assertThat(bench.report(second, 2, 1)).isEqualTo(Decision.STOP);
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(0).reason()).startsWith("budget: the trials have taken 3 iterations");
  }

  @Test
  void aSweepThatARuleEndedStartsNothingWhenItIsResumed() {
    Bench bench = bench(3, new Budget(Budget.Of.TRIALS, 1));
    Trial trial = bench.placeNext();
    bench.end(trial, Outcome.FINISHED, null);
    assertThat(bench.engine.isOver()).isTrue();
    bench.event(new SweepEvent.Grown(5));
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.engine.isHungry()).isFalse();
    assertThat(bench.engine.isOver()).isTrue();
  }

  @Test
  void theSameEventsGiveTheSameCommands() {
    Stopper[] rules = {
      new Plateau("score", 1.5, 3, 4, 0.0, Objective.Mode.MAX),
      Holds.of("score > 22 && training_iteration >= 3"),
      new SweepPlateau(new Objective("score", Objective.Mode.MAX), 0.1, 8, 2),
      new SweepStopRule.And(
          List.of(
              new Target(new StopRule.AtLeast("score", 21), 4), new Budget(Budget.Of.TRIALS, 12))),
      new Budget(Budget.Of.ITERATIONS, 400)
    };
    int ended = 0;
    for (long seed = 21; seed <= 40; seed++) {
      Bench bench =
          EngineReplayTest.randomSweep(seed, r -> r.stop(rules).maxFailures(2).maxConcurrent(4));
      assertThat(bench.engine.isOver()).as("seed " + seed).isTrue();
      SweepEngine again =
          new SweepEngine(
              new Bench.Rules().stop(rules).maxFailures(2).maxConcurrent(4).build(),
              new Bench.Counting(30),
              TrialScheduler.FIFO);
      List<Command> commands = new ArrayList<>();
      bench.events.forEach(event -> commands.addAll(again.handle(event)));
      assertThat(commands).as("seed " + seed).isEqualTo(bench.commands());
      ended += bench.end().reason().equals("all trials have ended") ? 0 : 1;
    }
    assertThat(ended).as("sweeps that a rule ended").isPositive();
  }

  private static Bench bench(int trials, Stopper... stop) {
    return new Bench(trials, rules -> rules.stop(stop));
  }
}
