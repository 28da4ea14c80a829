package org.tune4j.results;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;

/** A {@link SweepRow} is a row of {@code sweep}. */
final class SweepRows {
  private SweepRows() {}

  /** Inserts a sweep under the first free name. */
  static SweepRow insert(Connection connection, NewSweep sweep) throws SQLException {
    Set<String> names = new HashSet<>();
    Set<String> relations = new HashSet<>();
    int[] last = {0};
    Sql.each(
        connection,
        "select id, name, relation from sweep",
        row -> {
          last[0] = Math.max(last[0], row.getInt(1));
          names.add(row.getString(2).toLowerCase(Locale.ROOT));
          relations.add(row.getString(3));
        });
    String name = freeName(sweep.name(), names, relations);
    Objectives objectives = sweep.objectives();
    Objective first = objectives == null ? null : objectives.first();
    Sql.update(
        connection,
        "insert into sweep values(?, ?, ?, ?, null, ?, ?, ?, ?, ?, null, 0, ?, ?, ?)",
        last[0] + 1,
        name,
        Names.identifier(name),
        SweepStatus.RUNNING.name(),
        sweep.yaml(),
        sweep.seed(),
        first == null ? null : first.metric(),
        first == null ? null : ObjectivesJson.mode(first),
        sweep.createdAt(),
        sweep.provenance(),
        sweep.submittedBy(),
        objectives == null || objectives.isPlain() ? null : ObjectivesJson.write(objectives));
    SweepRow stored = find(connection, name);
    if (stored == null) {
      throw new IllegalStateException("sweep " + name + " was not stored");
    }
    return stored;
  }

  /** A sweep that is finished is so no more: whoever drives it next looks for more trials. */
  static SweepRow rewrite(Connection connection, SweepRow sweep, String yaml, String provenance)
      throws SQLException {
    Sql.update(
        connection,
        "update sweep set yaml = ?, provenance = ? where id = ?",
        yaml,
        provenance,
        sweep.id());
    Sql.update(
        connection,
        "update sweep set status = ?, reason = ? where id = ? and status = ?",
        SweepStatus.INTERRUPTED.name(),
        "it has another space",
        sweep.id(),
        SweepStatus.FINISHED.name());
    return Objects.requireNonNull(find(connection, sweep.name()));
  }

  /** {@code a-b} is taken when {@code a_b} is there: their relations would be the same. */
  private static String freeName(String wanted, Set<String> names, Set<String> relations) {
    String name = wanted;
    for (int i = 2;
        names.contains(name.toLowerCase(Locale.ROOT)) || relations.contains(Names.identifier(name));
        i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  static @Nullable SweepRow find(Connection connection, String name) throws SQLException {
    List<SweepRow> found = new ArrayList<>(1);
    Sql.each(connection, "select * from sweep where name = ?", row -> found.add(read(row)), name);
    return found.isEmpty() ? null : found.getFirst();
  }

  static List<SweepRow> all(Connection connection) throws SQLException {
    List<SweepRow> found = new ArrayList<>();
    Sql.each(connection, "select * from sweep order by id", row -> found.add(read(row)));
    return found;
  }

  static void update(Connection connection, int id, Batch batch) throws SQLException {
    SweepState state = batch.state();
    if (state != null) {
      Sql.update(
          connection,
          "update sweep set status = ?, reason = ?, ended_at = ? where id = ?",
          state.status().name(),
          Texts.cut(state.reason()),
          state.endedAt(),
          id);
    }
    if (batch.appliedSeq() > 0) {
      Sql.update(
          connection,
          "update sweep set applied_seq = greatest(applied_seq, ?) where id = ?",
          batch.appliedSeq(),
          id);
    }
  }

  private static SweepRow read(ResultSet row) throws SQLException {
    return new SweepRow(
        row.getInt("id"),
        row.getString("name"),
        row.getString("relation"),
        new SweepState(
            SweepStatus.valueOf(row.getString("status")),
            row.getString("reason"),
            Sql.instant(row, "ended_at")),
        row.getString("yaml"),
        row.getLong("seed"),
        objectives(row),
        Sql.moment(row, "created_at"),
        row.getLong("applied_seq"),
        row.getString("provenance"),
        Sql.textIfThere(row, "submitted_by"));
  }

  private static @Nullable Objectives objectives(ResultSet row) throws SQLException {
    String all = Sql.textIfThere(row, "objectives");
    if (all != null) {
      return ObjectivesJson.read(all);
    }
    String metric = row.getString("metric");
    return metric == null
        ? null
        : Objectives.of(new Objective(metric, ObjectivesJson.mode(row.getString("mode"))));
  }
}
