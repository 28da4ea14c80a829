package org.tune4j.search.evolution;

import io.jenetics.DoubleGene;
import io.jenetics.Phenotype;

/**
 * One that ended well.
 *
 * @param point its values
 * @param unit its place in the unit cube, {@code NaN} where a parameter is inactive
 * @param phenotype the same, as Jenetics has it; its fitness is to be made small
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Member(double[] point, double[] unit, Phenotype<DoubleGene, Double> phenotype) {
  double value() {
    return phenotype.fitness();
  }
}
