package org.tune4j.tuner.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.Sweep.CheckpointPolicy;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/**
 * When checkpoints are taken, which a sweep may say in the words of tune4j or of either generation
 * of Tune, but only once.
 */
record CheckpointKeys(String sweep, Node.Mapping keys, Problems problems) {
  private static final List<String> FREQUENCY =
      List.of(
          "checkpoint.frequency",
          "checkpoint_config.frequency",
          "checkpoint_config.checkpoint_frequency",
          "checkpoint_freq");
  private static final List<String> AT_END =
      List.of(
          "checkpoint.at_end",
          "checkpoint_config.at_end",
          "checkpoint_config.checkpoint_at_end",
          "checkpoint_at_end");
  private static final List<String> NUM_TO_KEEP =
      List.of("checkpoint.num_to_keep", "checkpoint_config.num_to_keep", "keep_checkpoints_num");

  CheckpointPolicy policy() {
    CheckpointPolicy usual = CheckpointPolicy.DEFAULT;
    return new CheckpointPolicy(
        one(FREQUENCY) instanceof Number n ? n.intValue() : usual.frequency(),
        one(AT_END) instanceof Boolean atEnd ? atEnd : usual.atEnd(),
        one(NUM_TO_KEEP) instanceof Number n ? n.intValue() : usual.numToKeep(),
        one(List.of("checkpoint.quota_mb")) instanceof Number n
            ? n.longValue() << 20
            : usual.quotaBytes());
  }

  /**
   * What a scheduler makes of that: where the user says nothing, checkpoints are taken when it
   * needs them.
   *
   * @param scheduler its name
   * @param every after every how many iterations it needs one; 0 for never
   * @param lastIteration with which each trial ends; infinite when nobody knows
   * @param warnings what the user should know is added here
   */
  CheckpointPolicy policy(
      CheckpointPolicy said,
      String scheduler,
      int every,
      double lastIteration,
      List<String> warnings) {
    Node frequency = every == 0 ? null : node(FREQUENCY);
    if (every == 0 || said.frequency() == every) {
      return said;
    }
    if (frequency == null) {
      return said.withFrequency(every);
    }
    if (said.frequency() == 0 || said.frequency() >= lastIteration) {
      problems.add(
          frequency.place(),
          "sweep %s: checkpoint.frequency: trials of %s go on from each other's checkpoints, and there would be none (%d)"
              .formatted(sweep, scheduler, said.frequency()),
          "use %d, or leave it out".formatted(every));
    } else if (every % said.frequency() > 0) {
      warnings.add(
          "sweep %s: checkpoint.frequency: %s looks for checkpoints after every %d iterations, and finds older ones; use %d"
              .formatted(sweep, scheduler, every, every));
    }
    return said;
  }

  private @Nullable Node node(List<String> paths) {
    for (String path : paths) {
      Node node = Plain.at(keys, path);
      if (node != null && !Kinds.isNull(node)) {
        return node;
      }
    }
    return null;
  }

  /** The value that stands under one of these paths; two are one too many. */
  private @Nullable Object one(List<String> paths) {
    Object value = null;
    String first = null;
    for (String path : paths) {
      Node node = Plain.at(keys, path);
      if (node == null || Kinds.isNull(node)) {
        continue;
      }
      if (first != null) {
        problems.add(
            node.place(),
            "sweep " + sweep + ": " + path + ": says the same as " + first + ", which is there too",
            "delete one of them");
      } else {
        first = path;
        value = Plain.value(node);
      }
    }
    return value;
  }
}
