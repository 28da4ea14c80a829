package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;

/** Heads that are Q-values themselves. */
record PlainHead(int actions) implements QHead {
  @Override
  public void read(Network network, int rows, float[][] q) {
    ActionValues.read(network, rows, q);
  }

  @Override
  public Criterion criterion(DqnConfig config, int rows) {
    return new ValueCriterion(config, rows, actions);
  }
}
