package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.algorithm.AlgorithmKind;

/**
 * Deep Q-learning as it began: one network, its target, uniform replay. It is {@link Dqn} without
 * the extensions.
 */
public final class SimpleQ {
  /** SimpleQ, as users write it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "SimpleQ",
          SimpleQSettings.ALL,
          false,
          config -> Dqn.policies(SimpleQSettings.asDqn(config)),
          (config, training) -> new Dqn(SimpleQSettings.asDqn(config), training));

  private SimpleQ() {}
}
