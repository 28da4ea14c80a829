package org.tune4j.rl.algorithm.dqn;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Architecture;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NoisyNetwork;
import org.tune4j.rl.policy.Policy;

/** A policy whose outputs are Q-values, combined of the network's heads. */
final class QPolicy implements Policy {
  private final Architecture architecture;
  private final Network network;
  private final Distribution distribution;
  private final Supplier<QHead> heads;
  private final QHead head;
  private float[][] q = new float[0][];

  /**
   * @param heads makes what reads the network, for one thread each
   */
  QPolicy(Architecture architecture, int actions, Supplier<QHead> heads) {
    this.architecture = architecture;
    this.heads = heads;
    head = heads.get();
    network = architecture.network();
    distribution = new Categorical(actions);
  }

  /** The model that trains this policy's network. */
  Model model(long seed, double adamEpsilon) {
    Adam adam = new Adam(architecture.parameterCount(), adamEpsilon);
    return Model.of(architecture, network, seed, adam);
  }

  /** What is to be learned, for batches of so many rows. */
  Criterion criterion(DqnConfig config, int rows) {
    return heads.get().criterion(config, rows);
  }

  @Override
  public Distribution distribution() {
    return distribution;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public void forward(float[][] observations, int rows) {
    network.forward(observations, rows);
    if (q.length < rows) {
      q = new float[rows][distribution.parameters()];
    }
    head.read(network, rows, q);
  }

  @Override
  public float[][] outputs() {
    return q;
  }

  @Override
  public boolean hasActionValues() {
    return true;
  }

  @Override
  public Policy twin() {
    return new QPolicy(architecture, distribution.parameters(), heads);
  }

  @Override
  public void noise(@Nullable RandomGenerator random) {
    if (network instanceof NoisyNetwork noisy) {
      noisy.noise(random);
    }
  }
}
