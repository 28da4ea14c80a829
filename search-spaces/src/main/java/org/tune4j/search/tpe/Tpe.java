package org.tune4j.search.tpe;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl, "Algorithms for
 * hyper-parameter optimization", 2011) with a joint model of all parameters: of some points drawn
 * from the density of the good trials, it suggests the one where that density exceeds the bad
 * trials' most. Trials that run count as bad.
 *
 * <p>In a space with branches it now and then decides for a branch first; see {@link Branches}.
 */
public final class Tpe implements Algorithm {
  /** As a sweep names it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "tpe",
          true,
          TpeSettings.SCHEMA,
          setup -> new Tpe(setup.space(), setup.seed(), TpeSettings.of(setup.settings())));

  /** From this try on the good density is followed, whatever the bad one says. */
  private static final int FREELY = 4;

  /** From this try on chance decides. */
  private static final int AT_RANDOM = 10;

  private final ParameterSpace space;
  private final long seed;
  private final TpeSettings settings;
  private final Known known;
  private final Branches branches;

  Tpe(ParameterSpace space, long seed, TpeSettings settings) {
    this.space = space;
    this.seed = seed;
    this.settings = settings;
    this.known = new Known(space);
    this.branches = new Branches(space);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "tpe", retry), "trial", number);
    if (history.counting().size() < settings.startup() || retry >= AT_RANDOM) {
      return space.random(random);
    }
    known.read(history);
    boolean isBranching = Chance.uniform(random) < settings.branchShare();
    double[] given = isBranching ? branches.choose(known, random) : Given.nothing(space.size());
    double[] learning = given;
    while (known.ranked(learning).length < settings.startup()) {
      learning = Given.less(learning);
    }
    Split split = Split.of(known, learning, settings);
    Columns columns = known.columns();
    return best(
        new ParzenEstimator(columns, split.good(), split.goodWeights(), settings.bandwidth()),
        new ParzenEstimator(columns, split.bad(), split.badWeights(), settings.bandwidth()),
        given,
        retry < FREELY ? settings.candidates() : 1,
        random);
  }

  private static double[] best(
      ParzenEstimator good,
      ParzenEstimator bad,
      double[] given,
      int candidates,
      RandomGenerator random) {
    double[] best = good.sample(given, random);
    if (candidates == 1) {
      return best;
    }
    double most = good.logDensity(best) - bad.logDensity(best);
    for (int i = 1; i < candidates; i++) {
      double[] point = good.sample(given, random);
      double gain = good.logDensity(point) - bad.logDensity(point);
      if (gain > most) {
        best = point;
        most = gain;
      }
    }
    return best;
  }
}
