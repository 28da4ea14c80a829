package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.runner.Decision;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** Trials that go on at checkpoints of others. */
class LineageTest {
  private static final long MB = 1 << 20;

  private final Bench bench = bench(2, 4, 0);

  private static Bench bench(int trials, int interval, long quota) {
    return new Bench(
        new Bench.Counting(trials), new Exploiting(interval), rules -> rules(rules, quota));
  }

  private static Bench.Rules rules(Bench.Rules rules, long quota) {
    return rules.stop(Map.of("training_iteration", 40.0)).maxFailures(9).checkpointQuota(quota);
  }

  /** Both train to the pause, the first is better, and the second goes on at its checkpoint. */
  private Trial exploit() {
    Trial good = bench.placeNext();
    Trial bad = bench.placeNext();
    train(good, 1, 4, 10);
    bench.save(good, 4);
    bench.end(good, Outcome.PAUSED, null);
    good = bench.placeNext();
    train(bad, 1, 4, 0);
    bench.save(bad, 4);
    bench.end(bad, Outcome.PAUSED, null);
    train(good, 5, 6, 10);
    return bench.placeNext();
  }

  private void train(Trial trial, int from, int to, double more) {
    for (int i = from; i <= to; i++) {
      bench.report(trial, i, more + i);
    }
  }

  @Test
  void anExploitIsRecordedWhenItBegins() {
    Trial trial = exploit();
    assertThat(exploits())
        .extracting(
            Exploit::trialId,
            Exploit::attempt,
            Exploit::trainingIteration,
            Exploit::donorId,
            Exploit::checkpointId,
            Exploit::donorIteration)
        .containsExactly(
            Tuple.tuple("bench_00001", 2, 4, "bench_00000", "bench_00000_1_000004", 4));
    Exploit exploit = exploits().getFirst();
    assertThat(exploit.seq()).isEqualTo(bench.events.size());
    assertThat(exploit.donorConfig().getLong("x")).isZero();
    assertThat(exploit.oldConfig().getLong("x")).isEqualTo(1);
    assertThat(exploit.newConfig()).isEqualTo(trial.config());
    assertThat(bench.lastStart().trial().config().getLong("x")).isGreaterThan(999);
    assertThat(bench.lastStart().from().id()).isEqualTo(exploit.checkpointId());
  }

  @Test
  void itsBestValueIsOneOfItsOwn() {
    Trial trial = exploit();
    assertThat(trial.bestValue()).isEqualTo(4.0);
    bench.report(trial, 5, 3);
    assertThat(bench.trial(1).bestValue()).isEqualTo(4.0);
    bench.report(trial, 6, 30);
    assertThat(bench.trial(1).bestIteration()).isEqualTo(6);
  }

  @Test
  void aLentCheckpointThatIsDamagedTakesTheTrialBackToItsOwnWithItsOwnConfig() {
    Trial trial = exploit();
    Checkpoint lent = bench.lastStart().from();
    bench.event(new SweepEvent.Damaged(trial.id(), 2, lent, "its checksum is wrong"));
    assertThat(bench.trial(1).config().getLong("x")).isEqualTo(1);
    assertThat(bench.commands()).contains(new Command.Revoked(trial.id(), 2));
    bench.placeNext();
    assertThat(bench.lastStart().from().id()).isEqualTo("bench_00001_1_000004");
    assertThat(bench.lastStart().trial().config().getLong("x")).isEqualTo(1);
  }

  @Test
  void anExploitThatFailsAtOnceGoesBackAndSparesTheDonor() {
    Trial trial = exploit();
    bench.end(trial, Outcome.FAILED, "its layers do not fit");
    bench.placeNext();
    assertThat(bench.lastStart().from().id()).isEqualTo("bench_00001_1_000004");
    bench.end(bench.trial(0), Outcome.LOST, "gone");
    bench.placeNext();
    assertThat(bench.lastStart().from().id()).isEqualTo("bench_00000_1_000004");
  }

  @Test
  void theConfigGoesOnlyWithTheCheckpoint() {
    Trial good = bench.placeNext();
    Trial bad = bench.placeNext();
    train(good, 1, 1, 10);
    bench.save(good, 1);
    train(bad, 1, 4, 0);
    bench.end(bad, Outcome.PAUSED, null);
    bench.slotFree();
    assertThat(exploits()).isEmpty();
    assertThat(bench.trial(1).config().getLong("x")).isGreaterThan(999);
    bench.event(
        new SweepEvent.Damaged(
            good.id(), 1, new Checkpoint(good.id(), 1, 1, 10, "0".repeat(64)), ""));
    assertThat(bench.trial(1).config().getLong("x")).isEqualTo(1);
    bench.placeNext();
    assertThat(bench.lastStart().from()).isNull();
    assertThat(exploits()).isEmpty();
  }

  @Test
  void whatOthersBeganAtStaysWhenItsTrialHasNewerOnesAndWhenAllIsOver() {
    Trial trial = exploit();
    for (int i = 7; i <= 12; i++) {
      if (bench.report(bench.trial(0), i, 100 + i) == Decision.CONTINUE) {
        bench.save(bench.trial(0), i);
      }
    }
    bench.end(bench.trial(0), Outcome.FINISHED, null);
    bench.end(trial, Outcome.FINISHED, null);
    assertThat(bench.commands())
        .noneMatch(
            c ->
                c instanceof Command.Discard d
                    && d.checkpoint().id().equals("bench_00000_1_000004"));
  }

