package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.results.Sample.T0;
import static org.tune4j.results.Sample.checkpoint;
import static org.tune4j.results.Sample.event;
import static org.tune4j.results.Sample.events;
import static org.tune4j.results.Sample.reported;
import static org.tune4j.results.Sample.result;
import static org.tune4j.results.Sample.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.space.Config;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.DeadlinePassed;
import org.tune4j.trial.SweepEvent.DriverStarted;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Grown;
import org.tune4j.trial.SweepEvent.Interrupted;
import org.tune4j.trial.SweepEvent.Members;
import org.tune4j.trial.SweepEvent.Offered;
import org.tune4j.trial.SweepEvent.Placed;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.SweepEvent.Saved;
import org.tune4j.trial.SweepEvent.SlotFree;
import org.tune4j.trial.SweepEvent.Widened;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.InvalidInputException;

class ResultsDbTest {
  private static final Resources MUCH =
      new Resources(2.5, 2, 4L << 30, new TreeMap<>(Map.of("licence", 1.5)));
  private static final Placement SEVERAL =
      new Placement(
          List.of(
              new Slot("member-1", MUCH, List.of("0", "GPU-1")),
              new Slot("member-2", new Resources(0, 0.5), List.of("3"))));

  @TempDir Path folder;
  private ResultsDb db;

