package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;

/** A {@link Trial} is a row of {@code trial}. */
final class TrialRows {
  static final String SELECT =
      "select t.*, s.name as sweep from trial t join sweep s on s.id = t.sweep_id ";

  private static final String UPDATE =
      "update trial set status = ?, attempts = ?, failures = ?, member = ?, gpus = ?, placement ="
          + " ?, started_at = ?, ended_at = ?, reason = ?, error = ?, best_value = ?,"
          + " best_iteration = ?, objectives = ?, violation = ?, outcome_iteration = ? where id ="
          + " ?";
  private static final String CHANGE =
      "update trial set config = ?, params_num = ?, params_text = ?, cpu = ?, gpu = ?, resources ="
          + " ? where id = ?";
  private static final String INSERT =
      "insert into trial(status, attempts, failures, member, gpus, placement, started_at, ended_at,"
          + " reason, error, best_value, best_iteration, objectives, violation, outcome_iteration,"
          + " id, sweep_id, number, trainable, config, params_num, params_text, seed, cpu, gpu,"
          + " resources, created_at) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private TrialRows() {}

  /** Updates the rows that are there and inserts the others. */
  static void write(Connection connection, OpenSweep sweep, List<Trial> trials)
      throws SQLException {
    List<Trial> unknown = update(connection, sweep, trials);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Trial trial : unknown) {
        bindState(insert, trial);
        bindOrigin(insert, sweep, trial);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Trial> update(Connection connection, OpenSweep sweep, List<Trial> trials)
      throws SQLException {
    List<Trial> unknown = new ArrayList<>();
    List<Trial> changed = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Trial trial : trials) {
        bindState(update, trial);
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) {
          unknown.add(trials.get(i));
        } else if (mayHaveChanged(trials.get(i))) {
          changed.add(trials.get(i));
        }
      }
    }
    change(connection, sweep, changed);
    return unknown;
  }

  /** Config and request never change in the first attempt: most updates need not bring them. */
  private static boolean mayHaveChanged(Trial trial) {
    return trial.attempts() > 1 || (trial.attempts() == 1 && trial.status() != TrialStatus.RUNNING);
  }

  private static void change(Connection connection, OpenSweep sweep, List<Trial> trials)
      throws SQLException {
    if (trials.isEmpty()) {
      return;
    }
    try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
      for (Trial trial : trials) {
        Resources total = trial.resources().total();
        Sql.bind(
            change,
            trial.config().toString(),
            sweep.params().numbers(trial.config()),
            sweep.params().texts(trial.config()),
            total.cpu(),
            total.gpu(),
            PlacementJson.write(trial.resources()),
            trial.id());
        change.addBatch();
      }
      change.executeBatch();
    }
  }

  /** What changes in a trial's life, and its id. */
  private static void bindState(PreparedStatement statement, Trial trial) throws SQLException {
    Placement placement = trial.placement();
    Outcome outcome = trial.outcome();
    Sql.bind(
        statement,
        trial.status().name(),
        trial.attempts(),
        trial.failures(),
        trial.member(),
        placement == null ? null : gpus(placement),
        placement == null ? null : PlacementJson.write(placement),
        trial.startedAt(),
        trial.endedAt(),
        Texts.cut(trial.reason()),
        Texts.cut(trial.error()),
        trial.bestValue(),
        trial.bestIteration(),
        outcome == null ? null : outcome.values().toArray(Double[]::new),
        outcome == null ? null : (Double) outcome.violation(),
        outcome == null ? null : (Integer) outcome.iteration(),
        trial.id());
  }

  private static void bindOrigin(PreparedStatement insert, OpenSweep sweep, Trial trial)
      throws SQLException {
    Resources total = trial.resources().total();
    insert.setInt(17, sweep.id());
    insert.setInt(18, trial.number());
    insert.setString(19, trial.trainable());
    insert.setString(20, trial.config().toString());
    insert.setObject(21, sweep.params().numbers(trial.config()));
    insert.setObject(22, sweep.params().texts(trial.config()));
    insert.setLong(23, trial.seed());
    insert.setDouble(24, total.cpu());
    insert.setDouble(25, total.gpu());
    insert.setString(26, PlacementJson.write(trial.resources()));
    insert.setObject(27, trial.createdAt());
  }

  /**
   * The GPUs of all slots, in their order: {@code 0,1}; with several members {@code
   * a:5701/0,b:5701/0}.
   */
  private static @Nullable String gpus(Placement placement) {
    List<String> ids = new ArrayList<>();
    boolean several = placement.slots().stream().map(Slot::member).distinct().count() > 1;
    for (Slot slot : placement.slots()) {
      slot.gpus().forEach(id -> ids.add(several ? slot.member() + "/" + id : id));
    }
    return ids.isEmpty() ? null : String.join(",", ids);
  }

  static Trial read(ResultSet row) throws SQLException {
    return new Trial(
        row.getString("id"),
        row.getString("sweep"),
        row.getInt("number"),
        row.getString("trainable"),
        Config.parse(row.getString("config")),
        row.getLong("seed"),
        request(row),
        Sql.moment(row, "created_at"),
        readState(row));
  }

  private static PlacementGroup request(ResultSet row) throws SQLException {
    String json = Sql.textIfThere(row, "resources");
    return json == null
        ? PlacementGroup.of(new Resources(row.getDouble("cpu"), row.getDouble("gpu")))
        : PlacementJson.readGroup(json);
  }

  private static @Nullable Placement placement(ResultSet row) throws SQLException {
    String json = Sql.textIfThere(row, "placement");
    if (json != null) {
      return PlacementJson.readPlacement(json);
    }
    String member = row.getString("member"); // all that the first version of the schema knew
    return member == null ? null : Placement.on(member, request(row).total());
  }

  private static TrialState readState(ResultSet row) throws SQLException {
    Double best = row.getObject("best_value", Double.class);
    return new TrialState(
        TrialStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getInt("failures"),
        placement(row),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "ended_at"),
        row.getString("reason"),
        row.getString("error"),
        best == null ? null : new TrialState.Best(best, row.getInt("best_iteration")),
        outcome(row));
  }

  /** Databases of the first two versions of the schema have none. */
  private static @Nullable Outcome outcome(ResultSet row) throws SQLException {
    int index = Sql.indexIfThere(row, "objectives");
    Double[] values = index == 0 ? null : row.getObject(index, Double[].class);
    return values == null
        ? null
        : new Outcome(List.of(values), row.getDouble("violation"), row.getInt("outcome_iteration"));
  }
}
