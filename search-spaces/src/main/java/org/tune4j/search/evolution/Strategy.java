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
 * @param central how often the centre of the population takes the place of a parent
 * @param sparse how often only a few of the numbers are mutated
 * @param recombined how likely each parent is to be crossed with the other
 * @param blend how far beyond the parents a mixture may lie, in parts of their distance
 * @param restart the step at which a population begins anew
 */
record Strategy(
    int population,
    int startup,
    double step,
    double learning,
    int tournament,
    double central,
    double sparse,
    double recombined,
    double blend,
    double restart) {
  static final Strategy DEFAULT = new Strategy(8, 10, 0.12, 0.35, 4, 0.5, 0.5, 0.9, 0.25, 1e-4);

  /** As the user set it. */
  static Strategy of(Config settings) {
    return new Strategy(
        (int) settings.getLong("population", DEFAULT.population),
        (int) settings.getLong("startup_trials", DEFAULT.startup),
        settings.getDouble("initial_step", DEFAULT.step),
        DEFAULT.learning,
        DEFAULT.tournament,
        DEFAULT.central,
        DEFAULT.sparse,
        DEFAULT.recombined,
        DEFAULT.blend,
        DEFAULT.restart);
  }
}
