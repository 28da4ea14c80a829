package org.tune4j.search.tpe;

import java.util.List;
import java.util.Map;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/**
 * What can be set.
 *
 * @param startup so many trials must have a value before anything is learnt
 * @param candidates how many points are drawn for a suggestion
 * @param gamma what part of the trials is good, at most 25
 * @param improvement whether good trials weigh as much as they are better than the bad
 * @param forgetting whether bad trials weigh less the older they are
 * @param bandwidth of the kernels
 * @param branchShare what part of the suggestions goes to branches as {@link Branches} likes them
 */
record TpeSettings(
    int startup,
    int candidates,
    double gamma,
    boolean improvement,
    boolean forgetting,
    Bandwidth bandwidth,
    double branchShare) {

  static final int MOST_GOOD = 25;

  static final TpeSettings DEFAULT =
      new TpeSettings(10, 24, 0.15, true, true, Bandwidth.COARSE, 0.5);

  /** What a sweep may set. */
  static final ConfigSchema SCHEMA =
      ConfigSchema.of(
          List.of(
              key("n_startup", new ValueType.Whole(1, 1_000_000), "random trials at first"),
              key("n_candidates", new ValueType.Whole(1, 10_000), "points drawn to choose from"),
              key("gamma", new ValueType.Real(Double.MIN_VALUE, 1), "part of trials that is good"),
              key("weights", ValueType.Text.of("ei", "uniform"), "of the good trials"),
              key("forgetting", new ValueType.Bool(), "whether old bad trials weigh less"),
              key("bandwidth", ValueType.Text.of("fine", "coarse"), "least width of kernels"),
              key("branch_share", new ValueType.Real(0, 1), "trials that explore branches")),
          Map.of());

  private static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }

  /** As set; the rest is by default. */
  static TpeSettings of(Config settings) {
    String weights = settings.getString("weights", DEFAULT.improvement ? "ei" : "uniform");
    boolean isFine = DEFAULT.bandwidth.equals(Bandwidth.FINE);
    String bandwidth = settings.getString("bandwidth", isFine ? "fine" : "coarse");
    return new TpeSettings(
        (int) settings.getLong("n_startup", DEFAULT.startup),
        (int) settings.getLong("n_candidates", DEFAULT.candidates),
        settings.getDouble("gamma", DEFAULT.gamma),
        weights.equals("ei"),
        settings.getBoolean("forgetting", DEFAULT.forgetting),
        bandwidth.equals("fine") ? Bandwidth.FINE : Bandwidth.COARSE,
        settings.getDouble("branch_share", DEFAULT.branchShare));
  }

  /** How many of so many trials are good. */
  int good(int trials) {
    return Math.min((int) Math.ceil(gamma * trials), MOST_GOOD);
  }
}
