package org.tune4j.tuner.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.yaml.Json;

/**
 * What all lines of a trial have in common as long as it reports the same metrics: names, their
 * order, and the values that never change. A line is then its numbers put in between; that is ten
 * times cheaper than sorting names into a tree and writing it. Not thread-safe.
 */
final class LineTemplate {
  private final String[] metrics;
  private final double[] values;
  private final @Nullable String member;
  private final Line json;
  private final Line csv;
  private long second = Long.MIN_VALUE;
  private String date = "";

  /** Appends a value of a result. */
  @FunctionalInterface
  private interface Filler {
    void fill(Result result, StringBuilder to);
  }

  /** The place of a value that differs from line to line. */
  private record Hole(boolean isText, Filler filler) {}

  /** Texts with a hole after each but the last. */
  private record Line(List<String> texts, List<Filler> holes) {
    void append(Result result, StringBuilder to) {
      for (int i = 0; i < holes.size(); i++) {
        to.append(texts.get(i));
        holes.get(i).fill(result, to);
      }
      to.append(texts.getLast());
    }
  }

  /**
   * The template for results like this one, whose {@code extra} is {@code null}.
   *
   * @param columns of the CSV file, among them all names of the result
   */
  LineTemplate(Result like, @Nullable String member, Collection<String> columns) {
    this.metrics = like.metrics().keySet().toArray(String[]::new);
    this.values = new double[metrics.length];
    this.member = member;
    SortedMap<String, Object> flat = flat(like.trialId());
    this.json = json(flat);
    this.csv = csv(flat, columns);
  }

  private SortedMap<String, Object> flat(String trialId) {
    SortedMap<String, Object> flat = new TreeMap<>();
    for (int i = 0; i < metrics.length; i++) {
      int index = i;
      flat.put(metrics[i], number((result, to) -> append(values[index], to)));
    }
    ResultLine.putConstants(flat, trialId, member);
    flat.put(Result.TRAINING_ITERATION, number((r, to) -> to.append(r.trainingIteration())));
    flat.put(Result.TIMESTEPS_TOTAL, number((r, to) -> to.append(r.timestepsTotal())));
    flat.put(Result.EPISODES_TOTAL, number((r, to) -> to.append(r.episodesTotal())));
    flat.put(Result.TIME_TOTAL_S, number((r, to) -> append(r.timeTotalS(), to)));
    flat.put(ResultLine.DONE, number((r, to) -> to.append(r.done())));
    flat.put(ResultLine.ATTEMPT, number((r, to) -> to.append(r.attempt())));
    flat.put(ResultLine.TIMESTAMP, number((r, to) -> to.append(second)));
    flat.put(ResultLine.DATE, new Hole(true, (r, to) -> to.append(date)));
    return flat;
  }

  private static Hole number(Filler filler) {
    return new Hole(false, filler);
  }

  /** Whether it is the template for that result. */
  boolean fits(Result result, @Nullable String on) {
    SortedMap<String, Double> reported = result.metrics();
    if (result.extra() != null
        || reported.size() != metrics.length
        || !Objects.equals(on, member)) {
      return false;
    }
    int i = 0;
    for (Map.Entry<String, Double> entry : reported.entrySet()) {
      if (!entry.getKey().equals(metrics[i])) {
        return false;
      }
      values[i++] = entry.getValue();
    }
    return true;
  }

  /** Appends the line of the result that {@link #fits} was asked last. */
  void append(Result result, Instant at, StringBuilder toJson, StringBuilder toCsv) {
    if (at.getEpochSecond() != second) {
      second = at.getEpochSecond();
      date = ResultLine.date(at);
    }
    json.append(result, toJson);
    csv.append(result, toCsv);
  }

  private static void append(double value, StringBuilder to) {
    if (ResultLine.isWhole(value)) {
      to.append((long) value);
    } else {
      to.append(value);
    }
  }

  private static Line json(SortedMap<String, Object> flat) {
    Pieces pieces = new Pieces();
    object(ResultLine.tree(flat), pieces);
    pieces.text.append('\n');
    return pieces.line();
  }

  private static void object(Map<?, ?> tree, Pieces pieces) {
    char before = '{';
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      pieces.text.append(before).append(Json.write(entry.getKey())).append(':');
      switch (entry.getValue()) {
        case Map<?, ?> branch -> object(branch, pieces);
        case Hole hole -> {
          pieces.text.append(hole.isText() ? "\"" : "");
          pieces.hole(hole);
          pieces.text.append(hole.isText() ? "\"" : "");
        }
        case Object constant -> pieces.text.append(Json.write(constant));
      }
      before = ',';
    }
    pieces.text.append('}');
  }

  private static Line csv(SortedMap<String, Object> flat, Collection<String> columns) {
    Pieces pieces = new Pieces();
    String before = "";
    for (String column : columns) {
      pieces.text.append(before);
      Object value = flat.get(column);
      if (value instanceof Hole hole) {
        pieces.hole(hole);
      } else {
        pieces.text.append(Csv.field(value));
      }
      before = ",";
    }
    pieces.text.append('\n');
    return pieces.line();
  }

  /** A line in the making. */
  private static final class Pieces {
    final StringBuilder text = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final List<Filler> holes = new ArrayList<>();

    void hole(Hole hole) {
      texts.add(text.toString());
      holes.add(hole.filler());
      text.setLength(0);
    }

    Line line() {
      texts.add(text.toString());
      return new Line(texts, holes);
    }
  }
}