  /** A trial that must begin anew has no exploits any more: nothing points to those checkpoints. */
  @Test
  void whatNobodyBeganAtAfterAllGoes() {
    Trial trial = exploit();
    train(bench.trial(0), 7, 8, 10);
    bench.save(bench.trial(0), 8);
    bench.end(bench.trial(0), Outcome.PAUSED, null);
    bench.placeNext();
    train(trial, 5, 8, 0);
    Checkpoint own = bench.save(trial, 8);
    bench.end(trial, Outcome.PAUSED, null);
    trial = bench.placeNext();
    assertThat(exploits()).hasSize(2);
    bench.event(new SweepEvent.Damaged(trial.id(), 3, bench.lastStart().from(), "gone"));
    trial = bench.placeNext();
    assertThat(bench.lastStart().from()).isEqualTo(own);
    bench.event(new SweepEvent.Damaged(trial.id(), 4, own, "gone"));
    assertThat(bench.commands()).contains(new Command.Revoked(trial.id(), 0));
    assertThat(bench.trial(1).config().getLong("x")).isEqualTo(1);
    for (int i = 9; i <= 12; i++) {
      bench.report(bench.trial(0), i, 10 + i);
      bench.save(bench.trial(0), i);
    }
    assertThat(bench.commands())
        .anyMatch(
            c ->
                c instanceof Command.Discard d
                    && d.checkpoint().id().equals("bench_00000_1_000004"));
  }

  private List<Exploit> exploits() {
    return bench.commands().stream()
        .filter(c -> c instanceof Command.Exploited)
        .map(c -> ((Command.Exploited) c).exploit())
        .toList();
  }

  // ---- random sweeps ----

  static List<Long> seeds() {
    return LongStream.range(0, 60).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensTheLineageIsTrue(long seed) {
    long quota = new long[] {0, 3 * MB, 12 * MB}[(int) (seed % 3)];
    int interval = 2 + (int) (seed % 4);
    Bench random = bench(6, interval, quota);
    RandomGenerator dice = Seeds.random(seed, "lineage", 0);
    LineageModel model = new LineageModel(random, quota, "seed " + seed);
    model.check();
    for (int i = 0; i < 3_000 && !(random.engine.isOver() && random.end().finished()); i++) {
      if (random.engine.isOver()) {
        random.event(new SweepEvent.DriverStarted("the next"));
      }
      step(random, model, dice);
      model.check();
    }
    model.checkEnd();
    if (random.events.stream().noneMatch(e -> e.event() instanceof SweepEvent.DeadlinePassed)) {
      assertThat(model.exploits()).as("seed " + seed).isGreaterThan(3);
    }
    SweepEngine again =
        new SweepEngine(
            rules(new Bench.Rules(), quota).build(),
            new Bench.Counting(6),
            new Exploiting(interval));
    List<Command> commands = new ArrayList<>();
    random.events.forEach(event -> commands.addAll(again.handle(event)));
    assertThat(commands).as("replay, seed " + seed).isEqualTo(random.commands());
  }

  private static void step(Bench bench, LineageModel model, RandomGenerator dice) {
    List<Trial> running =
        bench.engine.liveTrials().keySet().stream()
            .filter(t -> t.status() == TrialStatus.RUNNING)
            .toList();
    double what = dice.nextDouble();
    if (running.isEmpty() || what < 0.2) {
      if (bench.engine.isHungry()) {
        bench.slotFree();
      }
      if (bench.engine.nextToPlace() != null) {
        bench.placeNext();
      }
    } else if (what < 0.98) {
      act(bench, running.get(dice.nextInt(running.size())), model, dice);
    } else if (what < 0.99) {
      bench.event(new SweepEvent.DriverStarted("another"));
    } else if (what < 0.999) {
      bench.event(new SweepEvent.Interrupted("Ctrl-C"));
    } else {
      bench.event(new SweepEvent.DeadlinePassed());
    }
  }

  private static void act(Bench bench, Trial trial, LineageModel model, RandomGenerator dice) {
    int last = model.lastIteration(trial);
    Checkpoint from = model.start(trial);
    double what = dice.nextDouble();
    if (model.isPausing(trial)) {
      if (what < 0.9 && !model.hasSaved(trial)) {
        bench.save(trial, last, dice.nextLong(MB));
      }
      bench.end(trial, what < 0.95 ? Outcome.PAUSED : Outcome.LOST, "so");
    } else if (what < 0.02) {
      bench.end(trial, Outcome.FAILED, "boom");
    } else if (what < 0.06) {
      bench.end(trial, Outcome.LOST, "gone");
    } else if (what < 0.07) {
      bench.end(trial, Outcome.FINISHED, null);
    } else if (what < 0.1 && from != null && !model.hasReported(trial)) {
      model.damage(from);
      bench.event(new SweepEvent.Damaged(trial.id(), trial.attempts(), from, "broken"));
    } else if (what < 0.2 && model.hasReported(trial) && !model.hasSaved(trial)) {
      bench.save(trial, last, dice.nextLong(MB));
    } else {
      bench.report(trial, last + 1, dice.nextInt(1000));
    }
  }
}
