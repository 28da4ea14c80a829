package org.tune4j.search.evolution;

import io.jenetics.Chromosome;
import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tune4j.space.ParameterSpace;

/**
 * How a place in the unit cube is written as genes. Parameters with an order stand in a chromosome
 * before the one of the others, whose middle values mean nothing; a chromosome without genes is
 * left out.
 */
final class Genome {
  private final int size;
  private final List<int[]> chromosomes = new ArrayList<>();
  private final boolean hasNumbers;

  Genome(ParameterSpace space) {
    this.size = space.size();
    int[] numbers = ordered(space, true);
    int[] items = ordered(space, false);
    this.hasNumbers = numbers.length > 0;
    if (numbers.length > 0) {
      chromosomes.add(numbers);
    }
    if (items.length > 0) {
      chromosomes.add(items);
    }
  }

  private static int[] ordered(ParameterSpace space, boolean isOrdered) {
    return IntStream.range(0, space.size())
        .filter(i -> space.parameters().get(i).range().isOrdered() == isOrdered)
        .toArray();
  }

  /** The parameters of each chromosome. */
  List<int[]> chromosomes() {
    return chromosomes;
  }

  /** Whether a chromosome holds parameters with an order. */
  boolean hasOrder(int chromosome) {
    return hasNumbers && chromosome == 0;
  }

  Genotype<DoubleGene> genotype(double[] unit) {
    List<Chromosome<DoubleGene>> written = new ArrayList<>();
    for (int[] parameters : chromosomes) {
      DoubleGene[] genes = new DoubleGene[parameters.length];
      for (int i = 0; i < genes.length; i++) {
        // a gene's upper bound is not included
        genes[i] = DoubleGene.of(Math.min(unit[parameters[i]], Math.nextDown(1.0)), 0, 1);
      }
      written.add(DoubleChromosome.of(genes));
    }
    return Genotype.of(written);
  }

  double[] unit(Genotype<DoubleGene> genotype) {
    double[] unit = new double[size];
    for (int c = 0; c < chromosomes.size(); c++) {
      int[] parameters = chromosomes.get(c);
      for (int i = 0; i < parameters.length; i++) {
        unit[parameters[i]] = genotype.get(c).get(i).doubleValue();
      }
    }
    return unit;
  }
}
