package org.tune4j.search.nsga;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.search.Score;
import org.tune4j.search.sequence.ScrambledSobol;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.ValueType;

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic
 * algorithm: NSGA-II", 2002), steady state: each trial that ends may drive out the worst one at
 * once, so nothing waits for a generation. A {@link Model} picks each child out of several.
 *
 * <p>What it keeps follows from the trials that ended, in their order. Not thread-safe.
 */
public final class Nsga2 implements Algorithm {
  /** {@code nsga2}. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "nsga2",
          true,
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      "population",
                      new ValueType.Whole(4, 500),
                      "how many of the best trials may be parents"),
                  new ConfigSchema.Key(
                      "candidates",
                      new ValueType.Whole(1, 1_000),
                      "how many children a model picks each trial from; 1 for no model")),
              Map.of()),
          Nsga2::of);

  private static final int POPULATION = 20;
  private static final int LEAST_POPULATION = 8;
  private static final int MOST_POPULATION = 100;
  private static final int CANDIDATES = 10;

  /** How often the model is not asked: what it is wrong about would never be tried. */
  private static final double BLIND = 0.2;

  /** Values are kept within this, so that differences of them stay finite. */
  private static final double GREATEST = 1e100;

  private final ParameterSpace space;
  private final long seed;
  private final int objectives;
  private final int size;
  private final int candidates;
  private final Breeding breeding;
  private final ScrambledSobol sobol;

  private @Nullable History learnt;
  private int taken;
  private Population population;
  private Model model;

  Nsga2(ParameterSpace space, long seed, int objectives, int size, int candidates) {
    this.space = space;
    this.seed = Seeds.derive(seed, "nsga2", 0);
    this.objectives = objectives;
    this.size = size;
    this.candidates = candidates;
    this.breeding = new Breeding(space);
    this.sobol = new ScrambledSobol(space.size(), this.seed);
    this.population = new Population(size);
    this.model = new Model(space);
  }

  private static Nsga2 of(AlgorithmKind.Setup setup) {
    return new Nsga2(
        setup.space(),
        setup.seed(),
        setup.objectives(),
        (int) setup.settings().getLong("population", usualPopulation(setup.samples())),
        (int) setup.settings().getLong("candidates", CANDIDATES));
  }

  /** Few for few trials: a population that is hardly ever renewed finds nothing. */
  private static int usualPopulation(int samples) {
    if (samples < 0) {
      return POPULATION;
    }
    return samples < 5 * POPULATION
        ? Math.max(LEAST_POPULATION, samples / 5)
        : Math.clamp(samples / 50, POPULATION, MOST_POPULATION);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    learn(history);
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "try", retry), "trial", number);
    if (space.size() == 0 || !population.isFull()) {
      return retry == 0 ? space.at(sobol.point(number)) : space.random(random);
    }
    int children = Chance.uniform(random) < BLIND ? 1 : candidates;
    return space.at(
        new Screening(space, model)
            .best(
                population.front(),
                history.running(),
                children,
                () -> breeding.child(population, retry, random)));
  }

  private void learn(History history) {
    List<Observation> ended = history.ended();
    if (history != learnt || ended.size() < taken) {
      learnt = history;
      taken = 0;
      population = new Population(size);
      model = new Model(space);
    }
    for (; taken < ended.size(); taken++) {
      take(ended.get(taken));
    }
  }

  private void take(Observation observation) {
    Score score = observation.score();
    if (!observation.counts() || score.values().length != objectives) {
      return;
    }
    double[] values = new double[objectives];
    for (int i = 0; i < objectives; i++) {
      double value = score.values()[i];
      values[i] = Double.isNaN(value) ? GREATEST : Math.clamp(value, -GREATEST, GREATEST);
    }
    Member member =
        new Member(
            space.unit(observation.point()), new Score(score.value(), values, score.violation()));
    population.add(member);
    model.add(member);
  }
}
