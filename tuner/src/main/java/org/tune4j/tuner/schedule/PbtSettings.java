package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * When the trials of a population exploit each other.
 *
 * @param name of the scheduler, for reasons
 * @param judge by what they are ranked, and what an interval is measured in
 * @param interval after how much time a trial is judged again; greater than 0
 * @param burnIn before how much time no trial is judged
 * @param fraction how many of all are among the best, and among the worst: from 0 to 0.5
 * @param isSynchronous whether all wait for each other at each interval
 * @param population how many trials there will be at most
 * @param seed where all chance comes from
 */
record PbtSettings(
    String name,
    Judge judge,
    double interval,
    double burnIn,
    double fraction,
    boolean isSynchronous,
    int population,
    long seed) {
  static final String INTERVAL = "perturbation_interval";
  private static final String BURN_IN = "burn_in_period";
  private static final String FRACTION = "quantile_fraction";
  private static final String SYNCH = "synch";

  /** It explores the space that it was made for, and no trial waits for others without end. */
  static final Set<SchedulerKind.Kept> KEEPS =
      Set.of(SchedulerKind.Kept.SPACE, SchedulerKind.Kept.END);

  /** In iterations, and in seconds. */
  private static final double ITERATIONS = 5;

  private static final double SECONDS = 60;

  Objective objective() {
    return judge.objective();
  }

  String timeAttr() {
    return judge.timeAttr();
  }

  /** The keys that these are read from, and those of Tune that mean nothing here. */
  static List<ConfigSchema.Key> keys() {
    return List.of(
        key(INTERVAL, new ValueType.Real(Double.MIN_VALUE, 1e18), "how far apart exploits are"),
        key(BURN_IN, new ValueType.Real(0, 1e18), "before which nothing is exploited"),
        key(FRACTION, new ValueType.Real(0, 0.5), "how many are among the best, and the worst"),
        key(SYNCH, new ValueType.Bool(), "whether all wait for each other"),
        key("require_attrs", new ValueType.Bool(), "does nothing here"),
        key("log_config", new ValueType.Bool(), "does nothing here"));
  }

  static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }

  /**
   * What a user set.
   *
   * @throws InvalidInputException when it makes no population
   */
  static PbtSettings of(String name, SchedulerKind.Setup setup) {
    if (setup.searches()) {
      throw new InvalidInputException(
          new Problem(
              name + ": needs configs that are drawn by chance or from a grid, not by a search_alg",
              null,
              "remove search_alg: the population searches"));
    }
    if (setup.samples() < 0) { // new trials come first: none of those that pause would go on
      throw new InvalidInputException(
          new Problem(
              name + ": needs a population: num_samples must say how many trials there are",
              null,
              "use num_samples: 8"));
    }
    Config settings = setup.settings();
    return new PbtSettings(
        name,
        Judge.ofFirst(setup),
        settings.get(INTERVAL) == null
            ? usualInterval(setup.timeAttr())
            : settings.getDouble(INTERVAL),
        settings.getDouble(BURN_IN, 0),
        settings.getDouble(FRACTION, 0.25),
        settings.getBoolean(SYNCH, false),
        setup.samples(),
        setup.seed());
  }

  private static double usualInterval(String timeAttr) {
    return switch (timeAttr) {
      case Result.TRAINING_ITERATION -> ITERATIONS;
      case Result.TIME_TOTAL_S -> SECONDS;
      default ->
          throw new InvalidInputException(
              new Problem(
                  INTERVAL + ": must be given when time_attr is " + timeAttr,
                  null,
                  "use time_attr: training_iteration"));
    };
  }

  /** After every how many iterations the best must have a checkpoint. */
  int savesEvery() {
    return timeAttr().equals(Result.TRAINING_ITERATION)
        ? (int) Math.clamp(Math.ceil(interval), 1, Integer.MAX_VALUE)
        : 1;
  }

  /**
   * Where the interval begins that follows one which ended at some time: where checkpoints are
   * taken, lest a late result make all later ones of its trial older.
   */
  double intervalFrom(double time) {
    return timeAttr().equals(Result.TRAINING_ITERATION)
        ? Math.floor(time / savesEvery()) * savesEvery()
        : time;
  }

  /** A score as its metric has it. */
  double metric(double score) {
    return objective().signed(0.0 - score);
  }

  List<String> plan(Explorer explorer) {
    List<String> plan = new ArrayList<>();
    if (population < 2) {
      plan.add(name + ": one trial is no population, and exploits nothing; add num_samples: 8");
      return plan;
    }
    String when =
        "every %s of %s%s"
            .formatted(
                PbtWords.number(interval), timeAttr(), isSynchronous ? ", all at a time" : "");
    int quantile = new Population(fraction).quantile(population);
    plan.add(
        "%s: a population of %d; %s, each of the worst %d goes on from one of the best %d"
            .formatted(name, population, when, quantile, quantile));
    if (burnIn > 0) {
      plan.add(name + ": nothing before " + PbtWords.number(burnIn) + " of " + timeAttr());
    }
    explorer.plan().forEach(line -> plan.add(name + ": " + line));
    return plan;
  }
}
