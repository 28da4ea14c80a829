package org.tune4j.tuner.sim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;
import org.tune4j.tuner.sim.SimulationResult.TrialEnd;

/**
 * A sweep in the hands of a simulated driver: its engine, its log, its checkpoints, and the books
 * that what the engine says is checked against.
 */
final class SweepDrive {
  final SimulatedSweep plan;
  final String name;

  /** What runs, by trial. */
  final Map<String, Attempt> attempts = new LinkedHashMap<>();

  /** Why it is to stand still; {@code null} when it is not, or does. */
  DriverPlan.@Nullable Interruption interruption;

  /** Whether it stands still and somebody will go on with it. */
  boolean willBeResumed;

  /** After which events its log is to be read again; {@code null} for never. */
  @Nullable LongPredicate replays;

  private final Observer observer;
  private final @Nullable ReplayCheck replay;
  private final boolean keepsTrials;
  private SweepEngine engine;
  private long seq;

  private final Map<String, Attempt.Progress> checkpoints = new HashMap<>();
  private final BitSet ended = new BitSet();
  private final Map<String, Integer> reached = new HashMap<>();
  private final SortedMap<Integer, Integer> lengths = new TreeMap<>(); // iterations -> trials
  private final List<TrialEnd> trials = new ArrayList<>();
  private int proposed;
  private long iterations;
  private double iterationSeconds;
  private long started;
  private long lost;
  private boolean finished;
  private @Nullable String reason;
  private double endedS;

  SweepDrive(SimulatedSweep plan, boolean logs, boolean keepsTrials, Observer observer) {
    this.plan = plan;
    this.name = plan.rules().name();
    this.keepsTrials = keepsTrials;
    this.observer = observer;
    this.engine = plan.engine();
    this.replay = logs ? new ReplayCheck(plan, engine) : null;
  }

  SweepEngine engine() {
    return engine;
  }

  int priority() {
    return plan.priority();
  }

  boolean isOver() {
    return engine.isOver();
  }

  boolean isFinished() {
    return finished;
  }

  /** Throws the engine away, and makes it again from the log. */
  void rebuild() {
    engine = replay();
  }

  /** Another engine, made from the log; it is like the one that there is. */
  SweepEngine replay() {
    if (replay == null) {
      throw new IllegalStateException("simulation: there is no log of " + name);
    }
    return replay.again(engine);
  }

  /** Writes an event down and lets the engine decide. */
  List<Command> handle(SweepEvent event, long micros) {
    SweepEvent.Recorded recorded =
        new SweepEvent.Recorded(++seq, Instant.EPOCH.plus(micros, ChronoUnit.MICROS), event);
    see(event);
    observer.deciding(name, recorded);
    List<Command> commands = engine.handle(recorded);
    observer.decided(name, recorded, commands);
    if (replay != null) {
      replay.handled(recorded, commands, engine);
    }
    if (replays != null && replays.test(seq)) {
      replay();
    }
    commands.forEach(command -> see(command, micros / 1e6));
    return commands;
  }

  // ---- checkpoints ----

  /** Whether a trial saves its state after that iteration. */
  boolean isSaveDue(int iteration) {
    return plan.saving().isDue(iteration);
  }

  void keep(Checkpoint checkpoint, Attempt.Progress progress) {
    checkpoints.put(checkpoint.id(), progress);
  }

  Attempt.Progress progress(@Nullable Checkpoint from) {
    Attempt.Progress progress = from == null ? Attempt.Progress.START : checkpoints.get(from.id());
    if (progress == null) {
      throw broken("a trial goes on from " + from + ", which is not there");
    }
    return progress;
  }

  // ---- the books ----

  private void see(SweepEvent event) {
    if (event instanceof SweepEvent.Ended e && e.outcome() == SweepEvent.Outcome.LOST) {
      lost++;
    } else if (event instanceof SweepEvent.Reported e) {
      iterations++;
      reached.put(e.result().trialId(), e.result().trainingIteration());
    } else if (event instanceof SweepEvent.DriverStarted) {
      finished = false;
    }
  }

  void spent(double seconds) {
    iterationSeconds += seconds;
  }

  private void see(Command command, double nowS) {
    switch (command) {
      case Command.Store c -> stored(c.trial());
      case Command.Start c -> starts(c.trial());
      case Command.Discard c -> checkpoints.remove(c.checkpoint().id());
      case Command.End c -> {
        finished = c.finished();
        reason = c.reason();
        endedS = nowS;
        checkEnd();
      }
      case Command.Answer c -> {}
      case Command.Supersede c -> {}
      case Command.Exploited c -> {}
      case Command.Revoked c -> {}
      case Command.Warn c -> {}
    }
  }

  private void stored(Trial trial) {
    int number = trial.number();
    if (number > proposed) {
      throw broken(trial.id() + " was proposed before trial " + proposed);
    }
    proposed = Math.max(proposed, number + 1);
    if (ended.get(number)) {
      throw broken(trial.id() + " has ended already, and is now " + trial.status());
    }
    if (trial.status().isFinal()) {
      if (attempts.containsKey(trial.id())) {
        throw broken(trial.id() + " ends while an attempt runs");
      }
      ended.set(number);
      Integer iteration = Objects.requireNonNullElse(reached.remove(trial.id()), 0);
      lengths.merge(iteration, 1, Integer::sum);
      if (keepsTrials) {
        trials.add(new TrialEnd(trial, iteration));
      }
    }
  }

  private void starts(Trial trial) {
    Attempt attempt = attempts.get(trial.id());
    if (attempt == null || attempt.number != trial.attempts() || attempt.trial != null) {
      throw broken(trial.id() + " is started without its resources, or twice");
    }
    if (trial.status() != TrialStatus.RUNNING || ended.get(trial.number())) {
      throw broken(trial.id() + " is started, but is " + trial.status());
    }
    started++;
  }

  private void checkEnd() {
    if (!attempts.isEmpty()) {
      throw broken("it ends while " + attempts.keySet() + " run");
    }
    int all = engine.tally().terminated() + engine.tally().errors();
    if (all != ended.cardinality()) {
      throw broken(all + " trials were counted, but " + ended.cardinality() + " have ended");
    }
    if (finished && (ended.cardinality() != proposed || !engine.liveTrials().isEmpty())) {
      throw broken(ended.cardinality() + " of " + proposed + " trials have ended");
    }
  }

  private BrokenInvariantException broken(String what) {
    return new BrokenInvariantException("sweep %s: %s (event %d)".formatted(name, what, seq));
  }

  /**
   * What came of it.
   *
   * @param waitsFor what it waits for when it is not over
   */
  SweepEnd end(double nowS, String waitsFor) {
    boolean over = engine.isOver();
    return new SweepEnd(
        name,
        over && finished,
        over && reason != null ? reason : waitsFor,
        over ? endedS : nowS,
        proposed,
        engine.tally().terminated(),
        engine.tally().errors(),
        iterations,
        iterationSeconds,
        started,
        lost,
        engine.best(),
        lengths,
        trials);
  }
}
