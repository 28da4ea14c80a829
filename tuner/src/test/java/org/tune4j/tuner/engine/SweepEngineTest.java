package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.Decision;
import org.tune4j.search.ConcurrencyLimiter;
import org.tune4j.search.Searcher;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

class SweepEngineTest {

  @Test
  void aTrialRunsUntilItsStopRuleFires() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("score", 3.0)));
    Trial trial = bench.placeNext();
    assertThat(bench.report(trial, 1, 1)).isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(trial, 2, 3)).isEqualTo(Decision.STOP);
    bench.end(trial, Outcome.FINISHED, null);
    bench.slotFree();
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(0).reason()).isEqualTo("score 3 >= 3");
    assertThat(bench.trial(0).bestValue()).isEqualTo(3);
    assertThat(bench.trial(0).bestIteration()).isEqualTo(2);
    assertThat(bench.end()).isEqualTo(new Command.End(true, "all trials have ended"));
  }

  @Test
  void aTrialIsStoredAgainOnlyWhenAResultIsItsBest() {
    Bench bench = new Bench(1, rules -> rules);
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 5);
    assertThat(bench.trial(0).bestValue()).isEqualTo(5);
    assertThat(bench.event(new SweepEvent.Reported(Bench.result(trial, 2, 4))))
        .noneMatch(command -> command instanceof Command.Store);
  }

  @Test
  void aMetricThatIsNotThereYetStopsNothing() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("other", 0.0)));
    assertThat(bench.report(bench.placeNext(), 1, 100)).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void noMoreTrialsHoldResourcesThanMayRunAtATime() {
    Bench bench = new Bench(3, rules -> rules.maxConcurrent(2));
    Trial first = bench.placeNext();
    bench.placeNext();
    bench.slotFree();
    assertThat(bench.engine.isHungry()).isFalse();
    assertThat(bench.engine.nextToPlace()).isNull();
    bench.end(first, Outcome.FINISHED, null);
    bench.slotFree();
    assertThat(bench.engine.nextToPlace()).isNotNull();
  }

  @Test
  void aFailureIsTriedAgainFromTheLastCheckpointAndThenIsAnError() {
    Bench bench = new Bench(1, rules -> rules.maxFailures(1));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 5);
    Checkpoint checkpoint = bench.save(trial, 1);
    bench.report(trial, 2, 9);
    bench.end(trial, Outcome.FAILED, "step: boom\nmore");
    Trial again = bench.placeNext();
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(bench.lastStart()).isEqualTo(new Command.Start(again, checkpoint));
    assertThat(bench.commands()).contains(new Command.Supersede(trial.id(), 2, 1));
    assertThat(again.bestValue()).as("the best until the checkpoint").isEqualTo(5);
    bench.report(again, 2, 6);
    bench.end(again, Outcome.FAILED, "step: boom\nmore");
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.ERROR);
    assertThat(bench.trial(0).reason()).isEqualTo("step: boom");
    assertThat(bench.trial(0).error()).isEqualTo("step: boom\nmore");
  }

  @Test
  void aCheckpointThatCannotBeRestoredGivesWayToTheOneBefore() {
    Bench bench = new Bench(1, rules -> rules.maxFailures(5));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 1);
    Checkpoint older = bench.save(trial, 1);
    bench.report(trial, 2, 2);
    Checkpoint newer = bench.save(trial, 2);
    bench.end(trial, Outcome.LOST, "gone");
    Trial second = bench.placeNext();
    assertThat(bench.lastStart().from()).isEqualTo(newer);
    bench.end(second, Outcome.FAILED, "restore: damaged");
    bench.placeNext();
    assertThat(bench.lastStart().from()).isEqualTo(older);
    assertThat(bench.commands()).contains(new Command.Discard(newer));
  }

  @Test
  void losingAMemberIsNoFailureOfTheTrial() {
    Bench bench = new Bench(1, rules -> rules.maxFailures(0));
    Trial trial = bench.placeNext();
    for (int i = 0; i < 5; i++) {
      bench.end(trial, Outcome.LOST, "member gone");
      trial = bench.placeNext();
    }
    assertThat(trial.attempts()).isEqualTo(6);
    assertThat(trial.failures()).isZero();
  }

  @Test
  void resultsOfAnAttemptThatIsOverAreAnsweredWithStopAndChangeNothing() {
    Bench bench = new Bench(1, rules -> rules);
    Trial first = bench.placeNext();
    bench.end(first, Outcome.LOST, "gone");
    Trial second = bench.placeNext();
    assertThat(bench.engine.answerToRepeat(Bench.result(first, 1, 7))).isEqualTo(Decision.STOP);
    bench.report(second, 1, 1);
    assertThat(bench.engine.answerToRepeat(Bench.result(second, 1, 1)))
        .isEqualTo(Decision.CONTINUE);
    assertThat(bench.engine.answerToRepeat(Bench.result(second, 2, 1))).isNull();
  }

  @Test
  void anInterruptedSweepPausesAndGoesOnWithAnotherDriver() {
    Bench bench = new Bench(2, rules -> rules.maxConcurrent(1));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 1);
    Checkpoint checkpoint = bench.save(trial, 1);
    bench.event(new SweepEvent.Interrupted("Ctrl-C"));
    assertThat(bench.report(trial, 2, 2)).isEqualTo(Decision.PAUSE);
    bench.end(trial, Outcome.PAUSED, null);
    assertThat(bench.end()).isEqualTo(new Command.End(false, "Ctrl-C"));
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.PAUSED);
    bench.event(new SweepEvent.DriverStarted("another"));
    Trial again = bench.placeNext();
    assertThat(bench.lastStart()).isEqualTo(new Command.Start(again, checkpoint));
  }

  @Test
  void aPauseWhoseStateCouldNotBeSavedSaysSoAndIsNoFailure() {
    Bench bench = new Bench(1, rules -> rules);
    Trial trial = bench.placeNext();
    bench.event(new SweepEvent.Interrupted("Ctrl-C"));
    bench.report(trial, 1, 1);
    bench.end(trial, Outcome.PAUSED, "save: disk full\n  at somewhere");
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.PAUSED);
    assertThat(bench.trial(0).failures()).isZero();
    assertThat(bench.trial(0).reason()).isEqualTo("Ctrl-C; save: disk full");
  }

  @Test
  void aTrialThatWasToldToStopBeforeItsDriverDiedHasEnded() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("score", 1.0)));
    Trial trial = bench.placeNext();
    assertThat(bench.report(trial, 1, 1)).isEqualTo(Decision.STOP);
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.trial(0).status()).as("it may still run").isEqualTo(TrialStatus.RUNNING);
    bench.end(trial, Outcome.LOST, "its driver was gone");
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(0).reason()).isEqualTo("score 1 >= 1");
  }

  @Test
  void theTimeBudgetStopsWhatRunsAndWhatWaits() {
    Bench bench = new Bench(3, rules -> rules.timeBudget(Duration.ofSeconds(60)));
    Trial trial = bench.placeNext();
    bench.slotFree();
    assertThat(bench.engine.deadline()).isEqualTo(Bench.START.plusSeconds(60));
    bench.event(new SweepEvent.DeadlinePassed());
    assertThat(bench.trial(1).reason()).isEqualTo("the time budget of 60 s is used up");
    assertThat(bench.report(trial, 1, 1)).isEqualTo(Decision.STOP);
    bench.end(trial, Outcome.FINISHED, null);
    assertThat(bench.end()).isEqualTo(new Command.End(true, "the time budget of 60 s is used up"));
  }

  @Test
  void timeWithoutADriverCostsNoBudget() {
    Bench bench = new Bench(3, rules -> rules.timeBudget(Duration.ofSeconds(60)));
    bench.clock = Bench.START.plusSeconds(20);
    bench.placeNext();
    bench.clock = Bench.START.plusSeconds(1000);
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.engine.deadline()).isEqualTo(Bench.START.plusSeconds(1040));
  }

  @Test
  void theBestAndTheNewestCheckpointsAreKept() {
    Bench bench = new Bench(1, rules -> rules.checkpointsToKeep(1));
    Trial trial = bench.placeNext();
    double[] scores = {3, 9, 4, 5};
    for (int i = 0; i < scores.length; i++) {
      bench.report(trial, i + 1, scores[i]);
      bench.save(trial, i + 1);
    }
    List<Integer> gone =
        bench.commands().stream()
            .filter(c -> c instanceof Command.Discard)
            .map(c -> ((Command.Discard) c).checkpoint().trainingIteration())
            .toList();
    assertThat(gone).as("2 is the best, 4 the newest").containsExactly(1, 3);
  }

  @Test
  void endedTrialsLeaveTheMemory() {
    Bench bench = new Bench(1000, rules -> rules);
    for (int i = 0; i < 1000; i++) {
      Trial trial = bench.placeNext();
      bench.report(trial, 1, i);
      bench.end(trial, Outcome.FINISHED, null);
    }
    assertThat(bench.engine.liveTrials()).isEmpty();
    assertThat(bench.engine.tally().terminated()).isEqualTo(1000);
    assertThat(bench.engine.best().number()).isEqualTo(999);
  }

  @Test
  void aTrialThatFailsAfterItWasToldToStopMustReachItsStopAgain() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("score", 3.0)).maxFailures(1));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 1);
    bench.save(trial, 1);
    bench.report(trial, 2, 2);
    assertThat(bench.report(trial, 3, 3)).isEqualTo(Decision.STOP);
    bench.end(trial, Outcome.FAILED, "save: disk full");
    Trial again = bench.placeNext();
    assertThat(bench.report(again, 2, 2)).as("2 < 3").isEqualTo(Decision.CONTINUE);
    assertThat(bench.report(again, 3, 3)).isEqualTo(Decision.STOP);
  }

  @Test
  void aTrialThatFailedAfterItWasToldToStopIsTriedAgainByAnotherDriverToo() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("score", 1.0)).maxFailures(1));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 1);
    bench.end(trial, Outcome.FAILED, "save: disk full");
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.PENDING);
  }

  @Test
  void aTrialThatIsLostAfterItWasToldToStopHasEnded() {
    Bench bench = new Bench(1, rules -> rules.stop(Map.of("score", 1.0)));
    Trial trial = bench.placeNext();
    bench.report(trial, 1, 1);
    bench.end(trial, Outcome.LOST, "member gone");
    assertThat(bench.trial(0).status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(bench.trial(0).reason()).isEqualTo("score 1 >= 1");
  }

  @Test
  void timeWithoutADriverCostsNoBudgetWhenTheSweepGrowsMeanwhile() {
    Bench bench = new Bench(3, rules -> rules.timeBudget(Duration.ofSeconds(60)));
    bench.clock = Bench.START.plusSeconds(20);
    bench.placeNext();
    bench.clock = Bench.START.plusSeconds(1000);
    bench.event(new SweepEvent.Grown(5));
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.engine.deadline()).isEqualTo(Bench.START.plusSeconds(1040));
  }

  @Test
  void aClockThatWasSetBackBetweenTwoDriversTakesAndGivesNoTime() {
    Bench bench = new Bench(3, rules -> rules.timeBudget(Duration.ofSeconds(60)));
    bench.clock = Bench.START.plusSeconds(20);
    bench.placeNext();
    Instant yesterday = Bench.START.minus(Duration.ofDays(1));
    bench.clock = yesterday;
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.engine.deadline()).isEqualTo(yesterday.plusSeconds(40));
    bench.clock = yesterday.plusSeconds(15);
    bench.end(bench.trial(0), Outcome.LOST, "gone");
    bench.clock = Bench.START;
    bench.event(new SweepEvent.DriverStarted("a third"));
    assertThat(bench.engine.deadline()).isEqualTo(Bench.START.plusSeconds(25));
  }

  @Test
  void aSearcherThatSaidNotYetIsAskedAgainByAnotherDriver() {
    Bench bench = new Bench(new Bench.NoSecondConfig(), rules -> rules);
    bench.end(bench.placeNext(), Outcome.FINISHED, null);
    bench.slotFree();
    assertThat(bench.end().finished()).isFalse();
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.engine.isHungry()).as("or it would wait for ever").isTrue();
  }

  @Test
  void aSearcherThatWaitsForAnEndIsNotAskedAtEachResult() {
    Searcher limiter = new ConcurrencyLimiter(new Bench.Counting(2), 1);
    Bench bench = new Bench(limiter, rules -> rules);
    Trial first = bench.placeNext();
    bench.slotFree();
    for (int iteration = 1; iteration <= 3; iteration++) {
      bench.report(first, iteration, 1);
      assertThat(bench.engine.isHungry()).as("or a slot would be logged each time").isFalse();
      assertThat(bench.event(new SweepEvent.SlotFree())).as("as older logs have it").isEmpty();
    }
    bench.end(first, Outcome.FINISHED, null);
    assertThat(bench.engine.isHungry()).isTrue();
    assertThat(bench.placeNext().number()).isEqualTo(1);
  }

  @Test
  void aSearcherThatWaitsForAResultIsAskedAfterIt() {
    Bench.Counting counting = new Bench.Counting(2);
    List<Result> heard = new ArrayList<>();
    Searcher waits =
        new Searcher() {
          @Override
          public Suggestion suggest(int number) {
            return number > heard.size() ? new Suggestion.NotYet(false) : counting.suggest(number);
          }

          @Override
          public void onResult(Trial trial, Result result) {
            heard.add(result);
          }
        };
    Bench bench = new Bench(waits, rules -> rules);
    Trial first = bench.placeNext();
    bench.slotFree();
    assertThat(bench.engine.isHungry()).isFalse();
    bench.report(first, 1, 1);
    assertThat(bench.placeNext().number()).isEqualTo(1);
  }

  @Test
  void aLimitedSearcherIsAskedAgainForATrialThatCouldNotBePlaced() {
    List<Long> asked = new ArrayList<>();
    Bench bench =
        new Bench(
            new ConcurrencyLimiter(new Bench.Counting(2), 1),
            rules ->
                rules.request(
                    variant -> {
                      asked.add(variant.getLong("config.x"));
                      if (asked.size() == 1) {
                        throw new InvalidInputException(new Problem("gpu: is 1.5", null, null));
                      }
                      return PlacementGroup.ONE_CPU;
                    }));
    bench.slotFree();
    assertThat(bench.end().reason()).contains("trial 0 cannot be placed");
    bench.event(new SweepEvent.DriverStarted("another"));
    assertThat(bench.placeNext().number()).isZero();
    assertThat(asked).containsExactly(0L, 0L);
  }

  @Test
  void aRequestThatCannotBeMadeOutStopsTheSweepAndSaysWhy() {
    Bench bench =
        new Bench(
            new Bench.Counting(2),
            rules ->
                rules.request(
                    variant -> {
                      if (variant.getLong("config.x") == 1) {
                        throw new InvalidInputException(new Problem("gpu: is 1.5", null, null));
                      }
                      return PlacementGroup.of(new Resources(0, 2));
                    }));
    Trial first = bench.placeNext();
    assertThat(first.resources().total().gpu()).isEqualTo(2);
    bench.end(first, Outcome.FINISHED, null);
    bench.slotFree();
    assertThat(bench.end().finished()).isFalse();
    assertThat(bench.end().reason()).contains("trial 1 cannot be placed").contains("gpu: is 1.5");
  }
}
