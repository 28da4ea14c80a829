package org.tune4j.rl.env;

import org.tune4j.space.Config;

/**
 * What an environment is made from: what the user configured, and which one of a trial's
 * environments it is.
 *
 * @param envConfig the {@code env_config} of the sweep
 * @param workerIndex the worker that the environment belongs to, from 1; 0 is the trial's own
 *     worker, the only one when {@code numWorkers} is 0
 * @param vectorIndex which of its worker's environments it is, from 0
 * @param numWorkers how many workers the trial has beside its own
 * @param remote whether the environment lives in another process than its worker
 */
public record EnvContext(
    Config envConfig, int workerIndex, int vectorIndex, int numWorkers, boolean remote) {

  public EnvContext {
    if (workerIndex < 0 || vectorIndex < 0 || numWorkers < 0) {
      throw new IllegalArgumentException(
          "env context: indices and counts must be at least 0 (%d, %d, %d)"
              .formatted(workerIndex, vectorIndex, numWorkers));
    }
  }

  /** The context of an environment that is the only one. */
  public static EnvContext of(Config envConfig) {
    return new EnvContext(envConfig, 0, 0, 0, false);
  }
}
