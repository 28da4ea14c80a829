package org.tune4j.rl.replay;

/**
 * A binary tree over weights whose inner nodes are sums, and another whose inner nodes are minima:
 * Schaul et al., "Prioritized experience replay" (2016), appendix B.2.1. Not thread-safe.
 */
final class SumTree {
  private final int leaves;
  private final double[] sums;
  private final double[] minima;

  /** A tree of at least that many leaves, all without weight. */
  SumTree(int capacity) {
    leaves = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    sums = new double[2 * leaves];
    minima = new double[2 * leaves];
    java.util.Arrays.fill(minima, Double.POSITIVE_INFINITY);
  }

  void set(int leaf, double weight) {
    int node = leaves + leaf;
    sums[node] = weight;
    minima[node] = weight;
    for (node >>= 1; node >= 1; node >>= 1) {
      sums[node] = sums[2 * node] + sums[2 * node + 1];
      minima[node] = Math.min(minima[2 * node], minima[2 * node + 1]);
    }
  }

  double weight(int leaf) {
    return sums[leaves + leaf];
  }

  double total() {
    return sums[1];
  }

  /** The smallest weight that was ever set and not replaced. */
  double minimum() {
    return minima[1];
  }

  /** The leaf in which {@code mass} falls when the weights are laid side by side. */
  int find(double mass) {
    int node = 1;
    double left = mass;
    while (node < leaves) {
      node <<= 1;
      if (left >= sums[node] && sums[node + 1] > 0) {
        left -= sums[node];
        node++;
      }
    }
    return node - leaves;
  }
}
