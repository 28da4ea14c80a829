package org.tune4j.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The training iterations at which a search that models by fidelity compares trials: those at which
 * a multi-fidelity scheduler decides about them.
 */
public final class Levels {
  private static final int MOST = 1_000_000_000;
  private static final int MIN_T = 1;
  private static final int MAX_T = 81;
  private static final int REDUCTION_FACTOR = 3;

  /** The key of the levels themselves. */
  public static final String LEVELS = "levels";

  /** What a sweep may set. */
  public static final List<ConfigSchema.Key> KEYS =
      List.of(
          new ConfigSchema.Key("min_t", new ValueType.Whole(1, MOST), "the lowest level"),
          new ConfigSchema.Key("max_t", new ValueType.Whole(1, MOST), "the highest level"),
          new ConfigSchema.Key(
              "reduction_factor", new ValueType.Whole(2, MOST), "from a level to the next"),
          new ConfigSchema.Key(
              LEVELS,
              new ValueType.ListOf(new ValueType.Whole(1, MOST)),
              "the levels themselves, rising, in place of the other three"));

  private Levels() {}

  /** Whether settings say anything of levels. */
  public static boolean areIn(Config settings) {
    return KEYS.stream().anyMatch(key -> settings.has(key.name()));
  }

  /**
   * As set; by default 1, 3, 9, 27, 81.
   *
   * @throws InvalidInputException when {@code min_t} is beyond {@code max_t}, or {@code levels} do
   *     not rise or are not alone
   */
  public static int[] of(Config settings) {
    if (settings.has(LEVELS)) {
      return listed(settings);
    }
    int min = (int) settings.getLong("min_t", MIN_T);
    int max = (int) settings.getLong("max_t", MAX_T);
    if (min > max) {
      throw new InvalidInputException(
          new Problem(
              "search_alg: min_t must not be more than max_t (%d > %d)".formatted(min, max),
              null,
              "give it the same two as the scheduler"));
    }
    return of(min, max, (int) settings.getLong("reduction_factor", REDUCTION_FACTOR));
  }

  private static int[] listed(Config settings) {
    int[] levels =
        settings.getList(LEVELS).stream()
            .mapToInt(level -> level instanceof Number n ? n.intValue() : 0)
            .toArray();
    boolean rises = IntStream.range(1, levels.length).allMatch(i -> levels[i - 1] < levels[i]);
    if (levels.length == 0 || !rises) {
      throw new InvalidInputException(
          new Problem(
              "search_alg: levels must rise (%s)".formatted(text(levels)),
              null,
              "leave them out: 1, 3, 9, 27, 81 is usual"));
    }
    for (ConfigSchema.Key key : KEYS) {
      if (!key.name().equals(LEVELS) && settings.has(key.name())) {
        throw new InvalidInputException(
            new Problem(
                "search_alg: %s has no meaning beside levels".formatted(key.name()), null, null));
      }
    }
    return levels;
  }

  /**
   * From {@code min} on, each so many times the one before, and {@code max} at the end.
   *
   * @param min from 1
   * @param max from min
   * @param factor from 2
   */
  public static int[] of(int min, int max, int factor) {
    IntStream.Builder levels = IntStream.builder();
    for (long level = min; level < max; level *= factor) {
      levels.add((int) level);
    }
    return levels.add(max).build().toArray();
  }

  /**
   * What a trial had come to at a level; {@code NaN} when it has not been there. One that ended
   * well below the lowest level counts there, with what it reached.
   *
   * @param level its index
   */
  public static double value(Observation trial, int level) {
    double[] reached = trial.levels();
    double value = level < reached.length ? reached[level] : Double.NaN;
    return level == 0 && Double.isNaN(value) && trial.counts() ? trial.value() : value;
  }

  /** What the user of a search should know of its levels. */
  public static String note(int[] levels) {
    return ("compares trials at the iterations %s (levels, or min_t, max_t, reduction_factor, of"
            + " search_alg)")
        .formatted(text(levels));
  }

  /** {@code 1, 3, 9}. */
  public static String text(int[] levels) {
    return IntStream.of(levels).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
