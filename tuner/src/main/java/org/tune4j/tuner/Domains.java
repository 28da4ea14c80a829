package org.tune4j.tuner;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Domains as a sweep file writes them, for {@link SweepBuilder#config}. */
public final class Domains {
  private Domains() {}

  /** Every one of these values, each with every value of the other axes. */
  public static Map<String, Object> gridSearch(@Nullable Object... values) {
    return Map.of("grid_search", Arrays.asList(values));
  }

  /** One of these values, all equally likely. */
  public static Map<String, Object> choice(@Nullable Object... values) {
    return Map.of("choice", Arrays.asList(values));
  }

  /** A number in [low, high), uniformly. */
  public static Map<String, Object> uniform(double low, double high) {
    return Map.of("uniform", List.of(low, high));
  }

  /** A number in [low, high), its logarithm uniformly. */
  public static Map<String, Object> loguniform(double low, double high) {
    return Map.of("loguniform", List.of(low, high));
  }

  /** A whole number in [low, high), uniformly. */
  public static Map<String, Object> randint(long low, long high) {
    return Map.of("randint", List.of(low, high));
  }

  /** A whole number in [low, high), its logarithm uniformly. */
  public static Map<String, Object> lograndint(long low, long high) {
    return Map.of("lograndint", List.of(low, high));
  }

  /** A number around a mean, normally distributed. */
  public static Map<String, Object> randn(double mean, double sd) {
    return Map.of("randn", List.of(mean, sd));
  }

  /** Another function of the sweep file, by its name and its arguments. */
  public static Map<String, Object> domain(String function, Object... arguments) {
    return Map.of(function, Arrays.asList(arguments));
  }
}
