package org.tune4j.tuner.stop;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/** A rule that watches a sweep, from its first result on. Not thread-safe. */
public interface SweepWatch {

  /**
   * A trial has reported.
   *
   * @param spent what this result took
   */
  default void onResult(Trial trial, Result result, Effort spent) {}

  /**
   * A trial begins again: its results after that iteration are lost.
   *
   * @param after where it goes on; 0 for the beginning
   */
  default void onRestarted(Trial trial, int after) {}

  /** A trial has ended, well or not. */
  default void onEnded(Trial trial) {}

  /**
   * Why the sweep ends now, with the rule and the values; {@code null} when it goes on. Asked
   * often.
   */
  @Nullable String reason();
}
