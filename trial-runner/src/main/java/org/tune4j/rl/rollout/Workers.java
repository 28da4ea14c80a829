package org.tune4j.rl.rollout;

/**
 * The rollout workers of a trial, wherever they run. Each worker does what it is asked for in the
 * order of asking; what it answers does not depend on where or when it runs. For one thread.
 */
public interface Workers extends AutoCloseable {
  /** How many there are, at least 1. */
  int count();

  /** Asks a worker to sample, and may return before it has. */
  void request(int worker, SampleRequest request);

  /** Waits for the answer to the oldest request of a worker that was not taken yet. */
  Sample take(int worker);

  /**
   * Gives environments of a worker a task, from their next episode on.
   *
   * @param environment which of the worker's, from 0; -1 means all
   */
  void setTask(int worker, int environment, Object task);

  /**
   * Tells the listeners of a worker the trial's result, after what the worker was asked for.
   *
   * @param result as JSON
   */
  void tell(int worker, String result);

  /** A worker's state, after what it was asked for. */
  byte[] save(int worker);

  /**
   * Makes a worker go on with its saved state.
   *
   * @return which of its environments had to begin a new episode
   */
  boolean[] restore(int worker, byte[] state);

  @Override
  void close();
}
