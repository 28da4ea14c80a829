package org.tune4j.rl.exploration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** All types of exploration, with their keys. */
final class Explorations {

  /** How one type is made. */
  record Kind(List<String> keys, BiFunction<Config, Exploration.Context, Exploration> maker) {}

  private static final SortedMap<String, Kind> KINDS = new TreeMap<>();

  static {
    add("EpsilonGreedy", EpsilonGreedy.KEYS, EpsilonGreedy::of);
    add("PerWorkerEpsilonGreedy", EpsilonGreedy.KEYS, EpsilonGreedy::perWorker);
    add("SoftQ", SoftQ.KEYS, SoftQ::of);
    add("StochasticSampling", StochasticSampling.KEYS, StochasticSampling::of);
    add("Random", List.of(), (config, context) -> new UniformRandom());
    add("GaussianNoise", GaussianNoise.KEYS, GaussianNoise::of);
    add("PerWorkerGaussianNoise", GaussianNoise.KEYS, GaussianNoise::perWorker);
    add("OrnsteinUhlenbeckNoise", OrnsteinUhlenbeckNoise.KEYS, OrnsteinUhlenbeckNoise::of);
    add(
        "PerWorkerOrnsteinUhlenbeckNoise",
        OrnsteinUhlenbeckNoise.KEYS,
        OrnsteinUhlenbeckNoise::perWorker);
    add("ParameterNoise", ParameterNoise.KEYS, ParameterNoise::of);
  }

  private Explorations() {}

  static SortedSet<String> types() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(KINDS.keySet()));
  }

  /** The keys of a type, beside {@code type}. */
  static List<String> keys(String type) {
    Kind kind = KINDS.get(type);
    return kind == null ? List.of() : kind.keys;
  }

  /**
   * @param place what the config is called in errors
   */
  static Exploration of(String place, Config config, Exploration.Context context) {
    String type = String.valueOf(config.get("type"));
    Kind kind = KINDS.get(type);
    if (kind == null && type.contains(".")) {
      check(place, config, type, List.of("custom_config"));
      return OwnClass.of(Exploration.class, Config.class, Exploration.Context.class)
          .make(place + ".type", type, config.getConfig("custom_config"), context);
    }
    if (kind == null) {
      throw problem(
          place + ".type: there is no exploration " + type, Problems.useNearest(type, types()));
    }
    check(place, config, type, kind.keys);
    try {
      return kind.maker.apply(config, context);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw problem(place + ": " + e.getMessage(), null);
    }
  }

  private static void add(
      String type, List<String> keys, BiFunction<Config, Exploration.Context, Exploration> maker) {
    KINDS.put(type, new Kind(keys, maker));
  }

  private static void check(String place, Config config, String type, List<String> keys) {
    List<String> known = new ArrayList<>(keys);
    known.add("type");
    for (String key : config.asMap().keySet()) {
      if (!known.contains(key)) {
        throw problem(
            place + "." + key + ": " + type + " has no such key", Problems.useNearest(key, known));
      }
    }
  }

  private static InvalidInputException problem(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }
}
