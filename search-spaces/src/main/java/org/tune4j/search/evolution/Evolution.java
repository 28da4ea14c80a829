package org.tune4j.search.evolution;

import io.jenetics.Phenotype;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.search.sequence.ScrambledSobol;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.ValueType;

/**
 * A steady-state evolution strategy: the best of all trials are the parents, each suggestion is one
 * child of two of them, and the length of mutations follows the one-fifth rule (Rechenberg, 1973;
 * for populations Ait Elhara, Auger and Hansen, 2013). Selection and recombination are Jenetics'.
 *
 * <p>What it keeps follows from the trials that ended, in their order.
 */
public final class Evolution implements Algorithm {
  /** {@code evolution}. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "evolution",
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      "population",
                      new ValueType.Whole(2, 10_000),
                      "how many of the best trials may be parents"),
                  new ConfigSchema.Key(
                      "startup_trials",
                      new ValueType.Whole(2, 1_000_000),
                      "how many trials come from a Sobol sequence first"),
                  new ConfigSchema.Key(
                      "initial_step",
                      new ValueType.Real(1e-6, 0.5),
                      "the first standard deviation of mutations, in parts of each range")),
              Map.of()),
          setup -> new Evolution(setup.space(), setup.seed(), Strategy.of(setup.settings())));

  private final ParameterSpace space;
  private final long seed;
  private final Strategy strategy;
  private final Genome genome;
  private final Breeding breeding;
  private final ScrambledSobol sobol;

  private @Nullable History learnt;
  private int known;
  private Niches niches;
  private Donors donors;

  Evolution(ParameterSpace space, long seed, Strategy strategy) {
    this.space = space;
    this.seed = seed;
    this.strategy = strategy;
    this.genome = new Genome(space);
    this.breeding = new Breeding(space, genome, strategy);
    this.sobol = new ScrambledSobol(space.size(), seed);
    this.niches = new Niches(space, strategy);
    this.donors = new Donors(space);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    if (space.size() == 0) {
      return new double[0];
    }
    learn(history);
    RandomGenerator random =
        new PortableRandom(Seeds.random(Seeds.derive(seed, "evolution", retry), "trial", number));
    if (number < strategy.startup()) {
      return space.at(anywhere(number, retry, random));
    }
    Niches.Home home = niches.home(random);
    double[] unit =
        home.niche().canBreed()
            ? breeding.child(
                home.niche().parents(),
                home.niche().step(),
                parent -> donors.completed(parent, random),
                random)
            : anywhere(number, retry, random);
    if (home.parameter() >= 0) {
      unit[home.parameter()] = space.parameters().get(home.parameter()).range().unit(home.item());
    }
    return space.at(unit);
  }

  private double[] anywhere(int number, int retry, RandomGenerator random) {
    if (retry == 0) {
      return sobol.point(number);
    }
    double[] unit = new double[space.size()];
    Arrays.setAll(unit, i -> random.nextDouble());
    return unit;
  }

  private void learn(History history) {
    List<Observation> ended = history.ended();
    if (history != learnt || ended.size() < known) {
      learnt = history;
      known = 0;
      niches = new Niches(space, strategy);
      donors = new Donors(space);
    }
    for (; known < ended.size(); known++) {
      learn(ended.get(known));
    }
  }

  private void learn(Observation observation) {
    boolean isChild = observation.number() >= strategy.startup();
    if (observation.counts()) {
      double[] unit = space.unit(observation.point());
      Member member =
          new Member(
              observation.point(),
              unit,
              Phenotype.of(genome.genotype(unit), 1, observation.value()));
      niches.add(member, isChild);
      donors.add(member);
    } else if (isChild) {
      niches.fail(observation.point());
    }
  }
}
