package org.tune4j.trial;

import java.util.List;

/**
 * What a result means to a sweep with several objectives or bounds.
 *
 * @param values of the objectives, in their order, as they were reported
 * @param violation how far it is out of bounds, all metrics together; 0 when it keeps to them
 * @param iteration the training_iteration that reported it
 */
public record Outcome(List<Double> values, double violation, int iteration) {
  public Outcome {
    values = List.copyOf(values);
  }

  /** Whether it keeps to all bounds. */
  public boolean isFeasible() {
    return violation == 0;
  }
}
