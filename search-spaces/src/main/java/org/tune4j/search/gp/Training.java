package org.tune4j.search.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.search.Observation;

/**
 * The trials that a model learns from.
 *
 * @param trials in the order in which they ended
 * @param rows their points
 * @param y their warped values
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Training(List<Observation> trials, Rows rows, double[] y) {
  /** No more than this: half of them the best, the rest the newest. */
  static final int MOST = 300;

  /** What trials have to teach; those that failed were as bad as the worst. */
  static Training of(Inputs inputs, List<Observation> ended) {
    List<Observation> trials = chosen(ended);
    double[] values = new double[trials.size()];
    boolean[] isFeasible = new boolean[trials.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(trials.get(i));
      isFeasible[i] = !trials.get(i).counts() || trials.get(i).isFeasible();
    }
    Rows rows = Rows.of(inputs, trials.stream().map(Observation::point).toList());
    return new Training(trials, rows, Warp.of(Bounded.of(values, isFeasible)));
  }

  private static double value(Observation trial) {
    return trial.counts() ? trial.value() : Double.NaN;
  }

  private static List<Observation> chosen(List<Observation> ended) {
    int older = ended.size() - MOST / 2;
    int kept = MOST - MOST / 2;
    if (older <= kept) {
      return ended;
    }
    double[] values = new double[older];
    Arrays.setAll(values, i -> value(ended.get(i)));
    double[] sorted = values.clone();
    Arrays.sort(sorted); // NaN is last
    List<Observation> chosen = new ArrayList<>();
    for (int i = 0; i < older && chosen.size() < kept; i++) {
      if (Double.compare(values[i], sorted[kept - 1]) <= 0) {
        chosen.add(ended.get(i));
      }
    }
    chosen.addAll(ended.subList(older, ended.size()));
    return chosen;
  }

  /** The number of the trial with the least value. */
  int best() {
    int best = 0;
    for (int i = 1; i < y.length; i++) {
      if (y[i] < y[best]) {
        best = i;
      }
    }
    return best;
  }
}
