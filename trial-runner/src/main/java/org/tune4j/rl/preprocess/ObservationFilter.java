package org.tune4j.rl.preprocess;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** What is done to each encoded observation before a network sees it. Not thread-safe. */
public sealed interface ObservationFilter permits NoFilter, MeanStdFilter {

  /**
   * The filter of that name ({@code NoFilter} or {@code MeanStdFilter}) for observations of that
   * length.
   */
  static ObservationFilter named(String name, int size) {
    return switch (name) {
      case "NoFilter" -> new NoFilter();
      case "MeanStdFilter" -> new MeanStdFilter(size);
      default ->
          throw new IllegalArgumentException("observation_filter: " + name + ": is not known");
    };
  }

  /** Takes an observation into the statistics. */
  void learn(float[] observation);

  /** Replaces an observation by what the network shall see. */
  void apply(float[] observation);

  void save(StateWriter out);

  void restore(StateReader in);
}
