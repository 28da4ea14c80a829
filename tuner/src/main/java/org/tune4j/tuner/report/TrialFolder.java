package org.tune4j.tuner.report;

import java.nio.file.Path;

/** Where the files of a trial lie: {@code <results>/<sweep>/<number>}. */
public final class TrialFolder {
  private TrialFolder() {}

  /**
   * The folder of a trial.
   *
   * @param trialId as {@link org.tune4j.trial.Trial#id(String, int)} makes it
   */
  public static Path of(Path results, String trialId) {
    return ofSweep(results, sweepOf(trialId)).resolve(numberOf(trialId));
  }

  /** The folder in which the folders of a sweep's trials lie. */
  static Path ofSweep(Path results, String sweep) {
    return results.resolve(safe(sweep));
  }

  /** The sweep's part of a trial's id. */
  static String sweepOf(String trialId) {
    return trialId.substring(0, Math.max(0, trialId.lastIndexOf('_')));
  }

  /** The number's part of a trial's id, five digits or more. */
  static String numberOf(String trialId) {
    String number = trialId.substring(trialId.lastIndexOf('_') + 1);
    if (!number.matches("[0-9]+")) {
      throw new IllegalArgumentException("trial id: must end with _ and a number: " + trialId);
    }
    return number;
  }

  /** A name that is one folder, whatever the sweep is called. */
  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.isEmpty() || safe.startsWith(".") ? "_" + safe : safe;
  }
}
