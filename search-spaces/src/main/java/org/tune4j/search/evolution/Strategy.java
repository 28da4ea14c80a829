package org.tune4j.search.evolution;

import org.tune4j.space.Config;

/**
 * How evolution goes on.
 *
 * @param population how many of the best may be parents
 * @param startup how many trials come from a Sobol sequence first
 * @param step the first standard deviation of mutations, in parts of each range
 * @param learning how much a success lengthens the step (log); a failure shortens it by a quarter
 *     of that
 * @param tournament how many each parent is the best of
 * @param sparse how often only a few of the numbers are mutated
 * @param recombined how likely each parent is to be crossed with the other
 * @param blend how far beyond the parents a mixture may lie, in parts of their distance
 * @param success a success is better than all but this part of the parents
 */
record Strategy(
    int population,
    int startup,
    double step,
    double learning,
    int tournament,
    double sparse,
    double recombined,
    double blend,
    double success) {
  static final Strategy DEFAULT = new Strategy(10, 10, 0.2, 0.2, 2, 0.5, 0.6, 0.25, 0.25);

  /** As the user set it. */
  static Strategy of(Config settings) {
    return new Strategy(
        (int) settings.getLong("population_size", DEFAULT.population),
        (int) settings.getLong("startup_trials", DEFAULT.startup),
        settings.getDouble("initial_step", DEFAULT.step),
        DEFAULT.learning,
        DEFAULT.tournament,
        DEFAULT.sparse,
        DEFAULT.recombined,
        DEFAULT.blend,
        DEFAULT.success);
  }
}
