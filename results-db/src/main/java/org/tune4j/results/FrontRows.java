package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * The rows of {@code pareto_front}. A trial that has ended never changes, and whom a trial beats,
 * all those beat that beat it; so it is enough to compare each trial that ends with the front until
 * then. Doing so again changes nothing. (A view that compares all with all takes seconds for 10,000
 * trials.)
 */
final class FrontRows {
  private FrontRows() {}

  /** Takes in those that have ended well and keep to all bounds. */
  static void write(Connection connection, SweepRow sweep, List<Trial> trials) throws SQLException {
    Objectives objectives = sweep.objectives();
    if (objectives == null || !objectives.areSeveral()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(add(sweep, objectives));
        PreparedStatement drop = connection.prepareStatement(drop(sweep, objectives))) {
      for (Trial trial : trials) {
        Outcome outcome = trial.outcome();
        if (trial.status() == TrialStatus.TERMINATED && outcome != null && outcome.isFeasible()) {
          Double[] values = outcome.values().toArray(Double[]::new);
          long id = ResultKeys.first(sweep.id()) + trial.number();
          Sql.bind(add, parameters(values, id, values));
          if (add.executeUpdate() > 0) {
            Sql.bind(drop, parameters(values));
            drop.executeUpdate();
          }
        }
      }
    }
  }

  /** The trials of a sweep's front, by number. */
  static List<Trial> read(Connection connection, int sweepId) throws SQLException {
    List<Trial> front = new ArrayList<>();
    Sql.each(
        connection,
        TrialRows.SELECT
            + "join pareto_front f on t.number = f.id - ? where t.sweep_id = ?"
            + " and f.id between ? and ? order by f.id",
        row -> front.add(TrialRows.read(row)),
        ResultKeys.first(sweepId),
        sweepId,
        ResultKeys.first(sweepId),
        ResultKeys.last(sweepId));
    return front;
  }

  /** These, and twice the values: {@link #compared} needs them twice. */
  private static @Nullable Object[] parameters(Double[] values, Object... before) {
    List<Object> all = new ArrayList<>(List.of(before));
    all.addAll(List.of(values));
    all.addAll(List.of(values));
    return all.toArray();
  }

  private static String add(SweepRow sweep, Objectives objectives) {
    return "merge into pareto_front(id, objectives) key(id)"
        + " select cast(? as bigint), cast(? as double precision array)"
        + " where not exists(select 1 from pareto_front f where "
        + compared(sweep, objectives, true)
        + ")";
  }

  private static String drop(SweepRow sweep, Objectives objectives) {
    return "delete from pareto_front f where " + compared(sweep, objectives, false);
  }

  /** Whether {@code f} beats the values of the parameters, or is beaten by them. */
  private static String compared(SweepRow sweep, Objectives objectives, boolean beats) {
    List<String> noWorse = new ArrayList<>();
    List<String> better = new ArrayList<>();
    for (int i = 0; i < objectives.list().size(); i++) {
      boolean max = objectives.list().get(i).mode() == Objective.Mode.MAX;
      String objective = "f.objectives[" + (i + 1) + (max == beats ? "] >" : "] <");
      noWorse.add(objective + "= cast(? as double precision)");
      better.add(objective + " cast(? as double precision)");
    }
    return "f.id between %d and %d and %s and (%s)"
        .formatted(
            ResultKeys.first(sweep.id()),
            ResultKeys.last(sweep.id()),
            String.join(" and ", noWorse),
            String.join(" or ", better));
  }
}
