package org.tune4j.tuner.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Result;
import org.tune4j.yaml.Json;

/** One result under the names that Ray Tune's files use, which other tools read. */
final class ResultLine {
  static final String ATTEMPT = "attempt";
  static final String DATE = "date";
  static final String DONE = "done";
  static final String TIMESTAMP = "timestamp";

  private static final DateTimeFormatter DATE_FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);
  private static final double EXACT = 1L << 53;

  private ResultLine() {}

  /**
   * All values by their flat names.
   *
   * @param member where the trial ran; {@code null} when that is not known
   */
  static SortedMap<String, @Nullable Object> flat(
      Result result, Instant at, @Nullable String member) {
    TreeMap<String, @Nullable Object> flat = new TreeMap<>();
    result.metrics().forEach((name, value) -> flat.put(name, number(value)));
    if (result.extra() != null) {
      flat.putAll(Json.readObject(result.extra()));
    }
    flat.put(Result.TRAINING_ITERATION, result.trainingIteration());
    flat.put(Result.TIMESTEPS_TOTAL, result.timestepsTotal());
    flat.put(Result.EPISODES_TOTAL, result.episodesTotal());
    flat.put(Result.TIME_TOTAL_S, number(result.timeTotalS()));
    flat.put(DONE, result.done());
    flat.put(ATTEMPT, result.attempt());
    flat.put(DATE, date(at));
    flat.put(TIMESTAMP, at.getEpochSecond());
    putConstants(flat, result.trialId(), member);
    return flat;
  }

  /** What all lines of a trial have in common, as long as it stays on its member. */
  static void putConstants(
      Map<String, ? super Object> flat, String trialId, @Nullable String member) {
    flat.put("trial_id", trialId);
    flat.put("experiment_id", TrialFolder.sweepOf(trialId));
    flat.put("experiment_tag", String.valueOf(Long.parseLong(TrialFolder.numberOf(trialId))));
    if (member != null) {
      flat.put("hostname", Placement.address(member));
    }
  }

  static String date(Instant at) {
    return DATE_FORMAT.format(at);
  }

  /** One JSON object, nested where the names have a {@code /}. */
  static String json(SortedMap<String, @Nullable Object> flat) {
    return Json.write(tree(flat));
  }

  /** Nested where the names have a {@code /}. */
  static Map<String, @Nullable Object> tree(SortedMap<String, ? extends @Nullable Object> flat) {
    Map<String, @Nullable Object> tree = new TreeMap<>();
    flat.forEach((name, value) -> put(tree, name, value));
    return tree;
  }

  /** Follows the name down the tree; a name that runs into a value stays flat. */
  private static void put(Map<String, @Nullable Object> tree, String name, @Nullable Object value) {
    Map<String, @Nullable Object> at = tree;
    int begin = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', begin)) {
      Map<String, @Nullable Object> below = child(at, name.substring(begin, slash));
      if (below == null) {
        tree.put(name, value);
        return;
      }
      at = below;
      begin = slash + 1;
    }
    at.put(name.substring(begin), value);
  }

  @SuppressWarnings("unchecked") // only maps that this method made are of this class
  private static @Nullable Map<String, @Nullable Object> child(
      Map<String, @Nullable Object> at, String key) {
    Object found = at.computeIfAbsent(key, k -> new Branch());
    return found instanceof Branch ? (Map<String, @Nullable Object>) found : null;
  }

  private static final class Branch extends TreeMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;
  }

  /** Whole numbers without a point, as far as a double is exact. */
  private static Number number(double value) {
    return isWhole(value) ? (Number) (long) value : (Number) value;
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT;
  }
}
