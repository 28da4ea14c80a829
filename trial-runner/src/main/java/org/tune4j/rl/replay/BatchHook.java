package org.tune4j.rl.replay;

import org.tune4j.rl.policy.Policy;

/**
 * What {@code before_learn_on_batch} names: a public class with a public constructor without
 * parameters.
 */
@FunctionalInterface
public interface BatchHook {

  /**
   * May change a batch before it is learned from; its rows are copies.
   *
   * @param policy what acts, to be asked; not to be changed
   */
  void beforeLearning(Batch batch, Policy policy);
}
