package org.tune4j.rl.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;

/**
 * Reads one line of recorded data: an RLlib sample batch with plain lists, cut into trajectories
 * where an episode ends or another one goes on.
 */
final class LineParser {
  private static final String PLAIN =
      "record with output_compress_columns: [] in RLlib; tune4j writes plain lists";

  private final RowFormat format;

  LineParser(RowFormat format) {
    this.format = format;
  }

  /**
   * The trajectories of a line.
   *
   * @param place where the line stands, FILE:LINE
   */
  List<Recorded> parse(String line, String place) {
    Map<String, @Nullable Object> object;
    try {
      object = Json.readObject(line);
    } catch (IllegalArgumentException e) {
      throw InputProblem.of(
          place + ": " + e.getMessage(), "each line must be one JSON object, as RLlib writes them");
    }
    return new Batch(columns(object, place), place).trajectories();
  }

  /** Whether a text is a whole object: what is still being written is not. */
  static boolean isWhole(String line) {
    try {
      Json.readObject(line);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<?, ?> columns(Map<?, ?> object, String place) {
    if (!"MultiAgentBatch".equals(object.get("type"))) {
      return object;
    }
    if (object.get("policy_batches") instanceof Map<?, ?> policies
        && policies.size() == 1
        && policies.values().iterator().next() instanceof Map<?, ?> only) {
      return only;
    }
    throw InputProblem.of(
        place + ": policy_batches: must have one policy here", "record one agent at a time");
  }

  private final class Batch {
    private final Map<?, ?> columns;
    private final String place;
    private final int length;

    Batch(Map<?, ?> columns, String place) {
      this.columns = columns;
      this.place = place;
      length = list(Columns.OBSERVATIONS).size();
    }

    List<Recorded> trajectories() {
      List<Recorded> all = new ArrayList<>();
      int from = 0;
      for (int i = 0; i < length; i++) {
        if (i + 1 == length || ended(i) || !follows(i + 1)) {
          Recorded piece = piece(from, i + 1);
          if (piece.trajectory().length() > 0) {
            all.add(piece);
          }
          from = i + 1;
        }
      }
      return all;
    }

    private Recorded piece(int from, int to) {
      boolean terminated = terminated(to - 1);
      boolean hasNext = columns.get(Columns.NEXT) != null;
      // Nobody knows where the last step led to; after a termination nobody needs to.
      int end = hasNext || terminated ? to : to - 1;
      Trajectory trajectory =
          new Trajectory(
              Trajectory.RECORDED, 0, has(Columns.TIME) ? (int) at(Columns.TIME, from) : 0);
      double[] logs = new double[hasProbabilities() ? Math.max(0, end - from) : 0];
      for (int i = from; i < end; i++) {
        trajectory.add(
            observation(Columns.OBSERVATIONS, i),
            format(Columns.ACTIONS, i, format::action),
            new float[0],
            0,
            format.rewards().apply(at(Columns.REWARDS, i)));
        if (logs.length > 0) {
          logs[i - from] = logProbability(i);
        }
      }
      if (end > from) {
        float[] next =
            hasNext
                ? observation(Columns.NEXT, end - 1)
                : observation(Columns.OBSERVATIONS, Math.min(end, to - 1));
        trajectory.close(next, end == to && terminated && !format.noDoneAtEnd(), true);
      }
      return new Recorded(trajectory, logs);
    }

    private boolean ended(int i) {
      return truth(Columns.DONES, i) || terminated(i) || truth(Columns.TRUNCATED, i);
    }

    /** Since RLlib 2.3 an end by itself has a column of its own. */
    private boolean terminated(int i) {
      return truth(has(Columns.TERMINATED) ? Columns.TERMINATED : Columns.DONES, i);
    }

    private boolean follows(int i) {
      return (!has(Columns.EPISODE) || at(Columns.EPISODE, i) == at(Columns.EPISODE, i - 1))
          && (!has(Columns.TIME) || at(Columns.TIME, i) == at(Columns.TIME, i - 1) + 1);
    }

    private boolean hasProbabilities() {
      return has(Columns.LOG_PROBABILITY) || has(Columns.PROBABILITY);
    }

    private double logProbability(int i) {
      return has(Columns.LOG_PROBABILITY)
          ? at(Columns.LOG_PROBABILITY, i)
          : Math.log(at(Columns.PROBABILITY, i));
    }

    private float[] observation(String column, int i) {
      return format(column, i, format::observation);
    }

    private boolean has(String column) {
      return columns.get(column) != null;
    }

    private boolean truth(String column, int i) {
      return has(column) && at(column, i) != 0;
    }

    private double at(String column, int i) {
      Object item = item(column, i);
      return Numbers.of(item, () -> problem(column, i, "must be a number (" + item + ")"));
    }

    private float[] format(String column, int i, UnaryOperator<float[]> as) {
      Object item = item(column, i);
      float[] row = Numbers.row(item, () -> problem(column, i, "must be numbers (" + item + ")"));
      try {
        return as.apply(row);
      } catch (IllegalArgumentException e) {
        throw problem(column, i, String.valueOf(e.getMessage()));
      }
    }

    private @Nullable Object item(String column, int i) {
      List<?> list = list(column);
      if (list.size() != length) {
        throw InputProblem.of(
            place
                + ": "
                + column
                + ": must have as many rows as obs, "
                + length
                + " ("
                + list.size()
                + ")",
            null);
      }
      return list.get(i);
    }

    private List<?> list(String column) {
      Object value = columns.get(column);
      if (value instanceof List<?> list) {
        return list;
      }
      throw InputProblem.of(
          place
              + ": "
              + column
              + (value instanceof String
                  ? ": is packed: it must be a plain list"
                  : value == null ? ": is missing" : ": must be a list"),
          value instanceof String ? PLAIN : null);
    }

    private InvalidInputException problem(String column, int i, String what) {
      return InputProblem.of(
          place + ": " + column + ": row " + (i + 1) + " " + what,
          column.equals(Columns.ACTIONS) || column.startsWith("obs")
              ? "the data is of another environment than env"
              : null);
    }
  }
}