  @BeforeEach
  void open() {
    db = ResultsDb.open(folder);
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void reopen() {
    db.close();
    db = ResultsDb.open(folder);
  }

  private Collected ask(String sql) {
    try (ResultsReader reader = ResultsReader.open(folder)) {
      return Collected.of(reader, sql);
    }
  }

  private List<Recorded> replayed(String sweep) {
    List<Recorded> events = new ArrayList<>();
    db.replay(sweep, events::add);
    return events;
  }

  private List<Trial> trials(String sweep) {
    List<Trial> trials = new ArrayList<>();
    db.forEachTrial(sweep, trials::add);
    return trials;
  }

  private List<Result> results(String sweep, String trialId) {
    List<Result> results = new ArrayList<>();
    db.forEachResult(sweep, trialId, results::add);
    return results;
  }

  @Test
  void aSweepIsReadBackAsItWasCreated() {
    SweepRow row = db.createSweep(Sample.sweep("cartpole-dqn"));
    assertThat(row.name()).isEqualTo("cartpole-dqn");
    assertThat(row.trialsRelation()).isEqualTo("cartpole_dqn_trials");
    assertThat(row.state()).isEqualTo(SweepState.RUNNING);
    assertThat(row.objectives()).isEqualTo(Sample.sweep("x").objectives());
    reopen();
    assertThat(db.sweep("cartpole-dqn")).isEqualTo(row);
    assertThat(db.sweeps()).containsExactly(row);
    assertThat(db.sweep("other")).isNull();
  }

  @Test
  void aTakenNameGetsANumberAlsoWhenOnlyTheRelationsWouldBeTheSame() {
    assertThat(db.createSweep(Sample.sweep("a-b")).name()).isEqualTo("a-b");
    assertThat(db.createSweep(Sample.sweep("a-b")).name()).isEqualTo("a-b-2");
    assertThat(db.createSweep(Sample.sweep("a_b")).name()).isEqualTo("a_b-3");
    assertThat(db.createSweep(Sample.sweep("A-B")).name()).isEqualTo("A-B-4");
    assertThat(db.createSweep(Sample.sweep("2048")).trialsRelation()).isEqualTo("_2048_trials");
  }

  @Test
  void everyKindOfEventIsReplayedInOrderAsItWasAppended() {
    db.createSweep(Sample.sweep("s"));
    Result rich =
        new Result(
            "s_00000",
            1,
            1,
            7,
            0,
            0.1,
            new TreeMap<>(Map.of("info/learner/x", -1e-300)),
            "{\"hist\":[1,2]}",
            true);
    List<Recorded> all =
        List.of(
            event(1, new DriverStarted("host:1")),
            event(2, new SlotFree()),
            event(3, new Placed("s_00000", 1, SEVERAL)),
            event(4, new Reported(rich)),
            event(5, new Saved(checkpoint("s_00000", 1, 1))),
            reported(6, "s_00000", 1, 2, Map.of()),
            event(7, new Ended("s_00000", 1, SweepEvent.Outcome.FAILED, "boom \"quoted\"\nline")),
            event(8, new Ended("s_00000", 2, SweepEvent.Outcome.FINISHED, null)),
            event(9, new Interrupted("Ctrl-C")),
            event(10, new DeadlinePassed()),
            event(11, new Grown(20)),
            event(12, new Widened("s:\n  run: \"x\"\n")),
            event(
                13, new Offered(List.of(new Members(2, MUCH), new Members(1, Resources.NOTHING)))));
    db.append("s", Batch.of(all.subList(0, 4)));
    db.append("s", Batch.of(all.subList(4, 13)));
    reopen();
    assertThat(replayed("s")).isEqualTo(all);
    assertThat(db.replay("s", e -> {})).isEqualTo(13);
  }

  @Test
  void whatASweepIsAsAFileMayBeReplaced() {
    SweepRow before = db.createSweep(Sample.sweep("s"));
    SweepRow after = db.rewrite(before, "s: {run: y}", "{\"more\":1}");
    reopen();
    assertThat(db.sweep("s")).isEqualTo(after);
    assertThat(after.yaml()).isEqualTo("s: {run: y}");
    assertThat(after.provenance()).isEqualTo("{\"more\":1}");
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
  }

  @Test
  void aFinishedSweepThatIsReplacedIsNotFinished() {
    SweepRow sweep = db.createSweep(Sample.sweep("s"));
    assertThat(db.rewrite(sweep, "s: {}", "{}").state()).isEqualTo(SweepState.RUNNING);
    db.append(
        "s",
        new Batch(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Lineage.NONE,
            new SweepState(SweepStatus.FINISHED, "all trials have ended", T0),
            0));
    assertThat(db.rewrite(sweep, "s: {}", "{}").state())
        .isEqualTo(new SweepState(SweepStatus.INTERRUPTED, "it has another space", T0));
  }

  @Test
  void filesOfASweepAreAsLongAsTheirEventsMayBe() {
    SweepRow sweep = db.createSweep(Sample.sweep("s"));
    String provenance = "p".repeat(3 << 20);
    String fits = "y".repeat((1 << 20) - "{\"yaml\":\"\"}".length());
    assertThat(db.rewrite(sweep, fits, provenance).provenance()).isEqualTo(provenance);
    db.append("s", events(event(1, new Widened(fits))));
    assertThatThrownBy(() -> db.rewrite(sweep, fits + "y", "{}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("too long as a file (1048577 characters as JSON, at most 1048576)");
    reopen();
    assertThat(db.sweep("s").yaml()).isEqualTo(fits);
    assertThat(replayed("s")).containsExactly(event(1, new Widened(fits)));
  }

  @Test
  void sweepsInOneDatabaseAreReplayedApart() {
    db.createSweep(Sample.sweep("a"));
    db.createSweep(Sample.sweep("b"));
    Recorded ofA = reported(1, "a_00000", 1, 1, Map.of("m", 1.0, "only_a", 2.0));
    Recorded ofB = reported(1, "b_00000", 1, 1, Map.of("z", 3.0, "m", 4.0));
    db.append("a", events(ofA));
    db.append("b", events(ofB));
    assertThat(replayed("a")).containsExactly(ofA);
    assertThat(replayed("b")).containsExactly(ofB);
  }

  @Test
  void replayGoesBeyondOnePage() {
    db.createSweep(Sample.sweep("s"));
    List<Recorded> all = new ArrayList<>();
    for (int seq = 1; seq <= 7_001; seq++) {
      all.add(
          seq % 3 == 0
              ? event(seq, new SlotFree())
              : reported(seq, "s_00000", 1, seq, Map.of("m", (double) seq)));
    }
    db.append("s", Batch.of(all));
    assertThat(replayed("s")).isEqualTo(all);
    assertThat(results("s", "s_00000")).hasSize(4_668);
  }

  @Test
  void aTrialIsInsertedAndThenUpdated() {
    db.createSweep(Sample.sweep("s"));
    Trial proposed = trial("s", 0, Map.of("lr", 0.1, "model", Map.of("hiddens", List.of(64, 64))));
    Trial started = proposed.started(Sample.on("m1"), T0.plusSeconds(1));
    Trial ended =
        started
            .withBest(new TrialState.Best(150.5, 7))
            .ended(TrialStatus.ERROR, "failed", "x".repeat(3_000), T0.plusSeconds(9));
    db.append("s", Batch.of(List.of(), List.of(proposed, trial("s", 1, Map.of())), 1));
    db.append("s", Batch.of(List.of(), List.of(started), 2));
    db.append("s", Batch.of(List.of(), List.of(ended), 3));
    reopen();
    assertThat(trials("s")).containsExactly(ended, trial("s", 1, Map.of()));
    assertThat(db.sweep("s").appliedSeq()).isEqualTo(3);
  }

  @Test
  void whatATrialAsksForAndWhatItGotAreKept() {
    db.createSweep(Sample.sweep("s"));
    List<Trial> all = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      PlacementGroup group =
          new PlacementGroup(List.of(Resources.NOTHING, MUCH, Resources.ONE_CPU), strategy);
      int number = strategy.ordinal();
      all.add(
          Trial.proposed("s", number, "DQN", Config.empty(), 7, group, T0).started(SEVERAL, T0));
    }
    db.append("s", Batch.of(List.of(), all, 1));
    reopen();
    assertThat(trials("s")).isEqualTo(all);
    assertThat(ask("select cpu, gpu, gpus, member from trial where number = 0").rows)
        .containsExactly(List.of(3.5, 2.0, "member-1/0,member-1/GPU-1,member-2/3", "member-1"));
  }

  @Test
  void eachDriverHasAnEpochOfItsOwnAndTheDatabaseOneName() {
    Office first = db.takeOffice();
    Office second = db.takeOffice();
    reopen();
    Office third = db.takeOffice();
    assertThat(List.of(first.epoch(), second.epoch(), third.epoch())).containsExactly(1L, 2L, 3L);
    assertThat(List.of(first.uid(), second.uid())).containsOnly(third.uid());
    assertThat(first.uid()).hasSize(36);
  }

  @Test
  void whoSubmittedASweepIsKept() {
    assertThat(db.createSweep(Sample.sweep("s")).submittedBy()).isNull();
    NewSweep sweep = Sample.sweep("t");
    db.createSweep(
        new NewSweep(
            "t", sweep.yaml(), 1, sweep.objectives(), T0, sweep.provenance(), "ada@lovelace"));
    reopen();
    assertThat(db.sweep("t").submittedBy()).isEqualTo("ada@lovelace");
  }

  @Test
  void allObjectivesAndBoundsAreKept() {
    Objectives several =
        new Objectives(
            List.of(
                new Objective("loss", Objective.Mode.MIN),
                new Objective("info/score", Objective.Mode.MAX)),
            new TreeMap<>(Map.of("ms", new Bounds(null, 10.0), "accuracy", new Bounds(0.9, 1.0))));
    SweepRow row = db.createSweep(Sample.with("s", several));
    reopen();
    assertThat(row.objectives()).isEqualTo(several);
    assertThat(db.sweep("s")).isEqualTo(row);
    assertThat(row.objective()).isEqualTo(several.first());
  }

  @Test
  void theOutcomeOfATrialIsKept() {
    db.createSweep(Sample.severalObjectives("s", 2));
    Trial first = trial("s", 0, Map.of()).withOutcome(new Outcome(List.of(0.1, -3.0), 0.25, 7));
    Trial second = trial("s", 1, Map.of());
    db.append("s", Batch.of(List.of(), List.of(first, second), 0));
    reopen();
    assertThat(trials("s")).containsExactly(first, second);
    Trial changed = first.withOutcome(new Outcome(List.of(0.2, 4.0), 0, 8));
    db.append("s", Batch.of(List.of(), List.of(changed, second), 0));
    assertThat(trials("s")).containsExactly(changed, second);
    db.append("s", Batch.of(List.of(), List.of(changed.withOutcome(null)), 0));
    assertThat(trials("s").get(0).outcome()).isNull();
  }

  @Test
  void aRepeatedResultIsLeftOutAndTold() {
    db.createSweep(Sample.sweep("s"));
    Recorded first = reported(1, "s_00000", 1, 1, Map.of("m", 1.0));
    Recorded second = reported(3, "s_00000", 1, 2, Map.of("m", 2.0));
    assertThat(db.append("s", events(first))).isEmpty();
    assertThat(db.append("s", events(reported(2, "s_00000", 1, 1, Map.of("m", 1.0)), second)))
        .containsExactly(2L);
    assertThat(replayed("s")).containsExactly(first, second);
  }

  @Test
  void aRepeatWithinOneBatchIsLeftOutToo() {
    db.createSweep(Sample.sweep("s"));
    Recorded first = reported(1, "s_00000", 1, 1, Map.of("m", 1.0));
    Recorded again = reported(2, "s_00000", 1, 1, Map.of("m", 1.0));
    assertThat(db.append("s", events(first, again))).containsExactly(2L);
  }

  @Test
  void aSeqThatIsUsedTwiceFailsAndNothingOfTheBatchStays() {
    db.createSweep(Sample.sweep("s"));
    db.append("s", events(reported(1, "s_00000", 1, 1, Map.of())));
    assertThatThrownBy(
            () ->
                db.append(
                    "s",
                    events(
                        reported(1, "s_00000", 1, 2, Map.of()),
                        reported(2, "s_00000", 1, 3, Map.of("new", 1.0)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("seq 1");
    assertThat(replayed("s")).hasSize(1);
    db.append("s", events(reported(2, "s_00000", 1, 2, Map.of("new", 2.0))));
    assertThat(results("s", "s_00000").getLast().metrics()).containsEntry("new", 2.0);
  }

  @Test
  void anEventThatIsUsedTwiceFailsAndNothingOfTheBatchStays() {
    db.createSweep(Sample.sweep("s"));
    db.append("s", events(event(1, new SlotFree())));
    assertThatThrownBy(
            () ->
                db.append(
                    "s", events(reported(2, "s_00000", 1, 1, Map.of()), event(1, new SlotFree()))))
        .isInstanceOf(ResultsDbException.class);
    assertThat(replayed("s")).hasSize(1);
  }

  @Test
  void whatEarlierAttemptsReportedBeyondTheCheckpointIsSuperseded() {
    db.createSweep(Sample.sweep("s"));
    for (int i = 1; i <= 5; i++) {
      db.append("s", events(reported(i, "s_00000", 1, i, Map.of("m", (double) i))));
    }
    db.append("s", events().withRestarts(List.of(new Restart("s_00000", 2, 3))));
    reopen();
    Result late = result("s_00000", 1, 6, Map.of("m", 6.0)); // reported before its member was lost
    Result fresh = result("s_00000", 2, 4, Map.of("m", 40.0));
    db.append("s", events(event(6, new Reported(late)), event(7, new Reported(fresh))));
    assertThat(results("s", "s_00000"))
        .extracting(Result::attempt, Result::trainingIteration)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 1),
            org.assertj.core.groups.Tuple.tuple(1, 2),
            org.assertj.core.groups.Tuple.tuple(1, 3),
            org.assertj.core.groups.Tuple.tuple(2, 4));
    assertThat(replayed("s")).hasSize(7);
  }

  @Test
  void checkpointsAreListedUntilTheyAreDeleted() {
    db.createSweep(Sample.sweep("s"));
    var first = checkpoint("s_00000", 1, 5);
    var second = checkpoint("s_00000", 1, 10);
    db.append("s", events(event(1, new Saved(first)), event(2, new Saved(second))));
    assertThat(db.checkpoints("s_00000")).containsExactly(first, second);
    db.append("s", events(event(3, new Saved(second))).withDeletedCheckpoints(List.of(first.id())));
    assertThat(db.checkpoints("s_00000")).containsExactly(second);
    assertThat(replayed("s")).hasSize(3);
  }

  @Test
  void theStateOfASweepIsStored() {
    db.createSweep(Sample.sweep("s"));
    SweepState ended = new SweepState(SweepStatus.INTERRUPTED, "Ctrl-C", T0);
    db.append("s", events().withState(ended));
    assertThat(db.sweep("s").state()).isEqualTo(ended);
    db.append("s", events().withState(SweepState.RUNNING));
    assertThat(db.sweep("s").state()).isEqualTo(SweepState.RUNNING);
  }

  @Test
  void extraThatIsTooLongForTheDatabaseDoesNotStopTheSweep() {
    db.createSweep(Sample.sweep("s"));
    Result huge =
        new Result(
            "s_00000",
            1,
            1,
            0,
            0,
            0,
            new TreeMap<>(),
            "{\"x\":\"" + "y".repeat(2_000_000) + "\"}",
            false);
    db.append("s", events(event(1, new Reported(huge))));
    assertThat(results("s", "s_00000").getFirst().extra())
        .isEqualTo("{\"left_out\":\"2000008 characters\"}");
  }

  @Test
  void manyMetricsAreNoProblem() {
    db.createSweep(Sample.sweep("s"));
    Map<String, Double> metrics = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      metrics.put("info/learner/layer_" + i, i * 0.1);
    }
    db.append("s", events(reported(1, "s_00000", 1, 1, metrics)));
    assertThat(results("s", "s_00000").getFirst().metrics()).isEqualTo(metrics);
  }

  @Test
  void anUnknownSweepIsToldWithTheNearestName() {
    db.createSweep(Sample.sweep("cartpole-dqn"));
    assertThatThrownBy(() -> db.append("cartpole-dnq", events()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("results: no sweep of that name (cartpole-dnq)\n  Maybe use cartpole-dqn.");
  }

  @Test
  void aSecondWriterInTheSameProcessIsRefused() {
    assertThatThrownBy(() -> ResultsDb.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("in use by this process");
  }

  /** An interrupt would close the file's channel under H2, and with it the database. */
  @Test
  void interruptsOfCallersDoNoHarm() throws InterruptedException {
    db.createSweep(Sample.sweep("s"));
    for (int seq = 1; seq <= 300; seq++) {
      db.append("s", events(reported(seq, "s_00000", 1, seq, Map.of())));
    }
    reopen(); // so that reading goes to the file
    Thread caller =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              db.replay("s", event -> {});
              db.append("s", events(reported(301, "s_00000", 1, 301, Map.of())));
            });
    caller.start();
    while (caller.isAlive()) {
      caller.interrupt();
      caller.join(2);
    }
    assertThat(replayed("s")).hasSize(301);
  }

  @Test
  void callingBackIsRefusedInsteadOfWaitingForever() {
    db.createSweep(Sample.sweep("s"));
    db.append("s", events(event(1, new SlotFree())));
    assertThatThrownBy(() -> db.replay("s", event -> db.sweeps()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("called back");
    assertThat(replayed("s")).hasSize(1);
  }
}
