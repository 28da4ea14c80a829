package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Checkpoints.Kept;

/**
 * Which checkpoints of a sweep are kept: each trial has its few, those at which another trial goes
 * on or went on stay as well, and all together have their quota.
 *
 * <p>Of a trial that goes on at another's checkpoint, the newest of its own stays until it has
 * another: when the other's turns out to be damaged, the trial goes on as it was before.
 */
final class CheckpointKeeper {
  private final SweepRules rules;
  private final Map<String, LiveTrial> live;
  private final List<Command> commands;
  private final CheckpointQuota quota;
  private final Map<String, Shared> shared = new HashMap<>();
  private boolean warnedOfQuota;

  /** A checkpoint at which others than its own trial went on, or are to go on. */
  private static final class Shared {
    final int owner;
    final Kept kept;

    /** Those that would begin there. */
    final Set<LiveTrial> needing = new LinkedHashSet<>();

    /** How many have begun there, and did not go back before that. */
    int exploits;

    /** Whether its own trial would keep it anyway. */
    boolean owned = true;

    Shared(int owner, Kept kept) {
      this.owner = owner;
      this.kept = kept;
    }
  }

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

  /** Where a trial begins, or would begin again; {@code null} for from scratch. */
  @Nullable Kept startOf(LiveTrial trial) {
    Kept own = trial.checkpoints.newest();
    if (own != null || !isOnLoan(trial)) {
      return own;
    }
    Shared lent = shared.get(loan(trial).lent().id());
    return lent == null ? null : lent.kept;
  }

  /** A trial has one more. */
  void saved(LiveTrial trial, Checkpoint checkpoint) {
    TrialState state = trial.trial.state();
    trial
        .checkpoints
        .add(new Kept(checkpoint, worth(trial.last), state.best(), state.outcome(), trial.effort))
        .forEach(this::discard);
    discardBefore(trial);
    stopNeeding(trial);
    account(trial);
    makeRoom();
  }

  /**
   * A trial is to go on at the newest checkpoint of another; whether there is one.
   *
   * @param donor another trial
   */
  boolean lend(LiveTrial donor, LiveTrial trial) {
    Kept newest = donor.checkpoints.newest();
    if (newest == null) {
      return false;
    }
    Shared lent =
        shared.computeIfAbsent(
            newest.checkpoint().id(), id -> new Shared(donor.trial.number(), newest));
    discardBefore(trial);
    stopNeeding(trial);
    lent.needing.add(trial);
    trial.loan = Loan.of(lent.kept.checkpoint(), donor.trial, trial);
    trial.checkpoints.allButNewest().forEach(this::discard);
    trial.checkpoints.clear();
    if (trial.proposed == null) {
      trial.proposed = trial.trial;
    }
    account(donor);
    account(trial);
    makeRoom();
    return true;
  }

  /** An attempt begins; when that is at another's checkpoint for the first time, it is noted. */
  void begins(LiveTrial trial, SweepEvent.Recorded event) {
    if (!isOnLoan(trial) || trial.checkpoints.newest() != null || loan(trial).hasBegun()) {
      return;
    }
    commands.add(new Command.Exploited(loan(trial).exploit(trial.trial, event)));
    trial.loan = loan(trial).begun(trial.trial.attempts());
    trial.begunAt.add(loan(trial).lent().id());
    Shared lent = shared.get(loan(trial).lent().id());
    if (lent != null) {
      lent.exploits++;
    }
  }

  /**
   * A trial that waits has nothing left of what it exploited: it goes on as it was before, or, when
   * nothing is left of that either, as it was proposed. Nothing to do for the others.
   */
  void settle(LiveTrial trial) {
    if (trial.proposed != null && startOf(trial) == null) {
      goBack(trial, trial.proposed);
      makeRoom();
    }
  }

  private void goBack(LiveTrial trial, Trial proposed) {
    Loan loan = trial.loan;
    Kept before = loan == null ? null : loan.before();
    if (loan == null || before == null) {
      trial.trial = trial.trial.changed(proposed.config(), proposed.resources());
      trial.proposed = null;
      commands.add(new Command.Revoked(trial.trial.id(), 0));
      while (!trial.begunAt.isEmpty()) {
        revokeLast(trial);
      }
    } else {
      trial.trial = trial.trial.changed(loan.config(), loan.resources());
      trial.checkpoints.add(before);
      if (loan.hasBegun()) { // what that has superseded stays so
        trial.countsUpTo = Math.min(trial.countsUpTo, loan.lent().trainingIteration());
        commands.add(new Command.Revoked(trial.trial.id(), loan.attempt()));
        revokeLast(trial);
      }
    }
    stopNeeding(trial);
    trial.loan = null;
    account(trial);
  }

  /** No row says any more that it has begun there. */
  private void revokeLast(LiveTrial trial) {
    Shared lent = shared.get(trial.begunAt.removeLast());
    if (lent != null) {
      lent.exploits--;
      release(lent);
    }
  }

  /**
   * A file is not what it was.
   *
   * @return the trials that wait and would have begun there
   */
  List<LiveTrial> damaged(Checkpoint checkpoint) {
    Shared lost = shared.remove(checkpoint.id());
    LiveTrial owner = live.get(checkpoint.trialId());
    Checkpoint owned = owner == null ? null : owner.giveUp(checkpoint.id());
    if (lost == null && owned == null) {
      return List.of();
    }
    commands.add(new Command.Discard(checkpoint));
    if (lost != null) {
      quota.unshare(lost.owner, lost.kept);
    }
    if (owner != null) {
      account(owner);
    }
    makeRoom();
    return lost == null
        ? List.of()
        : lost.needing.stream().filter(t -> t.trial.status() != TrialStatus.RUNNING).toList();
  }

