package org.tune4j.rl.algorithm.ddpg;

import org.tune4j.rl.distribution.Deterministic;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.Policy;

/** A policy whose outputs are the action. */
final class ActorPolicy implements Policy {
  private final NetworkSpec spec;
  private final ActionRange range;
  private final Network network;
  private final Distribution distribution;
  private float[][] actions = new float[0][];

  ActorPolicy(NetworkSpec spec, ActionRange range) {
    this.spec = spec;
    this.range = range;
    network = spec.network();
    distribution = new Deterministic(range.actions());
  }

  NetworkSpec spec() {
    return spec;
  }

  ActionRange range() {
    return range;
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
    if (actions.length < rows) {
      actions = new float[rows][distribution.actionSize()];
    }
    for (int i = 0; i < rows; i++) {
      range.act(network.output(0)[i], actions[i]);
    }
  }

  @Override
  public float[][] outputs() {
    return actions;
  }

  @Override
  public Policy twin() {
    return new ActorPolicy(spec, range);
  }
}
