package org.tune4j.rl.policy;

import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Architecture;
import org.tune4j.rl.model.Network;

/**
 * A policy whose network's first head are the distribution's parameters, and whose second head, if
 * there is one, is the value.
 */
public final class NetworkPolicy implements Policy {
  private final Architecture architecture;
  private final Network network;
  private final Distribution distribution;

  public NetworkPolicy(Architecture architecture, Distribution distribution) {
    this.architecture = architecture;
    this.distribution = distribution;
    network = architecture.network();
  }

  @Override
  public Distribution distribution() {
    return distribution;
  }

  @Override
  public Network network() {
    return network;
  }

  /** What its network was made from. */
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public void forward(float[][] observations, int rows) {
    network.forward(observations, rows);
  }

  @Override
  public float[][] outputs() {
    return network.output(0);
  }

  @Override
  public boolean hasValues() {
    return network.heads() > 1;
  }

  @Override
  public float value(int row) {
    return hasValues() ? network.output(1)[row][0] : Policy.super.value(row);
  }

  @Override
  public Policy twin() {
    return new NetworkPolicy(architecture, distribution);
  }
}
