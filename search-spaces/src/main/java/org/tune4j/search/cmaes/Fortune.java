package org.tune4j.search.cmaes;

import java.util.List;
import org.tune4j.search.Observation;

/** What came of a branch so far. */
final class Fortune {
  private int ended;
  private double best = Double.POSITIVE_INFINITY;

  void add(Observation observation) {
    ended++;
    if (observation.counts() && observation.value() < best) {
      best = observation.value();
    }
  }

  /** How many trials of it have ended. */
  int ended() {
    return ended;
  }

  /** How likely each branch is to get the next trial: the second best half as much as the best. */
  static double[] shares(List<Fortune> fortunes) {
    double[] shares = new double[fortunes.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double own = fortunes.get(i).best;
      long better = fortunes.stream().filter(other -> other.best < own).count();
      shares[i] = 1.0 / (1 + better);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
