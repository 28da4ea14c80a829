package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.Policy;

/** A policy whose outputs are Q-values, combined of the network's heads. */
final class QPolicy implements Policy {
  private final NetworkSpec spec;
  private final Network network;
  private final Distribution distribution;
  private float[][] q = new float[0][];

  QPolicy(NetworkSpec spec, int actions) {
    this.spec = spec;
    network = spec.network();
    distribution = new Categorical(actions);
  }

  NetworkSpec spec() {
    return spec;
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
    ActionValues.read(network, rows, q);
  }

  @Override
  public float[][] outputs() {
    return q;
  }

  @Override
  public boolean hasValues() {
    return false;
  }

  @Override
  public float value(int row) {
    throw new IllegalStateException("policy: it has Q-values, not values of states");
  }

  @Override
  public boolean hasActionValues() {
    return true;
  }

  @Override
  public Policy twin() {
    return new QPolicy(spec, distribution.parameters());
  }
}
