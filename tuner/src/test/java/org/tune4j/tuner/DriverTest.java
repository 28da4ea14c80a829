package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.SweepStatus;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.ToMember;

/** What the driver makes of members that die, freeze, come back, and of messages that get lost. */
@Timeout(60)
class DriverTest {
  private static final Duration ADOPTION = Duration.ofSeconds(20);
  private static final String ONE = "s: {run: synthetic, config: {iterations: 9}}";
  private static final String TWO =
      "s: {run: synthetic, num_samples: 2, config: {iterations: 9}, max_concurrent_trials: 2}";

  /** Each trial takes all of two members with two CPUs. */
  private static final String GROUPS =
      """
      s:
        run: synthetic
        num_samples: 2
        resources_per_trial: {bundles: [{cpu: 2}, {cpu: 2}], strategy: STRICT_SPREAD}
        config: {iterations: 9}
      """;

  @TempDir Path results;

  @Test
  void anOrderToStartThatGotLostIsSentAgain() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      ToMember.Start lost = startOn(bench, "a", 1);
      for (int i = 0; i < 6; i++) {
        bench.here("a", 1);
        bench.turn();
      }
      List<ToMember.Start> again = bench.told(ToMember.Start.class);
      assertThat(again).isNotEmpty().allMatch(lost::equals);
      bench.here("a", 1, DriverBench.held(lost));
      bench.turns(1);
      for (int i = 0; i < 3; i++) { // it is known to run: its member must have lost it
        bench.here("a", 1);
        bench.turn();
      }
      assertThat(bench.started().assignment().attempt()).isEqualTo(2);
    }
  }

  @Test
  void anAttemptOfAnEarlierDriverGoesOnAndItsResultsAreRecordedOnce() throws Exception {
    ToMember.Start start;
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      start = startOn(bench, "a", 1);
      bench.report(start, 1);
      bench.turn();
      assertThat(bench.answered()).isEqualTo(Decision.CONTINUE);
      bench.report(start, 2); // recorded, but the answer never arrives
      bench.turn();
    }
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      bench.resume("s");
      bench.report(start, 2); // comes before the member has said what it has
      bench.turn();
      assertThat(bench.told(ToMember.Answer.class)).isEmpty();
      bench.here("a", 1, DriverBench.held(start));
      bench.report(start, 2);
      bench.turn();
      assertThat(bench.answered()).isEqualTo(Decision.CONTINUE);
      bench.report(start, 3);
      bench.turn();
      assertThat(bench.answered()).isEqualTo(Decision.CONTINUE);
      bench.turn();
      assertThat(bench.results("s", "s_00000"))
          .extracting(Result::trainingIteration)
          .containsExactly(1, 2, 3);
      assertThat(bench.trial("s", 0).attempts()).isEqualTo(1);
    }
  }

  @Test
  void aMemberThatIsFasterThanTheLogKeepsItsAttempt() throws Exception {
    ToMember.Start start;
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      start = startOn(bench, "a", 1);
      bench.turn();
    }
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      bench.here("a", 1, DriverBench.held(start));
      bench.report(start, 1);
      bench.end(start, Outcome.FINISHED, false);
      bench.turns(2);
      assertThat(bench.told(ToMember.class)).as("nobody knows the sweep yet").isEmpty();
      bench.resume("s");
      bench.here("a", 1, DriverBench.held(start));
      bench.report(start, 1);
      bench.turn();
      assertThat(bench.answered()).isEqualTo(Decision.CONTINUE);
    }
  }

  @Test
  void whatNobodyTakesOverIsToldToEndOnceAllHadTheirTime() throws Exception {
    ToMember.Start start;
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      start = startOn(bench, "a", 1);
      bench.turn();
    }
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      for (int i = 0; i < 25; i++) {
        bench.here("a", 1, DriverBench.held(start));
        bench.turn();
      }
      assertThat(bench.told(ToMember.Abort.class)).isNotEmpty();
      bench.submit("t: {run: synthetic, config: {iterations: 9}}");
      bench.here("a", 1, DriverBench.held(start));
      bench.turn();
      assertThat(bench.told(ToMember.Start.class)).as("it still holds the CPU").isEmpty();
      for (int i = 0; i < Leftovers.MISSING_TIMES; i++) {
        assertThat(bench.told(ToMember.Start.class)).as("orders may have crossed").isEmpty();
        bench.here("a", 1);
        bench.turn();
      }
      assertThat(bench.started().assignment().trialId()).isEqualTo("t_00000");
    }
  }

  @Test
  void whatRanInTheJvmOfTheDriverBeforeIsLostAtOnce() throws Exception {
    try (DriverBench bench = new DriverBench("first", results, Duration.ZERO)) {
      bench.submit(ONE);
      startOn(bench, "first", 1);
    }
    try (DriverBench bench = new DriverBench("second", results, ADOPTION)) {
      bench.resume("s");
      bench.turn();
      assertThat(startOn(bench, "second", 1).assignment().attempt()).isEqualTo(2);
    }
  }

  @Test
  void whatGoesOnBeyondTheDeadlineIsToldToEndAlsoByTheNextDriver() throws Exception {
    ToMember.Start start;
    try (DriverBench bench = alone()) {
      bench.submit("s: {run: synthetic, time_budget_s: 5, config: {iterations: 9}}");
      start = startOn(bench, "a", 1);
      for (int i = 0; i < 8; i++) {
        bench.here("a", 1, DriverBench.held(start));
        bench.turn();
      }
      assertThat(bench.told(ToMember.Abort.class)).as("it has some time for a result").isEmpty();
    }
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      bench.resume("s");
      for (int i = 0; i < 15; i++) {
        bench.here("a", 1, DriverBench.held(start));
        bench.turn();
      }
      assertThat(bench.told(ToMember.Abort.class)).isNotEmpty();
    }
  }

  @Test
  void anAttemptThatNoMemberShowsIsLost() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      startOn(bench, "a", 1);
    }
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      bench.resume("s");
      for (int i = 0; i < 10; i++) {
        bench.here("b", 1);
        bench.turn();
      }
      assertThat(bench.told(ToMember.Start.class)).isEmpty();
      for (int i = 0; i < 15; i++) {
        bench.here("b", 1);
        bench.turn();
      }
      assertThat(bench.told(ToMember.Start.class).getFirst().assignment().attempt()).isEqualTo(2);
    }
  }

  @Test
  void theRoomOfAGroupIsKeptUntilTheMemberOfItsTrainableHasSpoken() throws Exception {
    ToMember.Start start;
    try (DriverBench bench = alone()) {
      bench.submit(GROUPS);
      start = startOn(bench, "a", 2, "b");
      bench.turn();
    }
    String other = start.assignment().placement().slots().get(1).member();
    try (DriverBench bench = new DriverBench(results, ADOPTION)) {
      bench.resume("s");
      bench.submit("t: {run: synthetic, config: {iterations: 9}}");
      bench.here(other, 2);
      bench.turns(2);
      assertThat(bench.told(ToMember.Start.class)).isEmpty();
      bench.here(start.assignment().placement().member(), 2, DriverBench.held(start));
      bench.report(start, 1);
      bench.turn();
      assertThat(bench.answered()).isEqualTo(Decision.CONTINUE);
      assertThat(bench.told(ToMember.Start.class)).isEmpty();
    }
  }

  @Test
  void anAttemptEndsWhenAPartOfItsGroupIsGoneAlsoWhenTheOrderGetsLost() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(GROUPS);
      ToMember.Start start = startOn(bench, "a", 2, "b");
      String member = start.assignment().placement().member();
      String other = start.assignment().placement().slots().get(1).member();
      bench.grid.say(new FromMember.Left(other));
      bench.turn();
      assertThat(bench.told(ToMember.Abort.class)).hasSize(1);
      bench.here(member, 2, DriverBench.held(start));
      bench.turn();
      assertThat(bench.told(ToMember.Abort.class)).as("it goes on").hasSize(1);
      bench.end(start, Outcome.LOST, false);
      bench.here("c", 2);
      bench.turns(2);
      ToMember.Start again = bench.started();
      assertThat(again.assignment().placement().slots())
          .extracting(slot -> slot.member())
          .containsExactlyInAnyOrder(member, "c");
    }
  }

  @Test
  void whatAnEndedTrialStillHoldsNobodyGets() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(TWO);
      ToMember.Start start = startOn(bench, "a", 1);
      bench.end(start, Outcome.FINISHED, true);
      bench.turn();
      for (int i = 0; i < 5; i++) {
        bench.here("a", 1, DriverBench.held(start));
        bench.turn();
      }
      assertThat(bench.told(ToMember.class))
          .noneMatch(message -> message instanceof ToMember.Start)
          .noneMatch(message -> message instanceof ToMember.EndTaken);
      bench.end(start, Outcome.FINISHED, false);
      bench.turn();
      assertThat(bench.started().assignment().trialId()).isEqualTo("s_00001");
    }
  }

  @Test
  void anEndThatCrossesASignOfLifeKeepsNoRoom() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(TWO);
      ToMember.Start start = startOn(bench, "a", 1);
      bench.end(start, Outcome.FINISHED, false);
      FromMember.Held held = DriverBench.held(start);
      bench.here(
          "a", 1, new FromMember.Held(held.trialId(), held.attempt(), held.placement(), true));
      bench.turn();
      assertThat(bench.started().assignment().trialId()).isEqualTo("s_00001");
    }
  }

  @Test
  void aDamagedCheckpointFallsBackToTheOneBeforeAndIsNoFailure() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(ONE); // max_failures: 0
      ToMember.Start start = startOn(bench, "a", 1);
      Checkpoint first = saved(bench, start, 1);
      Checkpoint second = saved(bench, start, 2);
      bench.grid.damage(second);
      bench.grid.say(new FromMember.Left("a"));
      bench.here("b", 1);
      ToMember.Start again = bench.awaitStart();
      assertThat(again.from()).isEqualTo(first);
      bench.turn();
      assertThat(bench.trial("s", 0).failures()).isZero();
      assertThat(bench.trial("s", 0).status()).isEqualTo(TrialStatus.RUNNING);
    }
  }

  @Test
  void aCheckpointThatTheGridCouldNotCarryIsOfferedAgain() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      Checkpoint checkpoint = saved(bench, startOn(bench, "a", 1), 1);
      bench.grid.carryNothing(true);
      bench.grid.say(new FromMember.Left("a"));
      bench.here("b", 1);
      for (int i = 0; bench.grid.refused() == 0 && i < 500; i++) {
        bench.turn();
        Thread.sleep(5);
      }
      assertThat(bench.grid.refused()).isPositive();
      bench.grid.carryNothing(false);
      ToMember.Start again = null;
      for (int i = 0; i < 100 && again == null; i++) {
        bench.here("b", 1);
        bench.turn();
        Thread.sleep(5);
        again = bench.told(ToMember.Start.class).stream().findFirst().orElse(null);
      }
      assertThat(again).isNotNull();
      assertThat(again.from()).isEqualTo(checkpoint);
      assertThat(again.assignment().attempt()).isEqualTo(2);
    }
  }

  @Test
  void aSweepThatFailsEndsAlone() throws Exception {
    try (DriverBench bench = alone()) {
      SweepRun bad =
          bench.submit(
              "bad: {run: synthetic, config: {iterations: 9}}",
              number -> {
                throw new ArithmeticException("not positive definite");
              });
      SweepRun good = bench.submit(ONE);
      ToMember.Start start = startOn(bench, "a", 1);
      assertThatThrownBy(bad.outcome::join).hasStackTraceContaining("not positive definite");
      assertThat(bench.sweep("bad").state().status()).isEqualTo(SweepStatus.INTERRUPTED);
      assertThat(bench.sweep("bad").state().reason()).contains("not positive definite");
      bench.end(start, Outcome.FINISHED, false);
      bench.turns(2);
      assertThat(good.outcome.join().terminated()).isEqualTo(1);
    }
  }

  @Test
  void aFrozenMemberThatComesBackIsToldToEndWhatBeganElsewhere() throws Exception {
    try (DriverBench bench = alone()) {
      bench.submit(ONE);
      ToMember.Start frozen = startOn(bench, "a", 1);
      for (int i = 0; i < 25; i++) {
        bench.here("b", 1);
        bench.turn();
      }
      ToMember.Start again = bench.started();
      assertThat(again.assignment().placement().member()).isEqualTo("b");
      bench.here("a", 1, DriverBench.held(frozen));
      bench.report(frozen, 7);
      bench.grid.say(new FromMember.Output("a", "s_00000", 1, "stdout", "old"));
      bench.turn();
      assertThat(bench.told(ToMember.class))
          .anyMatch(message -> message instanceof ToMember.Abort)
          .contains(new ToMember.Answer("s_00000", 1, 7, Decision.STOP));
      assertThat(bench.results("s", "s_00000")).isEmpty();
      assertThat(results.resolve("s/00000/stdout")).doesNotExist();
    }
  }

  /** A driver with nothing to take over. */
  private DriverBench alone() {
    return new DriverBench(results, Duration.ZERO);
  }

  /** The first order to start, once these members are there. */
  private static ToMember.Start startOn(
      DriverBench bench, String member, int cpus, String... others) throws Exception {
    bench.turn();
    bench.here(member, cpus);
    for (String other : others) {
      bench.here(other, cpus);
    }
    bench.turn();
    return bench.started();
  }

  /** Reports an iteration, saves a checkpoint of it, and waits until it was taken. */
  private static Checkpoint saved(DriverBench bench, ToMember.Start start, int iteration)
      throws Exception {
    bench.report(start, iteration);
    Checkpoint checkpoint = bench.save(start, iteration);
    for (int i = 0; i < 500; i++) {
      bench.turn();
      if (!bench.told(ToMember.CheckpointTaken.class).isEmpty()) {
        return checkpoint;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("the checkpoint was not taken");
  }
}
