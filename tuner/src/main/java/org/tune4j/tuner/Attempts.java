package org.tune4j.tuner;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.place.Ledger;

/** The attempts that run now: of which sweep, on which member, and what they hold there. */
final class Attempts {
  private final Ledger ledger = new Ledger();
  private final Map<String, Attempt> running = new HashMap<>();

  /**
   * An attempt that runs.
   *
   * @param number which start of its trial
   * @param placement what it holds
   */
  record Attempt(SweepRun run, int number, Placement placement) {

    /** The member that hosts it. */
    String member() {
      return placement.member();
    }
  }

  /** Who holds what. */
  Ledger ledger() {
    return ledger;
  }

  /** The attempt of a trial that runs; {@code null} when none does. */
  @Nullable Attempt of(String trialId) {
    return running.get(trialId);
  }

  /** The attempt of that number; {@code null} when it does not run, or not any more. */
  @Nullable Attempt of(String trialId, int number) {
    Attempt attempt = running.get(trialId);
    return attempt != null && attempt.number == number ? attempt : null;
  }

  /** All attempts that run, by trial. */
  SortedMap<String, Attempt> all() {
    return new TreeMap<>(running);
  }

  /**
   * Takes what a trial asks for, for its next attempt; {@code null} when there is not that much.
   */
  @Nullable Attempt begin(SweepRun run, Trial trial) {
    Placement placement = ledger.take(trial.id(), trial.resources());
    if (placement == null) {
      return null;
    }
    Attempt attempt = new Attempt(run, trial.attempts() + 1, placement);
    running.put(trial.id(), attempt);
    return attempt;
  }

  /** The attempt of a trial is over: what it held is free. */
  void end(String trialId) {
    running.remove(trialId);
    ledger.release(trialId);
  }

  /** A member is gone. What ran there, by trial, runs no more. */
  Map<String, Attempt> leave(String member) {
    Map<String, Attempt> gone = new LinkedHashMap<>();
    running.forEach(
        (trialId, attempt) -> {
          if (attempt.member().equals(member)) {
            gone.put(trialId, attempt);
          }
        });
    gone.keySet().forEach(this::end);
    ledger.leave(member);
    return gone;
  }
}
