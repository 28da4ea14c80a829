package org.tune4j.tuner.engine;

import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Trial;

/** What the engine wants done. */
public sealed interface Command {

  /** Begin an attempt on the member that the trial names, from a checkpoint or from scratch. */
  record Start(Trial trial, @Nullable Checkpoint from) implements Command {}

  /** Tell a trial what follows on its result. */
  record Answer(String trialId, int attempt, int trainingIteration, Decision decision)
      implements Command {}

  /** Write down how a trial stands now. */
  record Store(Trial trial) implements Command {}

  /**
   * Results of earlier attempts after this iteration no longer count: the attempt begins there
   * again, or at a later one that it had reached before an exploit that came to nothing.
   */
  record Supersede(String trialId, int attempt, int afterIteration) implements Command {}

  /** Delete a checkpoint; of one of a trial that has ended, the checksum is not remembered. */
  record Discard(Checkpoint checkpoint) implements Command {}

  /** Write down that the attempt that starts next begins at a checkpoint of another trial. */
  record Exploited(Exploit exploit) implements Command {}

  /**
   * What a trial exploited is lost, and it goes on from before that: its exploits from that attempt
   * on count no more.
   *
   * @param sinceAttempt 0 for all
   */
  record Revoked(String trialId, int sinceAttempt) implements Command {}

  /** Tell the user something, once. */
  record Warn(String text) implements Command {}

  /** Nothing will happen any more until another driver takes the sweep over. */
  record End(boolean finished, String reason) implements Command {}
}
