package org.tune4j.tuner.engine;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;

/**
 * The checkpoint of another trial at which a trial goes on, as long as it may have to begin there
 * again, and what it was before.
 *
 * @param lent the checkpoint
 * @param donor whose it is
 * @param donorConfig what that was trained with
 * @param iteration the trial's last before
 * @param config the trial's before
 * @param resources what the trial asked for before
 * @param before the trial's newest checkpoint before; {@code null} when it had none, or has not any
 *     more, or has one that came after
 * @param attempt the first that began there; 0 while none has
 */
record Loan(
    Checkpoint lent,
    String donor,
    Config donorConfig,
    int iteration,
    Config config,
    PlacementGroup resources,
    Checkpoints.@Nullable Kept before,
    int attempt) {

  /** One that nobody has begun at. */
  static Loan of(Checkpoint lent, Trial donor, LiveTrial trial) {
    return new Loan(
        lent,
        donor.id(),
        donor.config(),
        trial.last == null ? 0 : trial.last.trainingIteration(),
        trial.trial.config(),
        trial.trial.resources(),
        trial.checkpoints.newest(),
        0);
  }

  boolean hasBegun() {
    return attempt > 0;
  }

  Loan begun(int first) {
    return new Loan(lent, donor, donorConfig, iteration, config, resources, before, first);
  }

  Loan withoutBefore() {
    return new Loan(lent, donor, donorConfig, iteration, config, resources, null, attempt);
  }

  /** What is written of it when it begins. */
  Exploit exploit(Trial trial, SweepEvent.Recorded event) {
    return new Exploit(
        event.seq(),
        event.at(),
        trial.id(),
        trial.attempts(),
        iteration,
        donor,
        lent.id(),
        lent.trainingIteration(),
        donorConfig,
        config,
        trial.config());
  }
}
