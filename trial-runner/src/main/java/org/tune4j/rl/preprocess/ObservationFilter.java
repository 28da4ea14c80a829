package org.tune4j.rl.preprocess;

/** What is done to each encoded observation before a network sees it. Not thread-safe. */
public sealed interface ObservationFilter permits NoFilter, MeanStdFilter {

  /**
   * The filter of that name ({@code NoFilter} or {@code MeanStdFilter}) for observations of that
   * length.
   */
  static ObservationFilter named(String name, int size) {
    return switch (name) {
      case "NoFilter" -> new NoFilter();
      case "MeanStdFilter", "ConcurrentMeanStdFilter" -> new MeanStdFilter(size);
      default ->
          throw new IllegalArgumentException("observation_filter: " + name + ": is not known");
    };
  }

  /** Takes an observation into the statistics. */
  void learn(float[] observation);

  /** Replaces an observation by what the network shall see. */
  void apply(float[] observation);

  /** The statistics now. */
  FilterState state();

  /** The statistics of what was learned since this was last asked. */
  FilterState takeSeen();

  /** The same, without taking it. */
  FilterState seen();

  /** Goes on with these statistics. */
  void set(FilterState state);

  /** Goes on with these statistics of what was learned since {@link #takeSeen}. */
  void setSeen(FilterState state);
}
