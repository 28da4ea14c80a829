package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** When there were paused trials, as pieces of time. */
final class Waiting {
  private final List<double[]> pieces = new ArrayList<>(); // from, to
  private final Set<String> paused = new HashSet<>();

  /** A trial changed. */
  void see(Trial trial, double atS) {
    boolean were = !paused.isEmpty();
    if (trial.status() == TrialStatus.PAUSED) {
      paused.add(trial.id());
    } else {
      paused.remove(trial.id());
    }
    if (!were && !paused.isEmpty()) {
      begin(atS);
    } else if (were && paused.isEmpty()) {
      pieces.getLast()[1] = atS;
    }
  }

  private void begin(double atS) {
    if (!pieces.isEmpty() && pieces.getLast()[1] == atS) {
      pieces.getLast()[1] = Double.POSITIVE_INFINITY; // it goes on
    } else {
      pieces.add(new double[] {atS, Double.POSITIVE_INFINITY});
    }
  }

  /** How long there were some in a piece of time. */
  double seconds(double fromS, double toS) {
    int low = 0;
    int high = pieces.size();
    while (low < high) { // the first that ends later
      int middle = (low + high) >>> 1;
      if (pieces.get(middle)[1] <= fromS) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double sum = 0;
    for (int i = low; i < pieces.size() && pieces.get(i)[0] < toS; i++) {
      sum += Math.min(toS, pieces.get(i)[1]) - Math.max(fromS, pieces.get(i)[0]);
    }
    return sum;
  }
}
