package org.tune4j.rl.rollout;

import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.space.Config;

/**
 * What the workers of a trial do; all of them the same.
 *
 * @param env the environment's name
 * @param envConfig what it is made from
 * @param environments how many each worker has, at least 1
 * @param horizon where episodes are cut off, beside the environment's own limit
 * @param softHorizon whether an environment goes on after the horizon without a reset
 * @param noDoneAtEnd whether ends are learned from as if the episode had been cut off there
 * @param completeEpisodes whether only whole episodes are given out
 * @param rewards what is done to rewards before they are learned from
 * @param normalizeActions whether a policy's actions in [-1, 1] are stretched to the bounds
 * @param clipActions whether actions are clipped to the bounds
 * @param exploration how actions are explored
 * @param filter the name of the filter of observations
 * @param learnFilter whether its statistics go on growing
 * @param model the {@code model} config, for what it says about preprocessing
 */
public record RolloutConfig(
    String env,
    Config envConfig,
    int environments,
    int horizon,
    boolean softHorizon,
    boolean noDoneAtEnd,
    boolean completeEpisodes,
    RewardClip rewards,
    boolean normalizeActions,
    boolean clipActions,
    Config exploration,
    String filter,
    boolean learnFilter,
    Config model) {

  /** The same, but that no observation changes the filter. */
  public RolloutConfig frozen() {
    return new RolloutConfig(
        env,
        envConfig,
        environments,
        horizon,
        softHorizon,
        noDoneAtEnd,
        completeEpisodes,
        rewards,
        normalizeActions,
        clipActions,
        exploration,
        filter,
        false,
        model);
  }
}
