package org.tune4j.tuner;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * The attempts that an earlier driver began and nobody has heard of yet. They keep what they held
 * until their member shows up with them, or without them, or was waited for long enough.
 */
final class Orphans {
  private final Attempts attempts;
  private final Members members;
  private final DriverTime time;
  private final Duration adoption;

  /**
   * @param adoption how long members have to show up
   */
  Orphans(Attempts attempts, Members members, DriverTime time, Duration adoption) {
    this.attempts = attempts;
    this.members = members;
    this.time = time;
    this.adoption = adoption;
  }

  /** Waits for what ran when the sweep's earlier driver was last heard of. */
  void expect(SweepRun run) {
    for (Trial trial : run.engine.liveTrials().keySet()) {
      if (trial.status() == TrialStatus.RUNNING) {
        run.orphans.put(trial.id(), trial.attempts());
        if (trial.placement() != null) {
          attempts.reserve(run.name, trial.id(), trial.attempts(), trial.placement());
        }
      }
    }
  }

  /** Those that no member has shown up with are lost. */
  void noteLost(Collection<SweepRun> runs) {
    for (SweepRun run : runs) {
      if (!run.orphans.isEmpty()) {
        lost(run).forEach((trialId, attempt) -> lose(run, trialId, attempt));
      }
    }
  }

  /** Nobody waits for those of a sweep any more. */
  void giveUp(SweepRun run) {
    run.orphans.forEach(attempts::giveUp);
  }

  private Map<String, Integer> lost(SweepRun run) {
    boolean waitedEnough = time.worked() - run.addedAt >= adoption.toMillis();
    Map<String, Integer> lost = new LinkedHashMap<>();
    run.orphans.forEach(
        (trialId, attempt) -> {
          if (waitedEnough || isSurelyLost(run, trialId)) {
            lost.put(trialId, attempt);
          }
        });
    return lost;
  }

  /** Whether its member is there and did not name it, or died with the driver before. */
  private boolean isSurelyLost(SweepRun run, String trialId) {
    Trial trial = run.engine.liveTrial(trialId);
    if (trial == null || trial.placement() == null) {
      return true;
    }
    String member = trial.placement().member();
    boolean diedWithItsDriver = // for we hold the database that it held
        member.equals(run.earlierDriver) && !members.isSelf(member);
    return diedWithItsDriver || members.heardSince(member, run.addedAt);
  }

  private void lose(SweepRun run, String trialId, int attempt) {
    run.orphans.remove(trialId);
    attempts.giveUp(trialId, attempt);
    run.note(
        new SweepEvent.Ended(trialId, attempt, SweepEvent.Outcome.LOST, "its driver was gone"),
        time.now());
  }
}
