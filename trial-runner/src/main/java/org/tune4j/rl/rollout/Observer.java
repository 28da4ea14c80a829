package org.tune4j.rl.rollout;

import java.util.Arrays;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.preprocess.FrameStack;
import org.tune4j.rl.preprocess.ObservationFilter;
import org.tune4j.rl.preprocess.Preprocessor;
import org.tune4j.rl.preprocess.Preprocessors;
import org.tune4j.rl.preprocess.Stacked;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Makes the rows that networks see of what environments show: encoded, stacked, filtered. Not
 * thread-safe.
 */
public final class Observer {
  private final Preprocessor encoder;
  private final FrameStack[] stacks;
  private final String filterName;
  private final ObservationFilter filter;
  private final boolean learns;

  /** For observations of that space, in as many environments as the config says. */
  public Observer(Space observations, RolloutConfig config) {
    encoder = Preprocessors.of(observations, config.model());
    stacks = new FrameStack[encoder instanceof Stacked ? config.environments() : 0];
    if (encoder instanceof Stacked stacked) {
      Arrays.setAll(stacks, i -> stacked.stack());
    }
    filterName = config.filter();
    filter = ObservationFilter.named(filterName, encoder.size());
    learns = config.learnFilter();
  }

  /** What encodes observations. */
  public Preprocessor encoder() {
    return encoder;
  }

  /** What normalises what was encoded. */
  public ObservationFilter filter() {
    return filter;
  }

  /** The row for the first observation of an episode. */
  public float[] first(int environment, float[] raw) {
    return row(environment, raw, true);
  }

  /** The row for an observation after a step. */
  public float[] next(int environment, float[] raw) {
    return row(environment, raw, false);
  }

  private float[] row(int environment, float[] raw, boolean first) {
    float[] row = new float[encoder.size()];
    if (encoder instanceof Stacked stacked) {
      float[] frame = new float[stacked.frame().size()];
      stacked.frame().encode(raw, frame);
      if (first) {
        stacks[environment].reset(frame);
      } else {
        stacks[environment].push(frame);
      }
      stacks[environment].read(row);
    } else {
      encoder.encode(raw, row);
    }
    if (learns) {
      filter.learn(row);
    }
    filter.apply(row);
    return row;
  }

  void save(StateWriter out) {
    out.put("filter", filterName);
    filter.state().save(out);
    filter.seen().save(out);
    for (FrameStack stack : stacks) {
      stack.save(out);
    }
  }

  void restore(StateReader in) {
    in.expect("filter", filterName);
    filter.set(FilterState.read(in));
    filter.setSeen(FilterState.read(in));
    for (FrameStack stack : stacks) {
      stack.restore(in);
    }
  }
}
