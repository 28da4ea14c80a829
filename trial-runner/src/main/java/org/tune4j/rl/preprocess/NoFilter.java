package org.tune4j.rl.preprocess;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Leaves observations as they are. */
public record NoFilter() implements ObservationFilter {
  @Override
  public void learn(float[] observation) {}

  @Override
  public void apply(float[] observation) {}

  @Override
  public void save(StateWriter out) {
    out.put("filter", "NoFilter");
  }

  @Override
  public void restore(StateReader in) {
    in.getString("filter");
  }
}
