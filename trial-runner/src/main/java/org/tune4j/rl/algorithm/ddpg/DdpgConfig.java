package org.tune4j.rl.algorithm.ddpg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.critic.CriticLoss;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Networks;

/**
 * The keys of DDPG and TD3 beside the common ones and those of replay; {@link DdpgSettings}
 * explains them.
 */
record DdpgConfig(
    boolean twinQ,
    int policyDelay,
    boolean smoothTargetPolicy,
    double targetNoise,
    double targetNoiseClip,
    List<Integer> actorHiddens,
    String actorHiddenActivation,
    List<Integer> criticHiddens,
    String criticHiddenActivation,
    double criticLr,
    double actorLr,
    double tau,
    boolean useHuber,
    double huberThreshold,
    double l2Reg,
    @Nullable Double gradClip,
    int targetNetworkUpdateFreq) {

  int critics() {
    return twinQ ? 2 : 1;
  }

  CriticLoss loss() {
    return new CriticLoss(useHuber ? huberThreshold : Double.POSITIVE_INFINITY);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }

  Networks.Hiddens actor() {
    return hiddens(actorHiddens, actorHiddenActivation);
  }

  Networks.Hiddens critic() {
    return hiddens(criticHiddens, criticHiddenActivation);
  }

  private static Networks.Hiddens hiddens(List<Integer> sizes, String activation) {
    return new Networks.Hiddens(
        sizes, Activation.named(activation), new Init.Glorot(), new Init.Glorot());
  }
}
