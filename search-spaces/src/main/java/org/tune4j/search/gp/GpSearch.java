package org.tune4j.search.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.search.Algorithm;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * Bayesian optimisation (Jones, Schonlau and Welch, "Efficient global optimization of expensive
 * black-box functions", 1998): a Gaussian process tells what to expect where, and the place with
 * the greatest expected improvement is tried. Not thread-safe.
 */
final class GpSearch implements Algorithm {
  /** So many running trials are taken into account, the newest. */
  private static final int MOST_RUNNING = 64;

  /** By how much waves must make the history more likely to be believed in; a logarithm. */
  private static final double MARGIN = 2;

  /** Up to so many parameters it looks everywhere, beyond it in a {@link Region}. */
  private static final int FEW = 10;

  private static final int STARTS = 6;
  private static final int EVALUATIONS = 30;

  /** The least squared distance of two starts. */
  private static final double APART = 0.05;

  /** So many candidates may be turned down as starts. */
  private static final int TRIES = 200;

  private final ParameterSpace space;
  private final Inputs inputs;
  private final long seed;
  private final int initial;
  private final Fits calm;
  private final Fits rough;
  private final Region region;

  /**
   * @param seed any
   * @param initial how many trials end before the model is asked
   */
  GpSearch(ParameterSpace space, long seed, int initial) {
    this.space = space;
    this.inputs = new Inputs(space);
    this.seed = seed;
    this.initial = initial;
    this.calm = new Fits(inputs, initial, false);
    this.rough = new Fits(inputs, initial, true);
    this.region = new Region(inputs.scales());
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    if (retry > 0 || inputs.scales() == 0) {
      // nothing that the model liked can be taken
      return space.random(Seeds.random(Seeds.derive(seed, "gp again", retry), "trial", number));
    }
    if (history.counting().size() < initial) {
      RandomGenerator random = Seeds.random(seed, "gp design", number / initial);
      return space.at(Box.whole(inputs).spread(initial, random)[number % initial]);
    }
    return modelled(number, history);
  }

  private double[] modelled(int number, History history) {
    double[] theta = fitted(history.ended());
    Training training = Training.of(inputs, history.ended());
    RandomGenerator random = Seeds.random(seed, "gp candidates", number);
    double[] reach = reach(theta);
    double[] best = training.trials().get(training.best()).point();
    Box box = box(history, Candidates.latent(best, space, random), reach);
    Posterior posterior = posterior(training, theta, history.running());
    Acquisition acquisition = new Acquisition(inputs, posterior, training.y()[training.best()]);
    double[][] places = new Candidates(inputs, box, reach, random).places(training);
    List<double[]> inOrder = inOrder(places, acquisition.many(places));
    Climb climb = new Climb(inputs, acquisition, box, reach, this::isAllowed, EVALUATIONS);
    double most = Double.NEGATIVE_INFINITY;
    double[] found = null;
    for (double[] start : starts(inOrder, theta)) {
      double value = climb.climb(start);
      double[] point = space.at(start);
      if (value > most && !isTaken(point, history)) {
        most = value;
        found = point;
      }
    }
    return found == null ? anyOf(inOrder, history, random) : found;
  }

  /** Of the model with waves and the one without, the one that explains the history. */
  private double[] fitted(List<Observation> ended) {
    double[] without = calm.after(ended);
    double[] with = rough.after(ended);
    return calm.misfit() - rough.misfit() > MARGIN ? with : without;
  }

  private Posterior posterior(Training training, double[] theta, Collection<Observation> running) {
    List<double[]> points = new ArrayList<>();
    training.trials().forEach(trial -> points.add(trial.point()));
    running.stream()
        .skip(Math.max(0, running.size() - MOST_RUNNING))
        .forEach(trial -> points.add(trial.point()));
    return new Posterior(Rows.of(inputs, points), training.y(), theta);
  }

  /** The length scale of each coordinate, at most its range. */
  private double[] reach(double[] theta) {
    double[] weights = Hyper.weights(theta);
    double[] reach = new double[space.size()];
    Arrays.fill(reach, 1);
    for (Inputs.Column column : inputs.columns()) {
      reach[column.parameter()] = Math.clamp(1 / Math.sqrt(weights[column.scale()]), 0.02, 1);
    }
    return reach;
  }

  private Box box(History history, double[] centre, double[] reach) {
    Box whole = Box.whole(inputs);
    if (inputs.scales() <= FEW) {
      return whole;
    }
    double half = region.after(history.ended(), initial) / 2;
    double logs = Arrays.stream(reach).map(StrictMath::log).reduce(0, Double::sum);
    double mean = StrictMath.exp(logs / reach.length);
    double[] near = Arrays.stream(reach).map(r -> half * r / mean).toArray();
    return whole.around(centre, near, inputs);
  }

  /** Those with the greatest values first. */
  private static List<double[]> inOrder(double[][] places, double[] values) {
    return IntStream.range(0, places.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .map(i -> places[i])
        .toList();
  }

  /** Copies of the best ones that are not much alike. */
  private List<double[]> starts(List<double[]> inOrder, double[] theta) {
    double[] weights = Hyper.weights(theta);
    List<double[]> starts = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (double[] place : inOrder.subList(0, Math.min(TRIES, inOrder.size()))) {
      double[] row = inputs.rowAt(place);
      double[] distances = new double[rows.size()];
      Rows.ofRows(inputs, rows).distances(row, weights, rows.size(), distances);
      if (Arrays.stream(distances).allMatch(square -> square > APART) && isAllowed(place)) {
        starts.add(place.clone());
        rows.add(row);
      }
      if (starts.size() == STARTS) {
        break;
      }
    }
    return starts;
  }

  /** The best candidate that can be taken; chance when there is none. */
  private double[] anyOf(List<double[]> inOrder, History history, RandomGenerator random) {
    for (double[] place : inOrder) {
      double[] point = space.at(place);
      if (!isTaken(point, history) && isAllowed(place)) {
        return point;
      }
    }
    return space.random(random);
  }

  private boolean isAllowed(double[] unit) {
    return space.space().constraints().isEmpty()
        || space.space().allows(space.variant(space.at(unit)));
  }

  private static boolean isTaken(double[] point, History history) {
    return history.ended().stream().anyMatch(trial -> Arrays.equals(trial.point(), point))
        || history.running().stream().anyMatch(trial -> Arrays.equals(trial.point(), point));
  }
}
