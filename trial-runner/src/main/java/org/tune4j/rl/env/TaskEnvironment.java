package org.tune4j.rl.env;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An environment whose task can be exchanged while an agent learns: what a curriculum steers. A
 * task is a value of a {@link org.tune4j.space.Config}: a number, a text, a truth value, or a list
 * or map of them.
 */
public interface TaskEnvironment extends Environment {
  /**
   * Draws tasks at random.
   *
   * @param n how many, at least 0
   */
  List<Object> sampleTasks(int n, RandomGenerator random);

  /**
   * Gives the environment another task, from the next reset on.
   *
   * @throws IllegalArgumentException when it is no task of this environment
   */
  void setTask(Object task);

  /** The task that was set last, or the one that the environment began with. */
  Object task();
}