  /** Where a trial began could not be restored. */
  void ledNowhere(LiveTrial trial) {
    Checkpoint gone = trial.checkpoints.dropNewest();
    if (gone != null) {
      discard(gone);
      account(trial);
    } else if (trial.proposed != null && isOnLoan(trial)) { // others may do better with it
      goBack(trial, trial.proposed);
    }
    makeRoom();
  }

  /** A trial that ends before it has begun at what it was lent was never changed. */
  void forgetUnbegun(LiveTrial trial) {
    Loan loan = trial.loan;
    if (loan == null || loan.hasBegun()) {
      return;
    }
    trial.trial = trial.trial.changed(loan.config(), loan.resources());
    Kept before = loan.before();
    if (before != null) {
      trial.checkpoints.add(before);
    }
    stopNeeding(trial);
    trial.loan = null;
  }

  /** A trial has ended, and is live no more. */
  void ended(LiveTrial trial) {
    discardBefore(trial);
    stopNeeding(trial);
    trial.loan = null;
    account(trial);
    quota.ended(trial.trial.number());
    makeRoom();
  }

  /** Its own trial does not go on from that one. */
  void discard(Checkpoint checkpoint) {
    Shared kept = shared.get(checkpoint.id());
    if (kept == null) {
      commands.add(new Command.Discard(checkpoint));
    } else {
      kept.owned = false;
      weigh(kept);
    }
  }

  // ---- small steps ----

  /** Whether what it was lent is still there. */
  private boolean isOnLoan(LiveTrial trial) {
    return trial.loan != null && shared.containsKey(trial.loan.lent().id());
  }

  private static Loan loan(LiveTrial trial) {
    if (trial.loan == null) {
      throw new IllegalStateException("engine: " + trial.trial.id() + " was lent nothing");
    }
    return trial.loan;
  }

  private void discardBefore(LiveTrial trial) {
    Loan loan = trial.loan;
    Kept before = loan == null ? null : loan.before();
    if (loan != null && before != null) {
      trial.loan = loan.withoutBefore();
      discard(before.checkpoint());
    }
  }

  private void stopNeeding(LiveTrial trial) {
    Shared lent = trial.loan == null ? null : shared.get(trial.loan.lent().id());
    if (lent != null) {
      lent.needing.remove(trial);
      release(lent);
    }
  }

  /** It is like any other when nobody went on at it. */
  private void release(Shared lent) {
    if (lent.exploits > 0 || !lent.needing.isEmpty()) {
      weigh(lent);
      return;
    }
    Checkpoint checkpoint = lent.kept.checkpoint();
    shared.remove(checkpoint.id());
    quota.unshare(lent.owner, lent.kept);
    LiveTrial owner = live.get(checkpoint.trialId());
    if (!lent.owned) {
      discard(checkpoint);
    } else if (owner != null) {
      account(owner);
    } else {
      quota.ended(lent.owner, lent.kept);
    }
  }

  private void weigh(Shared lent) {
    LiveTrial owner = live.get(lent.kept.checkpoint().trialId());
    boolean isNewest = owner != null && lent.kept.equals(owner.checkpoints.newest());
    quota.share(lent.owner, lent.kept, lent.needing.isEmpty() && !isNewest);
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

  /** Tells the quota what a trial has now. */
  private void account(LiveTrial trial) {
    if (trial.checkpoints.newest() == null && isOnLoan(trial)) {
      Shared lent = shared.get(loan(trial).lent().id());
      if (lent != null && lent.needing.add(trial)) {
        weigh(lent);
      }
    }
    List<Kept> own = new ArrayList<>();
    Kept before = trial.loan == null ? null : trial.loan.before();
    if (before != null) {
      own.add(before);
    }
    own.addAll(trial.checkpoints.all());
    List<Kept> alone = new ArrayList<>(own.size());
    for (Kept kept : own) {
      Shared common = shared.get(kept.checkpoint().id());
      if (common == null) {
        alone.add(kept);
      } else {
        weigh(common);
      }
    }
    quota.has(trial.trial.number(), alone, trial.checkpoints.newest());
  }

  private void makeRoom() {
    for (CheckpointQuota.Entry gone = quota.giveWay(); gone != null; gone = quota.giveWay()) {
      commands.add(new Command.Discard(giveUp(gone)));
    }
    if (quota.isExceeded() && !warnedOfQuota) {
      warnedOfQuota = true;
      commands.add(
          new Command.Warn(
              "the newest checkpoints of the trials that go on take %d bytes, more than the %d of checkpoint.quota_mb; they are kept"
                  .formatted(quota.total(), rules.checkpointQuota())));
    }
  }

  private Checkpoint giveUp(CheckpointQuota.Entry entry) {
    String trialId = Trial.id(rules.name(), entry.number());
    Checkpoint gone =
        new Checkpoint(trialId, entry.attempt(), entry.iteration(), entry.bytes(), "");
    Shared common = shared.remove(gone.id());
    LiveTrial owner = live.get(trialId);
    Checkpoint known = owner == null ? null : owner.giveUp(gone.id());
    return known != null ? known : common != null ? common.kept.checkpoint() : gone;
  }
}
