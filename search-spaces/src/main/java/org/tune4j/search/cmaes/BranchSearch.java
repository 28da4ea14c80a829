package org.tune4j.search.cmaes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.math.Gaussian;
import org.tune4j.search.Observation;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * The search of one {@link Branch}: first a Latin hypercube, then CMA-ES from the weighted mean of
 * its better half, with odds for the unordered choices, and a model that says which of many draws
 * is worth a trial.
 */
final class BranchSearch {
  private static final double SIGMA = 0.2;

  /** The least size of a population: enough where the model sees what each is worth. */
  private static final int LEAST = 2;

  /** A model that is right this much more often than wrong needs no larger one. */
  private static final double TRUSTED = 0.3;

  private static final int FIRST = 10;

  /** How many draws the model chooses from when it was always right. */
  private static final double DRAWS = 50;

  /** How often a draw outside the space is made again. */
  private static final int REDRAWS = 10;

  private final ParameterSpace space;
  private final Branch branch;
  private final long seed;
  private final List<Coordinate> coordinates = new ArrayList<>();
  private final List<Odds> choices = new ArrayList<>();
  private final int least;
  private int lambda; // of a population that no model helps
  private final LatinHypercube first;
  private final Restarts restarts;
  private final List<Member> population = new ArrayList<>();
  private Stagnation stagnation = new Stagnation(0);
  private double spread;
  private @Nullable Distribution distribution;
  private @Nullable Surrogate surrogate;

