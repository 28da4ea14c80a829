package org.tune4j.tuner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.place.Offer;

/**
 * How a tuner works.
 *
 * @param offer what this JVM offers to trials
 * @param trainables what sweeps may name in {@code run}
 * @param grid the grid that it takes part in; {@code null} for one of this JVM alone
 * @param pauseGrace how long trials have to pause when their sweep is interrupted
 */
public record TunerSettings(
    Offer offer, TrainableRegistry trainables, @Nullable GridSettings grid, Duration pauseGrace) {
  /** Long enough for a step and a checkpoint of most trials. */
  public static final Duration PAUSE_GRACE = Duration.ofSeconds(10);

  /** A grid of this JVM alone. */
  public static TunerSettings alone(Resources offered, TrainableRegistry trainables) {
    return new TunerSettings(Offer.of(offered), trainables, null, PAUSE_GRACE);
  }
}
