package org.tune4j.trial;

import java.util.Locale;

/**
 * A saved state of a trial, kept by the driver as one file.
 *
 * @param trialId the trial
 * @param attempt the attempt that saved it
 * @param trainingIteration the iteration after which it was saved
 * @param bytes its size
 * @param sha256 its checksum, 64 hexadecimal digits
 */
public record Checkpoint(
    String trialId, int attempt, int trainingIteration, long bytes, String sha256) {

  /** Names it within the results folder; also its key in the database. */
  public String id() {
    return String.format(Locale.ROOT, "%s_%d_%06d", trialId, attempt, trainingIteration);
  }
}
