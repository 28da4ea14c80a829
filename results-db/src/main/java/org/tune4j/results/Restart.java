package org.tune4j.results;

/**
 * A trial went on from a checkpoint: results that earlier attempts reported beyond it count no
 * more. They stay in {@code result}, marked as superseded, for replay.
 *
 * @param trialId the trial
 * @param attempt the new attempt, from 2
 * @param fromIteration the checkpoint's training_iteration, 0 when it began anew
 */
public record Restart(String trialId, int attempt, int fromIteration) {

  /** Whether a result of that attempt and iteration counts no more. */
  boolean supersedes(int ofAttempt, int iteration) {
    return ofAttempt < attempt && iteration > fromIteration;
  }
}
