package org.tune4j.tuner.sim;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Trial;

/**
 * What trials would report if they were run. Pure: the same arguments give the same step, also when
 * an iteration that was lost is run again.
 */
@FunctionalInterface
public interface Curves {

  /**
   * One iteration of a trial.
   *
   * @param trial as it was when this attempt began, with the config that it has now
   * @param iteration from 1; goes on from the checkpoint that the attempt began at
   * @param state what the iteration before left behind, be it of another trial, at whose checkpoint
   *     this one went on; {@code null} before the first iteration
   */
  Step step(Trial trial, int iteration, @Nullable State state);

  /**
   * Whether a checkpoint turns out not to be what it was when a trial is to go on there.
   *
   * @param trial as it is when that attempt begins
   */
  default boolean isDamaged(Trial trial, Checkpoint from) {
    return false;
  }

  /** What a trial has learnt so far. Immutable: checkpoints hold it, too. */
  interface State {}

  /**
   * What one iteration brings.
   *
   * @param seconds how long it takes on a member that is not slow, 0 or more
   * @param metrics the numbers that it reports, by name
   * @param timesteps how many it adds to {@code timesteps_total}
   * @param done whether the trainable has nothing left to do
   * @param checkpointBytes what a checkpoint after it takes; 0 when this trial cannot be saved
   * @param state what the next iteration gets
   * @param failure the message with which the attempt fails instead of reporting; {@code null} when
   *     it does not
   */
  record Step(
      double seconds,
      SortedMap<String, Double> metrics,
      long timesteps,
      boolean done,
      long checkpointBytes,
      @Nullable State state,
      @Nullable String failure) {

    public Step {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
      if (!(seconds >= 0) || timesteps < 0 || checkpointBytes < 0) {
        throw new IllegalArgumentException(
            "step: must be 0 or more (seconds %s, timesteps %d, checkpoint bytes %d)"
                .formatted(seconds, timesteps, checkpointBytes));
      }
    }

    /** A step that reports these metrics, and leaves nothing behind but its number. */
    public static Step of(double seconds, SortedMap<String, Double> metrics) {
      return new Step(seconds, metrics, 0, false, 1, null, null);
    }

    /** A step that reports one metric. */
    public static Step of(double seconds, String metric, double value) {
      SortedMap<String, Double> metrics = new TreeMap<>();
      metrics.put(metric, value);
      return of(seconds, metrics);
    }

    /** An attempt that fails after so long. */
    public static Step failing(double seconds, String message) {
      return new Step(seconds, Collections.emptySortedMap(), 0, false, 0, null, message);
    }
  }
}
