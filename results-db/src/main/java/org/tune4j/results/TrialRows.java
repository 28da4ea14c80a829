package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.tune4j.space.Config;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;

/** A {@link Trial} is a row of {@code trial}. */
final class TrialRows {
  static final String SELECT =
      "select t.*, s.name as sweep from trial t join sweep s on s.id = t.sweep_id ";

  private static final String UPDATE =
      "update trial set status = ?, attempts = ?, failures = ?, member = ?, started_at = ?,"
          + " ended_at = ?, reason = ?, error = ?, best_value = ?, best_iteration = ? where id = ?";
  private static final String INSERT =
      "insert into trial(status, attempts, failures, member, started_at, ended_at, reason, error,"
          + " best_value, best_iteration, id, sweep_id, number, trainable, config, params_num,"
          + " params_text, seed, cpu, gpu, created_at)"
          + " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private TrialRows() {}

  /** Updates the rows that are there and inserts the others. */
  static void write(Connection connection, OpenSweep sweep, List<Trial> trials)
      throws SQLException {
    List<Trial> unknown = update(connection, trials);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Trial trial : unknown) {
        bindState(insert, trial);
        bindOrigin(insert, sweep, trial);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Trial> update(Connection connection, List<Trial> trials) throws SQLException {
    List<Trial> unknown = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Trial trial : trials) {
        bindState(update, trial);
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) {
          unknown.add(trials.get(i));
        }
      }
    }
    return unknown;
  }

  /** What changes in a trial's life, and its id. */
  private static void bindState(PreparedStatement statement, Trial trial) throws SQLException {
    Sql.bind(
        statement,
        trial.status().name(),
        trial.attempts(),
        trial.failures(),
        trial.member(),
        trial.startedAt(),
        trial.endedAt(),
        Texts.cut(trial.reason()),
        Texts.cut(trial.error()),
        trial.bestValue(),
        trial.bestIteration(),
        trial.id());
  }

  private static void bindOrigin(PreparedStatement insert, OpenSweep sweep, Trial trial)
      throws SQLException {
    insert.setInt(12, sweep.id());
    insert.setInt(13, trial.number());
    insert.setString(14, trial.trainable());
    insert.setString(15, trial.config().toString());
    insert.setObject(16, sweep.params().numbers(trial.config()));
    insert.setObject(17, sweep.params().texts(trial.config()));
    insert.setLong(18, trial.seed());
    insert.setDouble(19, trial.resources().cpu());
    insert.setDouble(20, trial.resources().gpu());
    insert.setObject(21, trial.createdAt());
  }

  static Trial read(ResultSet row) throws SQLException {
    return new Trial(
        row.getString("id"),
        row.getString("sweep"),
        row.getInt("number"),
        row.getString("trainable"),
        Config.parse(row.getString("config")),
        row.getLong("seed"),
        new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
        Sql.moment(row, "created_at"),
        readState(row));
  }

  private static TrialState readState(ResultSet row) throws SQLException {
    Double best = row.getObject("best_value", Double.class);
    return new TrialState(
        TrialStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getString("member"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "ended_at"),
        row.getString("reason"),
        row.getString("error"),
        best == null ? null : new TrialState.Best(best, row.getInt("best_iteration")));
  }
}