  BranchSearch(ParameterSpace space, Branch branch, long seed, int concurrent) {
    this.space = space;
    this.branch = branch;
    this.seed = seed;
    List<Integer> unordered = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      Parameter parameter = space.parameters().get(i);
      if (branch.possible()[i] && branch.items()[i] < 0 && parameter.range().count() != 1) {
        if (parameter.range().isOrdered()) {
          coordinates.add(new Coordinate(i, parameter.range()));
        } else {
          unordered.add(i);
        }
      }
    }
    for (int i : unordered) {
      choices.add(new Odds(i, space.parameters().get(i).range(), unordered.size()));
    }
    this.least = Math.max(LEAST, concurrent / 2);
    this.lambda = Math.max(least, Rates.usualLambda(coordinates.size() + choices.size()));
    this.first = new LatinHypercube(seed, Math.max(FIRST, concurrent));
    this.restarts = new Restarts(seed, lambda);
  }

  /** How many trials it takes to begin. */
  int first() {
    return first.size();
  }

  /**
   * A point for a trial.
   *
   * @param before how many points of this branch were tried before
   */
  double[] suggest(int number, int retry, int before) {
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "try", retry), "trial", number);
    double[] place = new double[coordinates.size()];
    int[] items = new int[choices.size()];
    Distribution from = distribution;
    if (from == null) {
      int index = retry == 0 ? before : first.size();
      Arrays.setAll(place, i -> first.coordinate(i, index, random));
      Arrays.setAll(
          items, i -> choices.get(i).draw(first.coordinate(place.length + i, index, random), 0));
      return point(place, items);
    }
    // What was drawn before may be there already: look farther each time.
    double mix = Math.min(1, 0.05 * retry);
    Arrays.setAll(items, i -> choices.get(i).draw(Chance.uniform(random), mix));
    return point(place(from, 1 + 0.1 * retry, random), items);
  }

  /** The best of several draws, as the model sees it. */
  private double[] place(Distribution from, double wider, RandomGenerator random) {
    double[] best = from.draw(random, wider, REDRAWS);
    int draws = surrogate == null ? 0 : (int) Math.rint(DRAWS * surrogate.trust());
    if (surrogate == null || draws <= 1) {
      return best;
    }
    double least = surrogate.predict(best);
    for (int i = 1; i < draws; i++) {
      double[] other = from.draw(random, wider, 1);
      double value = surrogate.predict(other);
      if (value < least) {
        least = value;
        best = other;
      }
    }
    return best;
  }

  private double[] point(double[] place, int[] items) {
    double[] point = new double[space.size()];
    Arrays.fill(point, Double.NaN);
    for (int i = 0; i < point.length; i++) {
      point[i] =
          branch.items()[i] >= 0 ? branch.items()[i] : space.parameters().get(i).range().at(0.5);
    }
    for (int i = 0; i < place.length; i++) {
      Coordinate coordinate = coordinates.get(i);
      point[coordinate.parameter()] = coordinate.value(place[i]);
    }
    for (int i = 0; i < items.length; i++) {
      point[choices.get(i).parameter()] = items[i];
    }
    for (int i = 0; i < point.length; i++) { // those that others depend on come first
      if (!space.isActive(i, point)) {
        point[i] = Double.NaN;
      }
    }
    return point;
  }

  /** A trial of this branch ended. */
  void take(Observation observation) {
    Member member = member(observation);
    population.add(member);
    if (distribution != null && surrogate != null) {
      surrogate.add(filled(member, distribution));
    }
    int enough = distribution == null ? first.size() : distribution.rates().lambda;
    if (population.size() >= enough) {
      endGeneration();
    }
    if (surrogate != null) {
      surrogate.fit();
    }
  }

  private Member member(Observation observation) {
    double[] place = new double[coordinates.size()];
    for (int i = 0; i < place.length; i++) {
      double value = observation.point()[coordinates.get(i).parameter()];
      place[i] = Double.isNaN(value) ? Double.NaN : coordinates.get(i).place(value);
    }
    int[] items = new int[choices.size()];
    for (int i = 0; i < items.length; i++) {
      double item = observation.point()[choices.get(i).parameter()];
      items[i] = Double.isNaN(item) ? -1 : (int) item;
    }
    double value = observation.counts() ? observation.value() : Double.POSITIVE_INFINITY;
    return new Member(observation.number(), place, items, value, observation.isFeasible());
  }

  private void endGeneration() {
    population.sort(Comparator.comparingDouble(Member::value)); // stable
    double[] weights = new Rates(coordinates.size(), population.size()).positiveWeights();
    Distribution current = distribution;
    if (current == null) {
      spread = spread(population);
      current = new Distribution(new Rates(coordinates.size(), lambda), mean(weights), SIGMA);
      changeTo(current);
    } else {
      evolve(current);
    }
    for (int i = 0; i < choices.size(); i++) {
      choices.get(i).learn(i, population, weights);
    }
    restarts.spent(population.size());
    if (current.generation() > 0 && stagnation.isReached(current, population)) {
      population.clear();
      choices.forEach(Odds::restart);
      Distribution next = restarts.next(coordinates.size(), SIGMA);
      lambda = next.rates().lambda;
      changeTo(next);
    }
    population.clear();
    chooseSize();
  }

  /** How far the middle one is from the best; 0 when all break a bound. */
  private static double spread(List<Member> sorted) {
    double[] values =
        sorted.stream().filter(Member::isFeasible).mapToDouble(Member::value).toArray();
    return values.length == 0 ? 0 : values[values.length / 2] - values[0];
  }

  /** The less the model can be trusted, the larger the next population. */
  private void chooseSize() {
    if (distribution != null && surrogate != null) {
      double doubt = Math.max(0, 1 - surrogate.trust() / TRUSTED);
      int size = least + (int) Math.rint((lambda - least) * doubt);
      distribution.use(new Rates(coordinates.size(), size));
    }
  }

  /** Begins with a distribution; what is in the population, its model knows. */
  private void changeTo(Distribution next) {
    Surrogate model = new Surrogate(next, surrogate);
    population.forEach(member -> model.add(filled(member, next)));
    distribution = next;
    surrogate = model;
    stagnation = new Stagnation(spread);
  }

  /** The weighted mean of the better ones, for each coordinate of those where it is active. */
  private double[] mean(double[] weights) {
    double[] mean = new double[coordinates.size()];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      double active = 0;
      for (int k = 0; k < weights.length; k++) {
        double place = population.get(k).place()[i];
        if (!Double.isNaN(place)) {
          sum += weights[k] * place;
          active += weights[k];
        }
      }
      mean[i] = active > 0 ? sum / active : Chance.uniform(Seeds.random(seed, "mean", i));
    }
    return mean;
  }

  private void evolve(Distribution current) {
    population.replaceAll(member -> filled(member, current));
    current.learn(population);
    // As likely as one of all the coordinates of a generation.
    double alpha = 1.0 / (Math.max(2, coordinates.size()) * Math.max(4, current.rates().lambda));
    current.keepMargin(coordinates, -Gaussian.quantile(alpha));
    current.decompose();
  }

  /** What was inactive had no effect: any value that could have been drawn stands for it. */
  private Member filled(Member member, Distribution current) {
    double[] place = member.place().clone();
    RandomGenerator random = Seeds.random(seed, "fill", member.number());
    for (int i = 0; i < place.length; i++) {
      if (Double.isNaN(place[i])) {
        double z = Chance.normal(random);
        place[i] = Math.clamp(current.mean()[i] + current.deviation(i) * z, 0, 1);
      }
    }
    return new Member(member.number(), place, member.items(), member.value(), member.isFeasible());
  }
}
