package org.tune4j.search.evolution;

import io.jenetics.Chromosome;
import io.jenetics.DoubleGene;
import io.jenetics.Mutator;
import io.jenetics.MutatorResult;
import io.jenetics.util.MSeq;
import java.util.random.RandomGenerator;

/**
 * Mutates the genes of one chromosome. Jenetics' own Gaussian mutator draws around the middle of
 * the range, not around the gene.
 */
final class Mutation extends Mutator<DoubleGene, Double> {

  /** A new value for a gene. */
  @FunctionalInterface
  interface Step {
    double from(double gene, int index, RandomGenerator random);
  }

  private final Step step;

  Mutation(Step step) {
    super(1); // the step decides
    this.step = step;
  }

  @Override
  protected MutatorResult<Chromosome<DoubleGene>> mutate(
      Chromosome<DoubleGene> chromosome, double p, RandomGenerator random) {
    MSeq<DoubleGene> genes = MSeq.of(chromosome);
    int mutations = 0;
    for (int i = 0; i < genes.length(); i++) {
      double before = genes.get(i).doubleValue();
      double after = reflected(step.from(before, i, random));
      if (after != before) {
        genes.set(i, genes.get(i).newInstance(after));
        mutations++;
      }
    }
    return new MutatorResult<>(chromosome.newInstance(genes.toISeq()), mutations);
  }

  /** What went beyond a bound comes back, so that bounds do not collect what would leave. */
  static double reflected(double unit) {
    double x = Math.abs(unit) % 2;
    return Math.min(x > 1 ? 2 - x : x, Math.nextDown(1.0));
  }
}
