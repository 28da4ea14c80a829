package org.tune4j.rl.callback;

import org.tune4j.rl.policy.Policy;
import org.tune4j.space.Config;

/** A trial while it trains: what callbacks may see of it, and do to it. For the trial's thread. */
public interface RunningTrial {
  /** Its config, with every default. */
  Config config();

  /** Iterations that are complete, over all attempts. */
  long iteration();

  /** Environment steps so far. */
  long timesteps();

  /** What is trained. */
  Policy policy();

  /** How many workers sample, at least 1. */
  int workers();

  /** How many environments each of them has. */
  int environmentsPerWorker();

  /**
   * Gives every environment of every worker a task, those of evaluations too, from their next
   * episode on.
   *
   * @throws org.tune4j.yaml.InvalidInputException when they have no tasks, or not this one
   */
  void setTask(Object task);

  /**
   * Gives one environment a task, from its next episode on.
   *
   * @param worker from 0
   * @param environment which of the worker's, from 0
   * @throws org.tune4j.yaml.InvalidInputException when it has no tasks, or not this one
   */
  void setTask(int worker, int environment, Object task);

  /**
   * From now on the means over episodes are of those alone that began after the last task was
   * given. The counts of episodes go on.
   */
  void forgetEpisodes();
}
