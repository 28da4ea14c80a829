package org.tune4j.search.evolution;

import io.jenetics.Alterer;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import io.jenetics.IntermediateCrossover;
import io.jenetics.LineCrossover;
import io.jenetics.Optimize;
import io.jenetics.PartialAlterer;
import io.jenetics.Phenotype;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/** Two parents, one child. */
final class Breeding {
  private final ParameterSpace space;
  private final Genome genome;
  private final Strategy strategy;
  private final TournamentSelector<DoubleGene, Double> selector;
  private final List<Alterer<DoubleGene, Double>> numberCrossovers;
  private final Alterer<DoubleGene, Double> itemCrossover;

  Breeding(ParameterSpace space, Genome genome, Strategy strategy) {
    this.space = space;
    this.genome = genome;
    this.strategy = strategy;
    this.selector = new TournamentSelector<>(strategy.tournament());
    this.itemCrossover = new UniformCrossover<>(strategy.recombined(), 0.5);
    this.numberCrossovers =
        List.of(
            itemCrossover,
            new IntermediateCrossover<>(strategy.recombined(), strategy.blend()),
            new LineCrossover<>(strategy.recombined(), strategy.blend()));
  }

  /**
   * A place for a child.
   *
   * @param completed gives a parent's inactive parameters values
   */
  double[] child(
      Elite parents, double step, UnaryOperator<double[]> completed, RandomGenerator random) {
    return RandomRegistry.with(
        random,
        r -> {
          ISeq<Phenotype<DoubleGene, Double>> couple =
              selector.select(parents.phenotypes(), 2, Optimize.MINIMUM);
          boolean central = genome.hasOrder(0) && r.nextDouble() < strategy.central();
          Phenotype<DoubleGene, Double> first =
              central ? centre(parents, completed) : whole(couple.get(0), completed);
          return genome.unit(
              alterer(step, r)
                  .alter(ISeq.of(first, whole(couple.get(1), completed)), 1)
                  .population()
                  .get(0)
                  .genotype());
        });
  }

  /** The best one, but with the mean of all in its numbers; the better weigh more. */
  private Phenotype<DoubleGene, Double> centre(Elite parents, UnaryOperator<double[]> completed) {
    double[] centre = completed.apply(parents.members().getFirst().unit());
    double[] sum = new double[centre.length];
    double weights = 0;
    for (int rank = 0; rank < parents.size(); rank++) {
      double weight = parents.size() - rank;
      double[] unit = completed.apply(parents.members().get(rank).unit());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * unit[i];
      }
      weights += weight;
    }
    for (int number : genome.chromosomes().getFirst()) {
      centre[number] = sum[number] / weights;
    }
    return Phenotype.of(genome.genotype(centre), 1);
  }

  private Phenotype<DoubleGene, Double> whole(
      Phenotype<DoubleGene, Double> parent, UnaryOperator<double[]> completed) {
    Genotype<DoubleGene> genotype = parent.genotype();
    return Phenotype.of(genome.genotype(completed.apply(genome.unit(genotype))), 1);
  }

  private Alterer<DoubleGene, Double> alterer(double step, RandomGenerator random) {
    double rate = 1.0 / space.size();
    boolean few = random.nextDouble() < strategy.sparse();
    Alterer<DoubleGene, Double> all = null;
    for (int c = 0; c < genome.chromosomes().size(); c++) {
      boolean numbers = genome.hasOrder(c);
      Alterer<DoubleGene, Double> crossover =
          numbers ? numberCrossovers.get(random.nextInt(numberCrossovers.size())) : itemCrossover;
      int[] parameters = genome.chromosomes().get(c);
      Mutation mutation =
          numbers
              ? new Mutation((gene, i, rnd) -> moved(gene, parameters[i], step, rate, few, rnd))
              : new Mutation((gene, i, rnd) -> rnd.nextDouble() < rate ? rnd.nextDouble() : gene);
      Alterer<DoubleGene, Double> part = PartialAlterer.of(Alterer.of(crossover, mutation), c);
      all = all == null ? part : all.andThen(part);
    }
    return Objects.requireNonNull(all);
  }

  private double moved(
      double gene, int parameter, double step, double rate, boolean few, RandomGenerator random) {
    Range range = space.parameters().get(parameter).range();
    // less than half a cell would change nothing
    double least = range.count() == 0 ? 0 : 0.7 / range.count();
    boolean stepped = least > step;
    if ((few || stepped) && random.nextDouble() >= (stepped ? rate : 2 * rate)) {
      return gene;
    }
    return gene + Math.max(step, least) * random.nextGaussian();
  }
}
