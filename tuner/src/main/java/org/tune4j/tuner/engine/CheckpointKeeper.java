package org.tune4j.tuner.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;

/** Which checkpoints of a sweep are kept: each trial has its few, and all together their quota. */
final class CheckpointKeeper {
  private final SweepRules rules;
  private final Map<String, LiveTrial> live;
  private final List<Command> commands;
  private final CheckpointQuota quota;
  private boolean warnedOfQuota;

  /**
   * A keeper.
   *
   * @param live the trials that have not ended, by id
   * @param commands where it says what is to be deleted
   */
  CheckpointKeeper(SweepRules rules, Map<String, LiveTrial> live, List<Command> commands) {
    this.rules = rules;
    this.live = live;
    this.commands = commands;
    quota = new CheckpointQuota(rules.checkpointQuota(), rules.objective());
  }

  /** Those of a trial that has none yet. */
  Checkpoints none() {
    return new Checkpoints(rules.checkpointsToKeep(), rules.objective());
  }

  /** A trial has one more. */
  void saved(LiveTrial trial, Checkpoint checkpoint) {
    TrialState state = trial.trial.state();
    trial
        .checkpoints
        .add(
            new Checkpoints.Kept(
                checkpoint, worth(trial.last), state.best(), state.outcome(), trial.effort))
        .forEach(this::discard);
    changed(trial);
  }

  /** A trial goes on at the newest checkpoint of another, and not at its own. */
  void lend(LiveTrial donor, LiveTrial trial) {
    Checkpoints.Kept lent = donor.checkpoints.newest();
    if (lent != null) {
      trial.checkpoints.all().forEach(own -> drop(trial, own.checkpoint()));
      trial.checkpoints.add(lent);
      changed(trial);
    }
  }

  /** One is not what it was; whether its trial had it. */
  boolean drop(LiveTrial trial, Checkpoint checkpoint) {
    if (!trial.checkpoints.drop(checkpoint)) {
      return false;
    }
    discard(checkpoint);
    changed(trial);
    return true;
  }

  /** The newest of a trial could not be restored. */
  void dropNewest(LiveTrial trial) {
    Checkpoint gone = trial.checkpoints.dropNewest();
    if (gone != null) {
      discard(gone);
      changed(trial);
    }
  }

  /** A trial has ended. */
  void ended(Trial trial) {
    quota.ended(trial.number());
    makeRoom();
  }

  /** Nobody goes on from that one. */
  void discard(Checkpoint checkpoint) {
    commands.add(new Command.Discard(checkpoint));
  }

  /** What its checkpoint is ranked by; one that breaks a bound is like one without a value. */
  private @Nullable Double worth(@Nullable Result last) {
    Objectives objectives = rules.objectives();
    if (objectives == null || last == null) {
      return null;
    }
    Outcome outcome = objectives.isPlain() ? null : objectives.outcome(last);
    return objectives.isPlain() || (outcome != null && outcome.isFeasible())
        ? last.value(objectives.first().metric())
        : null;
  }

  private void changed(LiveTrial trial) {
    quota.has(trial.trial.number(), trial.checkpoints.all());
    makeRoom();
  }

  private void makeRoom() {
    for (CheckpointQuota.Entry gone = quota.giveWay(); gone != null; gone = quota.giveWay()) {
      discard(checkpoint(gone));
    }
    if (quota.isExceeded() && !warnedOfQuota) {
      warnedOfQuota = true;
      commands.add(
          new Command.Warn(
              "the newest checkpoints of the trials that go on take %d bytes, more than the %d of checkpoint.quota_mb; they are kept"
                  .formatted(quota.total(), rules.checkpointQuota())));
    }
  }

  private Checkpoint checkpoint(CheckpointQuota.Entry entry) {
    String id = Trial.id(rules.name(), entry.number());
    LiveTrial trial = live.get(id);
    Checkpoint known =
        trial == null ? null : trial.checkpoints.giveUp(entry.attempt(), entry.iteration());
    return known == null
        ? new Checkpoint(id, entry.attempt(), entry.iteration(), entry.bytes(), "")
        : known;
  }
}
