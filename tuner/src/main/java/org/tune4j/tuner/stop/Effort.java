package org.tune4j.tuner.stop;

import org.tune4j.trial.Result;

/**
 * What training has taken.
 *
 * @param iterations of the trainable
 * @param steps of the environment, or whatever the trainable counts
 * @param seconds in steps of the trainable
 */
public record Effort(long iterations, long steps, double seconds) {
  /** Nothing yet. */
  public static final Effort NONE = new Effort(0, 0, 0);

  /** Until that result. */
  public static Effort until(Result result) {
    return new Effort(result.trainingIteration(), result.timestepsTotal(), result.timeTotalS());
  }

  /** What was done after that; a counter that went back counts nothing. */
  public Effort since(Effort before) {
    return new Effort(
        Math.max(0, iterations - before.iterations),
        Math.max(0, steps - before.steps),
        Math.max(0, seconds - before.seconds));
  }

  /** Both together. */
  Effort plus(Effort more) {
    return new Effort(iterations + more.iterations, steps + more.steps, seconds + more.seconds);
  }
}
