package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.Config;

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
  /** How often a config that breaks a constraint is drawn anew. */
  private static final int TRIES = 100;

  @Override
  public Config explore(
      Member member, Member donor, Iterable<Member> others, RandomGenerator random) {
    return explore(donor.trial.trainable(), donor.trial.config(), random);
  }

  /** A config near another one, or that one when all that were tried break a constraint. */
  Config explore(String trainable, Config from, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      Config explored = consistent.made(trainable, mutated(from, random));
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
