package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.SweepEvent.Saved;

/** Writes one batch; its caller commits. */
final class Appender {
  private Appender() {}

  static Set<Long> append(Connection connection, OpenSweep sweep, Batch batch) throws SQLException {
    List<Recorded> results = new ArrayList<>();
    List<Recorded> others = new ArrayList<>();
    for (Recorded recorded : batch.events()) {
      (recorded.event() instanceof Reported ? results : others).add(recorded);
    }
    restart(connection, sweep, batch.restarts());
    Set<Long> duplicates =
        results.isEmpty() ? Set.of() : ResultRows.insert(connection, sweep, results);
    if (!others.isEmpty()) {
      EventRows.insert(connection, sweep, others);
      saveCheckpoints(connection, others);
    }
    deleteCheckpoints(connection, batch.deletedCheckpoints());
    ExploitRows.write(connection, sweep.id(), batch.lineage());
    if (!batch.trials().isEmpty()) {
      TrialRows.write(connection, sweep, batch.trials());
      FrontRows.write(connection, sweep.row(), batch.trials());
    }
    SweepRows.update(connection, sweep.id(), batch);
    return duplicates;
  }

  private static void restart(Connection connection, OpenSweep sweep, List<Restart> restarts)
      throws SQLException {
    for (Restart restart : restarts) {
      sweep.remember(restart);
      Sql.update(
          connection,
          "merge into restart key(trial_id, attempt) values(?, ?, ?, ?)",
          sweep.id(),
          restart.trialId(),
          restart.attempt(),
          restart.fromIteration());
      Sql.update(
          connection,
          "update result set superseded = true where trial_id = ? and attempt < ?"
              + " and training_iteration > ? and not superseded",
          restart.trialId(),
          restart.attempt(),
          restart.fromIteration());
    }
  }

  private static void saveCheckpoints(Connection connection, List<Recorded> events)
      throws SQLException {
    for (Recorded recorded : events) {
      if (recorded.event() instanceof Saved saved) {
        Checkpoint checkpoint = saved.checkpoint();
        Sql.update(
            connection,
            "merge into checkpoint key(id) values(?, ?, ?, ?, ?, ?, ?)",
            checkpoint.id(),
            checkpoint.trialId(),
            checkpoint.attempt(),
            checkpoint.trainingIteration(),
            checkpoint.bytes(),
            checkpoint.sha256(),
            recorded.at());
      }
    }
  }

  private static void deleteCheckpoints(Connection connection, List<String> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from checkpoint where id = ?")) {
      for (String id : ids) {
        delete.setString(1, id);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
