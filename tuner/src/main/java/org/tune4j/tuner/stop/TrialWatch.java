package org.tune4j.tuner.stop;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;

/**
 * A rule that watches one trial, from its first result on. A trial that was lost reports iterations
 * again; these take the place of those that it reported before. Not thread-safe.
 */
public interface TrialWatch {

  /**
   * Takes in the next result.
   *
   * @return which rule ends the trial, and the values that made it do so; {@code null} when it goes
   *     on
   */
  @Nullable String reason(Result result);
}
