package org.tune4j.tuner.schedule;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;

/** What a scheduler wants done with free room. */
public sealed interface Choice {
  /** A trial that is new, if the searcher has one. */
  Choice NEW_TRIAL = new NewTrial();

  /** Nothing, until something else happens. */
  Choice NOTHING = new Nothing();

  /** A trial that is new, if the searcher has one. */
  record NewTrial() implements Choice {}

  /** Nothing, until something else happens. */
  record Nothing() implements Choice {}

  /**
   * A trial that it had paused goes on.
   *
   * @param reason why, for people
   * @param change what is different from now on; {@code null} when nothing is
   */
  record Resume(String trialId, String reason, @Nullable Change change) implements Choice {}

  /**
   * How a trial goes on otherwise than it began.
   *
   * @param config its config from now on
   * @param resources what it asks for from now on
   * @param donor a trial at whose newest checkpoint it goes on; its own id means its own. When the
   *     donor has ended or has no checkpoint of its own, nothing changes: {@link
   *     TrialScheduler#onResumed} is told the trial as it then is. A trial whose donor's checkpoint
   *     is lost goes back to its own, with its config before
   */
  record Change(Config config, PlacementGroup resources, String donor) {}
}
