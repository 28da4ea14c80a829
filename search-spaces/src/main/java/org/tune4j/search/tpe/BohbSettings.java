package org.tune4j.search.tpe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.search.Levels;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/**
 * What can be set beside the levels. The defaults are those of the paper but for the least number
 * of good trials, which is one more than there are parameters there, for the candidates, 64 there,
 * and for the width of kernels at low levels, which is the same at all levels there.
 *
 * @param randomFraction what part of the suggestions is random
 * @param candidates how many points are drawn for a suggestion
 * @param gamma what part of the trials of a level is good
 * @param minPoints so many trials must have reached a level before anything is learnt there; 0 for
 *     three more than a trial has parameters
 * @param factor how much wider kernels are when points are drawn
 * @param minBandwidth how wide kernels are at least, as a part of the range
 * @param earlyBandwidth how wide kernels of the lowest level are at least
 * @param branchShare what part of the suggestions that are learnt goes to any branch, and is learnt
 *     from its trials alone; see {@link Branches}
 */
record BohbSettings(
    double randomFraction,
    int candidates,
    double gamma,
    int minPoints,
    double factor,
    double minBandwidth,
    double earlyBandwidth,
    double branchShare) {

  static final BohbSettings DEFAULT = new BohbSettings(1.0 / 3, 24, 0.15, 0, 3, 1e-3, 0.15, 0.5);

  /** Beside the parameters: as many as span a volume, and two bad ones. */
  private static final int BESIDE = 3;

  /** Spaces with many parameters would learn nothing for long. */
  private static final int MOST_NEEDED = 23;

  /** Fewer good trials say little of where their kernels should end. */
  private static final int LEAST_GOOD = 4;

  /** More would cost time and say nothing new. */
  private static final int MOST_GOOD = 100;

  /** What a sweep may set. */
  static final ConfigSchema SCHEMA = schema();

  private static ConfigSchema schema() {
    List<ConfigSchema.Key> keys = new ArrayList<>(Levels.KEYS);
    keys.add(key("random_fraction", new ValueType.Real(0, 1), "part of trials that is random"));
    keys.add(key("n_candidates", new ValueType.Whole(1, 10_000), "points drawn to choose from"));
    keys.add(key("gamma", new ValueType.Real(Double.MIN_VALUE, 1), "part of trials that is good"));
    keys.add(key("min_points", new ValueType.Whole(1, 1_000_000), "trials that a level needs"));
    keys.add(key("bandwidth_factor", new ValueType.Real(1, 1000), "wider kernels for drawing"));
    keys.add(key("min_bandwidth", new ValueType.Real(1e-9, 1), "least width of kernels"));
    keys.add(key("early_bandwidth", new ValueType.Real(0, 1), "least width at the lowest level"));
    keys.add(key("branch_share", new ValueType.Real(0, 1), "trials that explore branches"));
    return ConfigSchema.of(keys, Map.of());
  }

  private static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }

  /** As set; the rest is by default. */
  static BohbSettings of(Config settings) {
    return new BohbSettings(
        settings.getDouble("random_fraction", DEFAULT.randomFraction),
        (int) settings.getLong("n_candidates", DEFAULT.candidates),
        settings.getDouble("gamma", DEFAULT.gamma),
        (int) settings.getLong("min_points", DEFAULT.minPoints),
        settings.getDouble("bandwidth_factor", DEFAULT.factor),
        settings.getDouble("min_bandwidth", DEFAULT.minBandwidth),
        settings.getDouble("early_bandwidth", DEFAULT.earlyBandwidth),
        settings.getDouble("branch_share", DEFAULT.branchShare));
  }

  /** How many trials a level needs. */
  int needed(int parameters) {
    return minPoints > 0 ? minPoints : Math.min(parameters + BESIDE, MOST_NEEDED);
  }

  /** How many of so many trials are good. */
  int good(int trials) {
    int wanted = Math.clamp((int) Math.ceil(gamma * trials), LEAST_GOOD, MOST_GOOD);
    return Math.min(trials, wanted);
  }

  /**
   * How wide kernels of a level are at least. What is best after a little training is only near to
   * what is best in the end, and where all good trials lie closely together, kernels as wide as
   * these lie apart would draw next to nothing farther off. So the floor falls evenly from the
   * lowest level to the highest.
   *
   * @param level from 0
   * @param levels how many there are
   */
  double least(int level, int levels) {
    double early = levels == 1 ? 0 : earlyBandwidth * (levels - 1 - level) / (levels - 1);
    return Math.max(minBandwidth, early);
  }
}
