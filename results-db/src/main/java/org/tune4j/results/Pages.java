package org.tune4j.results;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;

/** Reads what may be long page by page, so that no result set is held in memory. */
final class Pages {
  private static final int PAGE = 1_000;

  private Pages() {}

  /** Reads one page and remembers where it ended; the number of rows. */
  @FunctionalInterface
  private interface Page {
    int read() throws SQLException;
  }

  private static int all(Page page) throws SQLException {
    int total = 0;
    int count;
    do {
      count = page.read();
      total += count;
    } while (count == PAGE);
    return total;
  }

  /** Hands on a sweep's trials by number; how many. */
  static int trials(Connection connection, int sweepId, Consumer<Trial> to) throws SQLException {
    int[] last = {-1};
    return all(
        () ->
            Sql.each(
                connection,
                TrialRows.SELECT
                    + "where t.sweep_id = ? and t.number > ? order by t.sweep_id, t.number"
                    + " fetch first ? rows only",
                row -> {
                  Trial trial = TrialRows.read(row);
                  last[0] = trial.number();
                  to.accept(trial);
                },
                sweepId,
                last[0],
                PAGE));
  }

  /**
   * Hands on the results of a trial that count, by training_iteration; how many. Later attempts go
   * on where the ones before were cut off, so the order of the key is the order of iterations.
   */
  static int results(
      Connection connection, List<String> names, String trialId, Consumer<Recorded> to)
      throws SQLException {
    int[] last = {0, 0};
    return all(
        () ->
            Sql.each(
                connection,
                "select * from result where trial_id = ? and (attempt > ? or attempt = ? and"
                    + " training_iteration > ?) and not superseded"
                    + " order by trial_id, attempt, training_iteration fetch first ? rows only",
                row -> {
                  last[0] = row.getInt("attempt");
                  last[1] = row.getInt("training_iteration");
                  to.accept(ResultRows.readRecorded(row, names));
                },
                trialId,
                last[0],
                last[0],
                last[1],
                PAGE));
  }

  /** For those who want the results without when they were recorded. */
  static Consumer<Recorded> resultsTo(Consumer<Result> to) {
    return recorded -> {
      if (recorded.event() instanceof SweepEvent.Reported reported) {
        to.accept(reported.result());
      }
    };
  }

  static Set<String> trialsSince(Connection connection, int sweepId, long seq) throws SQLException {
    Set<String> trials = new HashSet<>();
    Sql.each(
        connection,
        "select distinct trial_id from result where id > ? and id <= ?",
        row -> trials.add(row.getString(1)),
        ResultKeys.first(sweepId) + seq,
        ResultKeys.last(sweepId));
    Sql.each(
        connection,
        "select distinct trial_id from event where sweep_id = ? and seq > ? and trial_id is not"
            + " null",
        row -> trials.add(row.getString(1)),
        sweepId,
        seq);
    return trials;
  }

  static List<Checkpoint> checkpoints(Connection connection, String trialId) throws SQLException {
    List<Checkpoint> found = new ArrayList<>();
    Sql.each(
        connection,
        "select * from checkpoint where trial_id = ? order by attempt, training_iteration",
        row ->
            found.add(
                new Checkpoint(
                    row.getString("trial_id"),
                    row.getInt("attempt"),
                    row.getInt("training_iteration"),
                    row.getLong("bytes"),
                    row.getString("sha256"))),
        trialId);
    return found;
  }
}
