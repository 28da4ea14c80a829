package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Explores by changing each value a little, or drawing it anew (Jaderberg et al., "Population Based
 * Training of Neural Networks", 2017, section 4.1).
 *
 * @param mutations what each key may become, by its path in {@code config}
 * @param resample how likely a value is drawn anew
 * @param factors by one of which a number is multiplied otherwise
 * @param consistent what a config must be beyond that
 */
record Perturbing(
    SortedMap<String, Mutation> mutations,
    double resample,
    List<Double> factors,
    Consistent consistent)
    implements Explorer {
  private static final String MUTATIONS = "hyperparam_mutations";
  private static final String RESAMPLE = "resample_probability";
  private static final String FACTORS = "perturbation_factors";

  /** What it is read from. */
  static final List<ConfigSchema.Key> KEYS =
      List.of(
          PbtSettings.key(
              MUTATIONS, new ValueType.MapOf(ConfigSchema.anything()), "what each key may become"),
          PbtSettings.key(RESAMPLE, new ValueType.Real(0, 1), "how likely a value is drawn anew"),
          PbtSettings.key(
              FACTORS,
              new ValueType.ListOf(new ValueType.Real(Double.MIN_VALUE, 1e18)),
              "by one of which a number is multiplied"));

  /** How often a config that breaks a constraint is drawn anew. */
  private static final int TRIES = 100;

  /**
   * What a user set.
   *
   * @throws InvalidInputException with all that is wrong
   */
  static Perturbing of(SchedulerKind.Setup setup) {
    Config set = setup.settings();
    SortedMap<String, Mutation> mutations =
        set.has(MUTATIONS)
            ? Mutations.listed(MUTATIONS, set.getConfig(MUTATIONS), setup.space())
            : Mutations.ofSpace(setup.space());
    if (mutations.isEmpty()) {
      throw new InvalidInputException(
          new Problem(
              MUTATIONS + ": there is nothing to explore",
              null,
              "add " + MUTATIONS + ": {lr: {loguniform: [1.0e-5, 0.1]}}"));
    }
    return new Perturbing(
        mutations, set.getDouble(RESAMPLE, 0.25), factors(set), new Consistent(setup.space()));
  }

  private static List<Double> factors(Config set) {
    if (!set.has(FACTORS)) {
      return List.of(1.2, 0.8);
    }
    List<Double> factors = new ArrayList<>();
    for (Object factor : set.getList(FACTORS)) {
      factors.add(((Number) Objects.requireNonNull(factor)).doubleValue());
    }
    if (factors.isEmpty()) {
      throw new InvalidInputException(
          new Problem(FACTORS + ": must have a number", null, "use [1.2, 0.8]"));
    }
    return factors;
  }

  @Override
  public Config explore(
      Individual one, Individual donor, Iterable<Individual> others, RandomGenerator random) {
    return explore(donor.trial.trainable(), donor.trial.config(), random);
  }

  /** A config near another one, or that one when all that were tried break a constraint. */
  Config explore(String trainable, Config from, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      Config explored = consistent.made(trainable, mutated(from, random), random);
      if (explored != null) {
        return explored;
      }
    }
    return from;
  }

  private Config mutated(Config from, RandomGenerator random) {
    Config config = from;
    for (Map.Entry<String, Mutation> entry : mutations.entrySet()) {
      String path = entry.getKey();
      Mutation mutation = entry.getValue();
      if (from.has(path)) { // it may be there under a condition only
        boolean anew = Chance.uniform(random) < resample;
        @Nullable Object value =
            anew ? mutation.sample(random) : mutation.near(from.get(path), factors, random);
        config = config.with(path, value);
      }
    }
    return config;
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>();
    mutations.forEach((path, mutation) -> lines.add("explores " + path + ": " + mutation));
    return lines;
  }
}
