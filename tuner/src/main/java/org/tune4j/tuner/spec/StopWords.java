package org.tune4j.tuner.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.space.ValueType.Any;
import org.tune4j.space.ValueType.MapOf;
import org.tune4j.space.ValueType.Real;
import org.tune4j.space.ValueType.Text;
import org.tune4j.space.ValueType.Whole;
import org.tune4j.trial.Result;

/** What the rules of a {@code stop} list are called, and what each takes. */
final class StopWords {
  static final String METRIC = "metric";
  static final String MODE = "mode";
  static final String AT_LEAST = "at_least";
  static final String AT_MOST = "at_most";
  static final String AND = "and";
  static final String OR = "or";
  static final String EXPRESSION = "expression";
  static final String PLATEAU = "plateau";
  static final String SWEEP_PLATEAU = "sweep_plateau";
  static final String TARGET = "target";
  static final String BUDGET = "budget";

  private static final double MUCH = Double.MAX_VALUE;
  private static final long MANY = 1_000_000_000L;

  /** More values than these are no window: they would be gone through at each result. */
  private static final long WINDOW = 100_000;

  private static final ValueType POSITIVE = new Real(Double.MIN_VALUE, MUCH);
  private static final ValueType FINITE = new Real(-MUCH, MUCH);
  private static final ValueType COUNT = new Whole(1, Long.MAX_VALUE);

  /** The words for counters that every trial has. */
  static final Map<String, String> COUNTERS =
      Map.of(
          "iterations", Result.TRAINING_ITERATION,
          "steps", Result.TIMESTEPS_TOTAL,
          "episodes", Result.EPISODES_TOTAL,
          "time_s", Result.TIME_TOTAL_S);

  /** What a rule about a value of a metric takes. */
  static final ConfigSchema THRESHOLD =
      schema(
          key(METRIC, Text.of(), "which metric"),
          key(AT_LEAST, FINITE, "it must be at or above this"),
          key(AT_MOST, FINITE, "it must be at or below this"));

  /** What stands behind each word. */
  static final Map<String, ValueType> RULES = rules();

  private StopWords() {}

  private static Map<String, ValueType> rules() {
    Map<String, ValueType> rules = new TreeMap<>();
    rules.put(AND, new Any()); // StopKeys goes into them
    rules.put(OR, new Any());
    rules.put(EXPRESSION, Text.of());
    COUNTERS.keySet().forEach(word -> rules.put(word, word.equals("time_s") ? POSITIVE : COUNT));
    rules.put(PLATEAU, new MapOf(plateau()));
    rules.put(SWEEP_PLATEAU, new MapOf(sweepPlateau()));
    rules.put(TARGET, new MapOf(target()));
    rules.put(
        BUDGET,
        new MapOf(
            schema(
                key("trials", COUNT, "trials that have ended"),
                key("iterations", COUNT, "iterations of all trials"),
                key("steps", COUNT, "timesteps of all trials"),
                key("time_s", POSITIVE, "seconds in steps of all trials"))));
    return rules;
  }

  private static ConfigSchema plateau() {
    return schema(
        key(METRIC, Text.of(), "which metric"),
        key("std", POSITIVE, "the standard deviation must be below this"),
        key("num_results", new Whole(2, WINDOW), "how many of the last values are compared"),
        key("grace_period", new Whole(0, MANY), "the first iteration that is judged"),
        key("threshold", FINITE, "only at or beyond this value"),
        key(MODE, Text.of("min", "max"), "whether beyond is above or below"));
  }

  private static ConfigSchema sweepPlateau() {
    return schema(
        key(METRIC, Text.of(), "which metric"),
        key(MODE, Text.of("min", "max"), "which of its values are the best"),
        key("std", new Real(0, MUCH), "the standard deviation must not be above this"),
        key("top", new Whole(2, WINDOW), "how many trials are compared"),
        key("patience", new Whole(0, MANY), "for how many results it must last"));
  }

  private static ConfigSchema target() {
    Map<String, ConfigSchema.Key> keys = new TreeMap<>(THRESHOLD.keys());
    keys.put("trials", key("trials", new Whole(1, MANY), "how many trials"));
    return ConfigSchema.of(keys.values(), Map.of());
  }

  /** All words that a rule may begin with. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>(RULES.keySet());
    all.addAll(THRESHOLD.keys().keySet());
    return all;
  }

  private static ConfigSchema schema(ConfigSchema.Key... keys) {
    return ConfigSchema.of(Arrays.asList(keys), Map.of());
  }

  private static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }

  /** The words that a rule has of these. */
  static List<String> of(Set<String> keys) {
    return keys.stream().filter(RULES::containsKey).toList();
  }
}
