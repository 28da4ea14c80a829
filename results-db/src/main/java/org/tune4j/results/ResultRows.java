package org.tune4j.results;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.h2.api.ErrorCode;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;

/** A {@link Result} is a row of {@code result}. */
final class ResultRows {
  static final String INSERT =
      "insert into result(id, trial_id, attempt, training_iteration, timesteps_total,"
          + " episodes_total, time_total_s, recorded_at, done, superseded, metrics, extra)"
          + " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private ResultRows() {}

  /**
   * Inserts them, leaving out those whose key (trial, attempt, training_iteration) is there.
   *
   * @return the seqs of those that were left out
   */
  static Set<Long> insert(Connection connection, OpenSweep sweep, List<Recorded> reported)
      throws SQLException {
    PreparedStatement insert = sweep.insertResult(connection);
    try {
      for (Recorded recorded : reported) {
        bind(insert, sweep, recorded, ((Reported) recorded.event()).result());
        insert.addBatch();
      }
      insert.executeBatch();
      return Set.of();
    } catch (BatchUpdateException e) {
      return duplicates(connection, reported, e);
    }
  }

  private static void bind(
      PreparedStatement insert, OpenSweep sweep, Recorded recorded, Result result)
      throws SQLException {
    insert.setLong(1, ResultKeys.of(sweep.id(), recorded.seq()));
    insert.setString(2, result.trialId());
    insert.setInt(3, result.attempt());
    insert.setInt(4, result.trainingIteration());
    insert.setLong(5, result.timestepsTotal());
    insert.setLong(6, result.episodesTotal());
    insert.setDouble(7, result.timeTotalS());
    insert.setObject(8, recorded.at());
    insert.setBoolean(9, result.done());
    insert.setBoolean(10, sweep.isSuperseded(result));
    insert.setObject(11, sweep.values(result));
    insert.setString(12, Texts.json(result.extra()));
  }

  // H2 goes on after a row that fails, so the failed ones are exactly those that are there already.
  private static Set<Long> duplicates(
      Connection connection, List<Recorded> reported, BatchUpdateException failure)
      throws SQLException {
    Set<Long> seqs = new HashSet<>();
    int[] counts = failure.getUpdateCounts();
    for (SQLException e = failure.getNextException(); e != null; e = e.getNextException()) {
      if (e.getErrorCode() != ErrorCode.DUPLICATE_KEY_1) {
        throw e;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == Statement.EXECUTE_FAILED) {
        Recorded recorded = reported.get(i);
        requireSameKey(connection, recorded, ((Reported) recorded.event()).result());
        seqs.add(recorded.seq());
      }
    }
    return seqs;
  }

  private static void requireSameKey(Connection connection, Recorded recorded, Result result)
      throws SQLException {
    int found =
        Sql.each(
            connection,
            "select 1 from result where trial_id = ? and attempt = ? and training_iteration = ?",
            row -> {},
            result.trialId(),
            result.attempt(),
            result.trainingIteration());
    if (found == 0) {
      throw new IllegalStateException("event: seq " + recorded.seq() + " was recorded before");
    }
  }

  static Recorded readRecorded(ResultSet row, List<String> metricNames) throws SQLException {
    return new Recorded(
        ResultKeys.seq(row.getLong("id")),
        Sql.moment(row, "recorded_at"),
        new Reported(read(row, metricNames)));
  }

  static Result read(ResultSet row, List<String> metricNames) throws SQLException {
    return new Result(
        row.getString("trial_id"),
        row.getInt("attempt"),
        row.getInt("training_iteration"),
        row.getLong("timesteps_total"),
        row.getLong("episodes_total"),
        row.getDouble("time_total_s"),
        metrics((Object[]) row.getArray("metrics").getArray(), metricNames),
        row.getString("extra"),
        row.getBoolean("done"));
  }

  private static SortedMap<String, Double> metrics(Object[] values, List<String> names) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Double value) {
        metrics.put(names.get(i), value);
      }
    }
    return metrics;
  }
}
