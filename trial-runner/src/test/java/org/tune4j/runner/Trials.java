package org.tune4j.runner;

import java.util.List;
import java.util.Map;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/** Assignments for tests. */
final class Trials {
  private Trials() {}

  /** A synthetic trial without checkpoints or limits. */
  static Assignment synthetic(Map<String, ?> config) {
    return of("synthetic", config);
  }

  static Assignment of(String trainable, Map<String, ?> config) {
    return new Assignment(
        "s",
        "s_00000",
        1,
        trainable,
        Config.of(config),
        7,
        Placement.on("here", Resources.ONE_CPU),
        "loss",
        0,
        false,
        0,
        0,
        null);
  }

  static Assignment saving(Assignment a, int frequency, boolean atEnd) {
    return new Assignment(
        a.sweep(),
        a.trialId(),
        a.attempt(),
        a.trainable(),
        a.config(),
        a.seed(),
        a.placement(),
        a.objectiveMetric(),
        frequency,
        atEnd,
        a.stepTimeoutS(),
        a.diskQuotaBytes(),
        a.process());
  }

  static Assignment limited(Assignment a, double stepTimeoutS, long diskQuotaBytes) {
    return new Assignment(
        a.sweep(),
        a.trialId(),
        a.attempt(),
        a.trainable(),
        a.config(),
        a.seed(),
        a.placement(),
        a.objectiveMetric(),
        a.checkpointFrequency(),
        a.checkpointAtEnd(),
        stepTimeoutS,
        diskQuotaBytes,
        a.process());
  }

  static Assignment numbered(Assignment a, String trialId, int attempt) {
    return new Assignment(
        a.sweep(),
        trialId,
        attempt,
        a.trainable(),
        a.config(),
        a.seed(),
        a.placement(),
        a.objectiveMetric(),
        a.checkpointFrequency(),
        a.checkpointAtEnd(),
        a.stepTimeoutS(),
        a.diskQuotaBytes(),
        a.process());
  }

  /** A command with the usual limits. */
  static ProcessSpec commandOf(String... command) {
    return ProcessSpec.DEFAULT.withCommand(List.of(command));
  }

  /** The same in a process. */
  static Assignment in(ProcessSpec process, Assignment a) {
    return new Assignment(
        a.sweep(),
        a.trialId(),
        a.attempt(),
        a.trainable(),
        a.config(),
        a.seed(),
        a.placement(),
        a.objectiveMetric(),
        a.checkpointFrequency(),
        a.checkpointAtEnd(),
        a.stepTimeoutS(),
        a.diskQuotaBytes(),
        process);
  }

  /** The same in another place. */
  static Assignment holding(Assignment a, Placement placement) {
    return new Assignment(
        a.sweep(),
        a.trialId(),
        a.attempt(),
        a.trainable(),
        a.config(),
        a.seed(),
        placement,
        a.objectiveMetric(),
        a.checkpointFrequency(),
        a.checkpointAtEnd(),
        a.stepTimeoutS(),
        a.diskQuotaBytes(),
        a.process());
  }
}
