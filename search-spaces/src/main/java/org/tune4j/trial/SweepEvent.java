package org.tune4j.trial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a sweep. The engine's whole state follows from the sweep and the
 * sequence of its events, so the events are what is recorded, and going on after a crash means
 * reading them again.
 */
public sealed interface SweepEvent {

  /**
   * An event in its place.
   *
   * @param seq counts the sweep's events from 1 without a gap
   * @param at when the driver took it in
   */
  record Recorded(long seq, Instant at, SweepEvent event) {}

  /**
   * A driver took the sweep over: the first event of all, and again after each crash or
   * interruption.
   */
  record DriverStarted(String driver) implements SweepEvent {}

  /** There is room on the grid: the sweep may propose a trial that would like to run. */
  record SlotFree() implements SweepEvent {}

  /** The trial that waits first got its resources, there. */
  record Placed(String trialId, int attempt, Placement placement) implements SweepEvent {}

  /** One step's result. */
  record Reported(Result result) implements SweepEvent {}

  /** A checkpoint has arrived whole and lies in the results folder. */
  record Saved(Checkpoint checkpoint) implements SweepEvent {}

  /** An attempt is over and holds nothing any more. */
  record Ended(String trialId, int attempt, Outcome outcome, @Nullable String message)
      implements SweepEvent {}

  /**
   * An attempt could not begin: the checkpoint that it should have gone on from is not what it was.
   */
  record Damaged(String trialId, int attempt, Checkpoint checkpoint, String why)
      implements SweepEvent {}

  /** How an attempt ended. */
  enum Outcome {
    /** The trainable was done, or was told to stop and did. */
    FINISHED,
    /** It was told to pause, saved its state and stopped. */
    PAUSED,
    /**
     * By its own fault: an exception, no result in time, a metric that is no number, too much disk.
     */
    FAILED,
    /** By the fault of the machine: its member is gone. */
    LOST
  }

  /** Someone asked the sweep to stop; it can be resumed. */
  record Interrupted(String reason) implements SweepEvent {}

  /** A deadline of the sweep has passed. */
  record DeadlinePassed() implements SweepEvent {}

  /** The sweep was resumed with room for more trials: {@code num_samples} grew. */
  record Grown(int numSamples) implements SweepEvent {}

  /**
   * The sweep was resumed with another space.
   *
   * @param yaml the whole sweep as a file, from now on
   */
  record Widened(String yaml) implements SweepEvent {}

  /**
   * What the members have for the sweep's trials has changed; recorded for a scheduler that goes by
   * it.
   *
   * @param members what others hold there is not counted
   */
  record Offered(List<Members> members) implements SweepEvent {
    public Offered {
      members = List.copyOf(members);
    }
  }

  /**
   * Members that are alike.
   *
   * @param count how many there are, 1 or more
   * @param each what each of them has
   */
  record Members(int count, Resources each) {}
}
