package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;

/** How Q-values are read from the heads of a network. Not thread-safe. */
sealed interface QHead permits PlainHead, DistributionHead {

  /** Writes the Q-values of the last forward pass, one row per input row. */
  void read(Network network, int rows, float[][] q);

  /** What is to be learned, for batches of so many rows. */
  Criterion criterion(DqnConfig config, int rows);

  /** The head that the config asks for. */
  static QHead of(DqnConfig config, int actions) {
    return config.numAtoms() == 1
        ? new PlainHead(actions)
        : new DistributionHead(actions, config.atoms());
  }
}
