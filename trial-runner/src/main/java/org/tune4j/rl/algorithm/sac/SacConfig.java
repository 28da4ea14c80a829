package org.tune4j.rl.algorithm.sac;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.critic.CriticLoss;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Networks;

/**
 * The keys of SAC beside the common ones and those of replay; {@link SacSettings} explains them.
 */
record SacConfig(
    boolean twinQ,
    Hiddens qModel,
    Hiddens policyModel,
    double tau,
    double initialAlpha,
    @Nullable Object targetEntropy,
    Rates optimization,
    @Nullable Double gradClip,
    int targetNetworkUpdateFreq,
    boolean _deterministicLoss) {
  /** Huber's, as in RLlib. */
  static final CriticLoss CRITIC_LOSS = new CriticLoss(1);

  private static final double DISCRETE_SHARE = 0.98;

  /** The hidden layers of one network. */
  record Hiddens(List<Integer> fcnetHiddens, String fcnetActivation) {
    /** What {@link Networks} builds from. */
    Networks.Hiddens spec(Init head) {
      return new Networks.Hiddens(
          fcnetHiddens, Activation.named(fcnetActivation), new Init.Glorot(), head);
    }
  }

  /** Learning rates. */
  record Rates(double actorLearningRate, double criticLearningRate, double entropyLearningRate) {}

  int critics() {
    return twinQ ? 2 : 1;
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }

  /** The entropy that alpha steers to, in nats. */
  double entropy(Distribution distribution) {
    if (targetEntropy instanceof Number number) {
      return number.doubleValue();
    }
    return distribution instanceof Categorical
        ? DISCRETE_SHARE * Math.log(distribution.parameters())
        : -distribution.actionSize();
  }
}
