package org.tune4j.runner;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.yaml.Json;

/**
 * Turns what {@link Trainable#step} returned into a {@link Result}: nested maps become names with
 * {@code /}, numbers become metrics, all else goes into {@code extra} under the same names.
 *
 * <p>A metric that is NaN or infinite is left out, but for the objective, where it is a mistake. So
 * are too many values, endless names and values nested too deep; {@code extra} that is too long is
 * left out and says so. Halves of characters become {@code ?}.
 */
final class StepReader {
  static final String TIMESTEPS_THIS_ITER = "timesteps_this_iter";
  static final String EPISODES_THIS_ITER = "episodes_this_iter";
  static final String TIME_THIS_ITER_S = "time_this_iter_s";
  static final String TIME_SINCE_RESTORE = "time_since_restore";
  static final String ITERATIONS_SINCE_RESTORE = "iterations_since_restore";
  static final String DONE = "done";

  /** A result is a row that people read; what goes beyond these is a mistake. */
  private static final int MAX_NAMES = 5_000;

  private static final int MAX_NAME_LENGTH = 500;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_EXTRA_LENGTH = 1_000_000;

  /** Names that only the session gives a value. */
  private static final Set<String> OWN =
      Set.of(
          Result.TRAINING_ITERATION,
          Result.TIME_TOTAL_S,
          TIME_THIS_ITER_S,
          TIME_SINCE_RESTORE,
          ITERATIONS_SINCE_RESTORE);

  /** Names that every result may have. */
  static final Set<String> COUNTERS =
      Set.of(
          Result.TRAINING_ITERATION,
          Result.TIMESTEPS_TOTAL,
          Result.EPISODES_TOTAL,
          Result.TIME_TOTAL_S,
          TIMESTEPS_THIS_ITER,
          EPISODES_THIS_ITER,
          TIME_THIS_ITER_S,
          TIME_SINCE_RESTORE,
          ITERATIONS_SINCE_RESTORE);

  /** What a step returned cannot be a result; the message is for the user. */
  static final class InvalidStepException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidStepException(String message) {
      super(message);
    }
  }

  private final @Nullable String objective;
  private final int iteration;
  private final TreeMap<String, Double> metrics = new TreeMap<>();
  private final TreeMap<String, @Nullable Object> extra = new TreeMap<>();

  private StepReader(@Nullable String objective, int iteration) {
    this.objective = objective;
    this.iteration = iteration;
  }

  /**
   * Reads one step.
   *
   * @param before the counters before the step
   * @param start the counters when this attempt began
   * @param seconds how long the step took
   * @throws InvalidStepException with a message for the user
   */
  static Result read(
      Assignment trial, Progress start, Progress before, Map<?, ?> step, double seconds) {
    int iteration = before.iteration() + 1;
    StepReader reader = new StepReader(trial.objectiveMetric(), iteration);
    reader.addAll("", step);
    long timesteps = reader.count(Result.TIMESTEPS_TOTAL, TIMESTEPS_THIS_ITER, before.timesteps());
    long episodes = reader.count(Result.EPISODES_TOTAL, EPISODES_THIS_ITER, before.episodes());
    double timeTotal = before.timeS() + seconds;
    reader.metrics.put(TIME_THIS_ITER_S, seconds);
    reader.metrics.put(TIME_SINCE_RESTORE, timeTotal - start.timeS());
    reader.metrics.put(ITERATIONS_SINCE_RESTORE, (double) (iteration - start.iteration()));
    return new Result(
        trial.trialId(),
        trial.attempt(),
        iteration,
        timesteps,
        episodes,
        timeTotal,
        reader.metrics,
        reader.extraJson(),
        isDone(step.get(DONE)));
  }

  private static boolean isDone(@Nullable Object done) {
    if (done == null || done instanceof Boolean) {
      return Boolean.TRUE.equals(done);
    }
    throw new InvalidStepException("step: done: must be true or false (" + done + ")");
  }

  private void addAll(String prefix, Map<?, ?> map) {
    map.forEach((key, value) -> add(Unicode.whole(prefix + key), value));
  }

  private void add(String name, @Nullable Object value) {
    if (value == null || OWN.contains(name) || name.equals(DONE)) {
      return;
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw new InvalidStepException(
          "step: a name must have at most %d characters (%s… has %d)"
              .formatted(MAX_NAME_LENGTH, name.substring(0, 50), name.length()));
    }
    if (metrics.size() + extra.size() >= MAX_NAMES) {
      throw new InvalidStepException(
          "step: one result must have at most " + MAX_NAMES + " values (" + name + " is one more)");
    }
    switch (value) {
      case Number number -> addNumber(name, number.doubleValue());
      case Map<?, ?> map -> addAll(name + "/", map);
      default -> extra.put(name, plain(value, 1));
    }
  }

  private void addNumber(String name, double value) {
    if (Double.isFinite(value)) {
      metrics.put(name, value);
    } else if (name.equals(objective)) {
      throw new InvalidStepException(
          "metric " + name + " is " + value + " at iteration " + iteration);
    }
  }

  /** Takes a counter out of the metrics; what one step added is put back. */
  private long count(String totalName, String thisName, long before) {
    Double total = metrics.remove(totalName);
    Double added = metrics.remove(thisName);
    if (total == null && added == null) {
      return before;
    }
    long after = total == null ? before + whole(thisName, added) : whole(totalName, total);
    metrics.put(thisName, added == null ? (double) (after - before) : added);
    return after;
  }

  private static long whole(String name, @Nullable Double value) {
    if (value == null || value != Math.rint(value) || value < 0 || value > 1L << 53) {
      throw new InvalidStepException(
          "step: " + name + ": must be a whole number from 0 (" + value + ")");
    }
    return value.longValue();
  }

  /** What is not a number, as JSON; one that is too long to be kept says so. */
  private @Nullable String extraJson() {
    if (extra.isEmpty()) {
      return null;
    }
    String json = Json.write(extra);
    return json.length() <= MAX_EXTRA_LENGTH
        ? json
        : Json.write(Map.of("left_out", json.length() + " characters"));
  }

  /** The same with nothing in it but what JSON knows. */
  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidStepException(
          "step: a value must not be nested more than " + MAX_DEPTH + " deep");
    }
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case String s -> Unicode.whole(s);
      case Double d -> Double.isFinite(d) ? d : null;
      case Float f -> Float.isFinite(f) ? f : null;
      case Number n -> n;
      case Map<?, ?> map -> plainMap(map, depth);
      case Collection<?> list -> plainList(list, depth);
      default ->
          value.getClass().isArray()
              ? plainList(items(value), depth)
              : Unicode.whole(value.toString());
    };
  }

  private static Map<String, @Nullable Object> plainMap(Map<?, ?> map, int depth) {
    TreeMap<String, @Nullable Object> plain = new TreeMap<>();
    map.forEach((key, value) -> plain.put(Unicode.whole("" + key), plain(value, depth + 1)));
    return plain;
  }

  private static List<@Nullable Object> plainList(Collection<?> list, int depth) {
    List<@Nullable Object> plain = new ArrayList<>(list.size());
    list.forEach(item -> plain.add(plain(item, depth + 1)));
    return plain;
  }

  static List<@Nullable Object> items(Object array) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      items.add(Array.get(array, i));
    }
    return items;
  }
}
