package org.tune4j.search.de;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;
import org.tune4j.space.Seeds;

/**
 * Differential evolution in the unit cube, with the adaptation of SHADE (Tanabe and Fukunaga,
 * "Success-history based parameter adaptation for differential evolution", 2013). Steady state:
 * each result may replace a member at once, so nothing waits for a generation.
 *
 * <p>What it knows follows from the history alone: the target and the controls of a trial follow
 * from its number. Not thread-safe.
 */
public final class DifferentialEvolution implements Algorithm {
  /** The kind {@code de}. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "de",
          true,
          ConfigSchema.of(List.of(), Map.of()),
          setup -> new DifferentialEvolution(setup.space(), setup.seed()));

  /** Few, because there are few evaluations: SHADE's own 100 would be a random search. */
  private static final int SIZE = 10;

  private final ParameterSpace space;
  private final long seed;
  private Population population = new Population(SIZE);
  private Memory memory = new Memory();
  private int taken;

  DifferentialEvolution(ParameterSpace space, long seed) {
    this.space = space;
    this.seed = Seeds.derive(seed, "de", 0);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    learn(history);
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "try", retry), "trial", number);
    return population.isFull() ? space.at(mutated(number, retry, random)) : space.random(random);
  }

  private void learn(History history) {
    List<Observation> ended = history.ended();
    if (ended.size() < taken) { // another history
      taken = 0;
      population = new Population(SIZE);
      memory = new Memory();
    }
    for (; taken < ended.size(); taken++) {
      take(ended.get(taken));
    }
  }

  private void take(Observation observation) {
    double value = observation.counts() ? observation.value() : Double.POSITIVE_INFINITY;
    Population.Member member =
        new Population.Member(Places.of(observation, space, seed), value, observation.isFeasible());
    if (!population.isFull()) {
      population.add(member);
      return;
    }
    int slot = target(observation.number());
    Population.Member before = population.get(slot);
    if (value <= before.value()) {
      population.replace(slot, member);
    }
    if (value < before.value()) {
      // what it is worth to come nearer to a bound, nobody knows
      double gain = before.isFeasible() ? before.value() - value : 0;
      memory.succeeded(controls(observation.number()), gain);
    }
    if (taken % population.size() == 0) {
      memory.endRound();
    }
  }

  private int target(int number) {
    return number % population.size();
  }

  private Memory.Control controls(int number) {
    return memory.draw(Seeds.random(seed, "controls", number));
  }

  /** current-to-pbest/1 with an archive, then binomial crossover. */
  private double[] mutated(int number, int retry, RandomGenerator random) {
    Memory.Control control = controls(number);
    double[] target = population.get(target(number)).place();
    double[] leader = population.leader(Chance.uniform(random)).place();
    double[] plus = population.get(Chance.index(population.size(), random)).place();
    double[] minus = population.any(Chance.uniform(random)).place();
    double[] place = target.clone();
    int forced = Chance.index(Math.max(1, place.length), random);
    for (int i = 0; i < place.length; i++) {
      boolean crosses = Chance.uniform(random) < control.rate() || i == forced;
      double coin = Chance.uniform(random);
      double other = Chance.uniform(random);
      Range range = space.parameters().get(i).range();
      if (coin < 0.02 * retry) {
        place[i] = other; // what was made is there already
      } else if (crosses && range.isOrdered()) {
        double step = leader[i] - target[i] + plus[i] - minus[i];
        place[i] = inside(target[i], target[i] + control.scale() * step);
      } else if (crosses) {
        place[i] = Places.item(leader[i], plus[i], minus[i], coin, other, control.scale());
      }
    }
    return place;
  }

  /** Halfway to the border that it passed. */
  private static double inside(double from, double to) {
    return to < 0 ? from / 2 : to > 1 ? (1 + from) / 2 : to;
  }
}
