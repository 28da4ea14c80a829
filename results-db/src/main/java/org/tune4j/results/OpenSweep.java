package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.Trial;

/**
 * What the writer remembers of a sweep that it appends to: its metric names, its config leaves, and
 * where unfinished trials went on from. Not thread-safe.
 */
final class OpenSweep {
  /** Columns that are made in a few milliseconds. */
  private static final int NARROW = 64;

  private static final long VIEWS_EVERY_NS = Duration.ofSeconds(1).toNanos();

  private final SweepRow row;
  private final MetricNames metrics = new MetricNames();
  private final ParamNames params = new ParamNames();
  private final Map<String, List<Restart>> restarts = new HashMap<>();

  /** Prepared once: that costs as much as inserting two results. */
  private @Nullable PreparedStatement insertResult;

  private boolean viewsAreStale;
  private boolean viewsArePlanned;
  private long viewsMayBeMadeAt;

  private OpenSweep(SweepRow row) {
    this.row = row;
  }

  /** Reads it, and makes the wide relations what they should be. */
  static OpenSweep load(Connection connection, SweepRow row) throws SQLException {
    OpenSweep sweep = new OpenSweep(row);
    metricNames(connection, row.id()).forEach(sweep.metrics::add);
    Sql.each(
        connection,
        "select idx, path, kind from param_name where sweep_id = ? order by idx",
        rows -> sweep.params.put(param(rows)),
        row.id());
    Sql.each(
        connection,
        "select s.trial_id, s.attempt, s.from_iteration from restart s left join trial t on t.id ="
            + " s.trial_id where s.sweep_id = ? and t.ended_at is null",
        rows -> sweep.remember(new Restart(rows.getString(1), rows.getInt(2), rows.getInt(3))),
        row.id());
    sweep.refreshViews(connection);
    return sweep;
  }

  /** The metric names of a sweep; the one at index i lies in the arrays at i + 1. */
  static List<String> metricNames(Connection connection, int sweepId) throws SQLException {
    List<String> names = new ArrayList<>();
    Sql.each(
        connection,
        "select name from metric_name where sweep_id = ? order by idx",
        row -> names.add(row.getString(1)),
        sweepId);
    return names;
  }

  private static ParamNames.Param param(ResultSet rows) throws SQLException {
    return new ParamNames.Param(
        rows.getInt(1), rows.getString(2), ParamNames.Kind.valueOf(rows.getString(3)));
  }

  int id() {
    return row.id();
  }

  SweepRow row() {
    return row;
  }

  ParamNames params() {
    return params;
  }

  /** The names of the metrics; the one at index i lies in the array at i + 1. */
  List<String> metricNames() {
    return metrics.all();
  }

  /** The values of a result by index, {@code null} where it lacks one. */
  @Nullable Double[] values(Result result) {
    return metrics.values(result);
  }

  /** {@link ResultRows#INSERT}; lives as long as the connection. */
  PreparedStatement insertResult(Connection connection) throws SQLException {
    PreparedStatement prepared = insertResult;
    if (prepared == null) {
      prepared = connection.prepareStatement(ResultRows.INSERT);
      insertResult = prepared;
    }
    return prepared;
  }

  boolean isSuperseded(Result result) {
    return restarts.getOrDefault(result.trialId(), List.of()).stream()
        .anyMatch(restart -> restart.supersedes(result.attempt(), result.trainingIteration()));
  }

  void remember(Restart restart) {
    restarts.computeIfAbsent(restart.trialId(), id -> new ArrayList<>(1)).add(restart);
  }

  void forgetEnded(Trial trial) {
    if (trial.status().isFinal()) {
      restarts.remove(trial.id());
    }
  }

  /**
   * Takes in the names of a batch. When some are new, they are committed and the wide relations are
   * made anew, before the batch itself: H2 commits with each DDL statement, and a name without rows
   * does no harm. Making wide relations takes long, so where names keep coming it waits; see {@link
   * #staleForNs}.
   */
  void learn(Connection connection, Batch batch) throws SQLException {
    Map<String, Integer> newMetrics = new LinkedHashMap<>();
    for (var event : batch.events()) {
      if (event.event() instanceof Reported reported) {
        metrics.learn(reported.result(), newMetrics);
      }
    }
    List<ParamNames.Param> newParams = new ArrayList<>();
    for (Trial trial : batch.trials()) {
      newParams.addAll(params.learn(trial.config()));
    }
    if (!newMetrics.isEmpty() || !newParams.isEmpty()) {
      store(connection, newMetrics, newParams);
      viewsAreStale = true;
      if (staleForNs() == 0) {
        refreshViews(connection);
      }
    }
  }

  /** Whether the wide relations lack names and nobody has planned to make them anew; asked once. */
  boolean viewsNeedPlan() {
    boolean needed = viewsAreStale && !viewsArePlanned;
    viewsArePlanned |= needed;
    return needed;
  }

  /** Whether the wide relations lack names. */
  boolean viewsAreStale() {
    return viewsAreStale;
  }

  /**
   * How much longer the wide relations may lack names, in ns; 0 when they should be made anew. They
   * are made at most once a second, and take a tenth of the time at most; those of few columns are
   * made at once.
   */
  long staleForNs() {
    boolean isNarrow = metrics.size() + params.all().size() <= NARROW;
    return isNarrow ? 0 : Math.max(0, viewsMayBeMadeAt - System.nanoTime());
  }

  private void store(
      Connection connection, Map<String, Integer> newMetrics, List<ParamNames.Param> newParams)
      throws SQLException {
    try (PreparedStatement metric =
            connection.prepareStatement("insert into metric_name values(?, ?, ?)");
        PreparedStatement param =
            connection.prepareStatement(
                "merge into param_name key(sweep_id, idx) values(?, ?, ?, ?)")) {
      for (Map.Entry<String, Integer> entry : newMetrics.entrySet()) {
        Sql.bind(metric, id(), entry.getValue(), entry.getKey());
        metric.addBatch();
      }
      metric.executeBatch();
      for (ParamNames.Param p : newParams) {
        Sql.bind(param, id(), p.index(), p.path(), p.kind().name());
        param.addBatch();
      }
      param.executeBatch();
    }
    connection.commit();
  }

  /** Makes the wide relations what they should be. */
  void refreshViews(Connection connection) throws SQLException {
    viewsArePlanned = false;
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(WideViews.trials(row, params.all(), metricNames()));
      statement.execute(WideViews.results(row, metricNames()));
      Objectives objectives = row.objectives();
      if (objectives != null && objectives.areSeveral()) {
        statement.execute(WideViews.pareto(row, objectives, params.all()));
      }
    }
    connection.commit();
    viewsAreStale = false;
    long end = System.nanoTime();
    viewsMayBeMadeAt = end + Math.max(VIEWS_EVERY_NS, 9 * (end - start));
  }
}
