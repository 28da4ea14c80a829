package org.tune4j.runner;

/**
 * How a trainable makes use of its other bundles: it starts parts of itself where they lie.
 * Thread-safe.
 *
 * <pre>{@code
 * Part worker = context.parts().start(1, RolloutWorker.class.getName(), settings);
 * byte[] episodes = worker.call(weights).get();
 * }</pre>
 *
 * <p>A part that fails fails its calls; whether that ends the trial is the trainable's to decide.
 * The attempt ends when a member of one of its bundles leaves the grid.
 */
public interface Parts {

  /** How many bundles the trial has; the trainable itself runs where bundle 0 lies. */
  int bundles();

  /**
   * Starts a part and returns at once; what goes wrong there fails its calls. Several parts may
   * share a bundle.
   *
   * @param bundle where, from 0
   * @param className a {@link TrialPart} that the class path of that member has
   * @param setup handed to {@link TrialPart#setup}; {@value Part#MOST_BYTES} bytes at most
   * @throws IllegalArgumentException when there is no such bundle, or {@code setup} is too large
   * @throws IllegalStateException when this trial can have no parts, or its attempt is over
   */
  Part start(int bundle, String className, byte[] setup);
}
