package org.tune4j.results;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Gives H2 what a killed writer left in its {@link Journal}. H2's file has a prefix of each sweep's
 * batches: the journal's events beyond its last one are those that are missing. Trials and what
 * else follows from events are not in the journal; they are as old as H2's file, and so is {@code
 * applied_seq}, from which the one who resumes the sweep works them out again.
 */
final class Recovery {
  private final Connection connection;
  private final Map<String, OpenSweep> sweeps = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();

  private Recovery(Connection connection) {
    this.connection = connection;
  }

  static void run(Connection connection, Journal journal) throws SQLException, IOException {
    Recovery recovery = new Recovery(connection);
    journal.each(recovery::take);
    for (OpenSweep sweep : recovery.sweeps.values()) {
      if (sweep.viewsAreStale()) {
        sweep.refreshViews(connection);
      }
    }
  }

  private void take(JournalEntry entry) throws SQLException {
    OpenSweep sweep = sweep(entry.sweep());
    long known = last.getOrDefault(entry.sweep(), 0L);
    List<Recorded> missing = entry.events().stream().filter(e -> e.seq() > known).toList();
    if (missing.isEmpty()) {
      return;
    }
    Batch batch = Batch.of(missing);
    sweep.learn(connection, batch);
    Appender.append(connection, sweep, batch);
    connection.commit();
    last.put(entry.sweep(), missing.getLast().seq());
  }

  private OpenSweep sweep(String name) throws SQLException {
    OpenSweep known = sweeps.get(name);
    if (known != null) {
      return known;
    }
    SweepRow row = SweepRows.find(connection, name);
    if (row == null) { // sweeps are written to the file at once
      throw new InvalidInputException(
          new Problem(
              "results: "
                  + Journal.NAME
                  + ": is of another database ("
                  + H2.FILE
                  + ".mv.db has no sweep "
                  + name
                  + ")",
              null,
              "move it out of the folder; it has what was recorded within a second of a crash"));
    }
    OpenSweep sweep = OpenSweep.load(connection, row);
    sweeps.put(name, sweep);
    last.put(name, lastSeq(row.id()));
    return sweep;
  }

  private long lastSeq(int sweepId) throws SQLException {
    long[] highest = {0};
    Sql.each(
        connection,
        "select max(id) from result where id between ? and ?",
        row -> highest[0] = Math.max(highest[0], ResultKeys.seq(row.getLong(1))),
        ResultKeys.first(sweepId),
        ResultKeys.last(sweepId));
    Sql.each(
        connection,
        "select max(seq) from event where sweep_id = ?",
        row -> highest[0] = Math.max(highest[0], row.getLong(1)),
        sweepId);
    return highest[0];
  }
}
