package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tune4j.search.Observation;

/**
 * The best trial at some time.
 *
 * @param ended how many trials had ended when it became the best, itself included
 * @param observation the trial
 */
public record Incumbent(int ended, Observation observation) {

  /**
   * Each trial that was better than all before it.
   *
   * @param observations in the order in which they ended; those that run or failed or have no value
   *     are never the best
   */
  public static List<Incumbent> of(List<Observation> observations) {
    List<Incumbent> incumbents = new ArrayList<>();
    int ended = 0;
    for (Observation observation : observations) {
      if (observation.state() != Observation.State.RUNNING) {
        ended++;
      }
      if (observation.counts()
          && (incumbents.isEmpty()
              || observation.value() < incumbents.getLast().observation().value())) {
        incumbents.add(new Incumbent(ended, observation));
      }
    }
    return Collections.unmodifiableList(incumbents);
  }

  /**
   * The best value after each trial that ended; {@code NaN} before the first that has one.
   *
   * @param observations in the order in which they ended
   */
  public static double[] curve(List<Observation> observations) {
    double[] curve =
        new double
            [(int)
                observations.stream().filter(o -> o.state() != Observation.State.RUNNING).count()];
    List<Incumbent> incumbents = of(observations);
    double best = Double.NaN;
    int next = 0;
    for (int i = 0; i < curve.length; i++) {
      if (next < incumbents.size() && incumbents.get(next).ended() == i + 1) {
        best = incumbents.get(next++).observation().value();
      }
      curve[i] = best;
    }
    return curve;
  }
}
