package org.tune4j.search.tpe;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Levels;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * The model of BOHB (Falkner, Klein, Hutter, "BOHB: robust and efficient hyperparameter
 * optimization at scale", 2018): a pair of densities, of good and bad trials, over those that
 * reached the highest level with enough of them. Values of different levels are never compared.
 * Which trials go on to the next level is the scheduler's to decide.
 */
public final class Bohb implements Algorithm {
  /** As a sweep names it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "bohb",
          true,
          BohbSettings.SCHEMA,
          setup ->
              new Bohb(
                  setup.space(),
                  setup.seed(),
                  Levels.of(setup.settings()),
                  BohbSettings.of(setup.settings())));

  /** From this try on the good density is followed, whatever the bad one says. */
  private static final int FREELY = 4;

  /** From this try on chance decides. */
  private static final int AT_RANDOM = 10;

  private final ParameterSpace space;
  private final long seed;
  private final int[] levels;
  private final BohbSettings settings;
  private final Reached reached;
  private final Branches branches;

  Bohb(ParameterSpace space, long seed, int[] levels, BohbSettings settings) {
    this.space = space;
    this.seed = seed;
    this.levels = levels;
    this.settings = settings;
    this.reached = new Reached(space, levels.length);
    this.branches = new Branches(space);
  }

  @Override
  public int[] levels() {
    return levels.clone();
  }

  @Override
  public String note() {
    return Levels.note(levels);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "bohb", retry), "trial", number);
    if (Chance.uniform(random) < settings.randomFraction() || retry >= AT_RANDOM) {
      return space.random(random);
    }
    reached.read(history);
    int parameters = reached.parameters();
    double[] given =
        branches.areThere() && Chance.uniform(random) < settings.branchShare()
            ? branches.any(random)
            : Given.nothing(space.size());
    int needed = settings.needed(parameters);
    int level = reached.highest(needed, given);
    double[] learning = given;
    while (level < 0 && Given.set(learning).length > 0) {
      learning = Given.less(learning);
      level = reached.highest(needed, learning);
    }
    if (level < 0) {
      return space.random(random);
    }
    Split.Trials trials = reached.trials(level, learning);
    Split split = Split.of(trials, settings.good(trials.ranked().length), false, false);
    double least = settings.least(level, levels.length);
    Bandwidth narrow = new Bandwidth.Reference(least, 1, parameters);
    Bandwidth wide = new Bandwidth.Reference(least, settings.factor(), parameters);
    int candidates = retry < FREELY ? settings.candidates() : 1;
    return best(split, given, narrow, wide, candidates, random);
  }

  private double[] best(
      Split split,
      double[] given,
      Bandwidth narrow,
      Bandwidth wide,
      int candidates,
      RandomGenerator random) {
    Columns columns = reached.columns();
    int[] good = split.good();
    ParzenEstimator drawn = new ParzenEstimator(columns, good, split.goodWeights(), wide);
    ParzenEstimator likes = new ParzenEstimator(columns, good, split.goodWeights(), narrow);
    ParzenEstimator dislikes =
        new ParzenEstimator(columns, split.bad(), split.badWeights(), narrow);
    double[] best = drawn.sample(given, random);
    double most = candidates == 1 ? 0 : likes.logDensity(best) - dislikes.logDensity(best);
    for (int i = 1; i < candidates; i++) {
      double[] point = drawn.sample(given, random);
      double gain = likes.logDensity(point) - dislikes.logDensity(point);
      if (gain > most) {
        best = point;
        most = gain;
      }
    }
    return best;
  }
}
