package org.tune4j.search.evolution;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;
import org.tune4j.space.Seeds;
import org.tune4j.space.ValueType;

/**
 * Regularised evolution (Real, Aggarwal, Huang and Le, "Regularized evolution for image classifier
 * architecture search", 2019): the population are the trials that ended last, whatever their
 * values; the best of a few of them becomes the parent, and one of its values is changed. So a
 * lucky result dies out unless its children do well, too.
 */
public final class AgingEvolution implements Algorithm {
  /** {@code aging_evolution}. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "aging_evolution",
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      "population",
                      new ValueType.Whole(2, 1_000_000),
                      "how many of the trials that ended last may be parents"),
                  new ConfigSchema.Key(
                      "sample_size",
                      new ValueType.Whole(1, 1_000_000),
                      "how many of them are drawn, for the best to be the parent")),
              Map.of()),
          AgingEvolution::of);

  private static final int PAPERS_POPULATION = 100;
  private static final int LEAST_POPULATION = 10;
  private static final double STEP = 0.1;
  private static final int TRIES = 20;

  private final ParameterSpace space;
  private final long seed;
  private final int populationSize;
  private final int sampleSize;
  private final int[] mutable;

  AgingEvolution(ParameterSpace space, long seed, int populationSize, int sampleSize) {
    this.space = space;
    this.seed = seed;
    this.populationSize = populationSize;
    this.sampleSize = sampleSize;
    this.mutable =
        IntStream.range(0, space.size())
            .filter(i -> space.parameters().get(i).range().count() != 1)
            .toArray();
  }

  private static AgingEvolution of(AlgorithmKind.Setup setup) {
    int usual =
        setup.samples() < 0
            ? PAPERS_POPULATION
            : Math.clamp(setup.samples() / 5, LEAST_POPULATION, PAPERS_POPULATION);
    int population = (int) setup.settings().getLong("population", usual);
    int sample = (int) setup.settings().getLong("sample_size", Math.max(2, population / 4));
    return new AgingEvolution(setup.space(), setup.seed(), population, sample);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    RandomGenerator random =
        new PortableRandom(Seeds.random(Seeds.derive(seed, "aging", retry), "trial", number));
    List<Observation> counting = history.counting();
    return counting.size() < populationSize
        ? space.random(random)
        : mutated(parent(counting, random), random);
  }

  private double[] parent(List<Observation> counting, RandomGenerator random) {
    int oldest = counting.size() - populationSize;
    Observation best = counting.get(oldest + random.nextInt(populationSize));
    for (int i = 1; i < sampleSize; i++) {
      Observation other = counting.get(oldest + random.nextInt(populationSize));
      if (other.value() < best.value()) {
        best = other;
      }
    }
    return best.point();
  }

  private double[] mutated(double[] parent, RandomGenerator random) {
    double[] unit = space.unit(parent);
    int[] active = IntStream.of(mutable).filter(i -> !Double.isNaN(parent[i])).toArray();
    for (int i = 0; i < unit.length; i++) {
      if (Double.isNaN(unit[i])) {
        unit[i] = random.nextDouble(); // the change may make it active
      }
    }
    if (active.length > 0) {
      int changed = active[random.nextInt(active.length)];
      unit[changed] = another(changed, parent[changed], unit[changed], random);
    }
    return space.at(unit);
  }

  private double another(int parameter, double value, double unit, RandomGenerator random) {
    Range range = space.parameters().get(parameter).range();
    double step = range.count() == 0 ? STEP : Math.max(STEP, 1.0 / range.count());
    double other = unit;
    for (int attempt = 0; attempt < TRIES && range.at(other) == value; attempt++) {
      other =
          range.isOrdered()
              ? Mutation.reflected(unit + step * random.nextGaussian())
              : random.nextDouble();
    }
    return other;
  }
}
