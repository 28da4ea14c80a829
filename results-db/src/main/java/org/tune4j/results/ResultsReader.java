package org.tune4j.results;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Answers questions about a results folder, also while another process writes it: then it asks that
 * process over loopback, otherwise it opens the file. It can change nothing: it is a database user
 * that may only select, and whatever is not a query is refused before. Not thread-safe.
 */
public final class ResultsReader implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;
  private final Connection connection;

  private ResultsReader(Path folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /**
   * Opens a results folder.
   *
   * @throws InvalidInputException when it has no database or one that cannot be read, or another
   *     process holds it and does not answer
   */
  public static ResultsReader open(Path folder) {
    if (!H2.exists(folder)) {
      throw new InvalidInputException(
          new Problem(
              "results: " + folder + ": has no database",
              null,
              "run a sweep first, or name another folder with --results"));
    }
    return new ResultsReader(folder, ReaderConnection.open(folder));
  }

  /** As {@link #query(String, Duration, RowSink)}, for at most a minute. */
  public long query(String sql, RowSink sink) throws IOException {
    return query(sql, TIMEOUT, sink);
  }

  /**
   * Runs one query and streams its rows.
   *
   * @param timeout in seconds, at least one
   * @return the number of rows
   * @throws InvalidInputException when the text is no query, or is wrong, or takes too long
   * @throws IOException when the sink does
   */
  public long query(String sql, Duration timeout, RowSink sink) throws IOException {
    String checked = QueryGuard.check(sql);
    int seconds = Math.toIntExact(Math.max(1, timeout.toSeconds()));
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setQueryTimeout(seconds);
      try (ResultSet rows = statement.executeQuery(checked)) {
        return Answers.stream(rows, sink);
      }
    } catch (SQLException e) {
      InvalidInputException explained = SqlErrors.explain(connection, checked, seconds, e);
      throw explained != null ? explained : new ResultsDbException("query " + folder, e);
    }
  }

  /**
   * Whether a process holds the folder as its writer. When none does, a sweep that is recorded as
   * running has lost its driver.
   */
  public boolean hasWriter() {
    try {
      return ReaderConnection.isFromWriter(connection);
    } catch (SQLException e) {
      throw new ResultsDbException("look at " + folder, e);
    }
  }

  /** All sweeps, oldest first. */
  public List<SweepRow> sweeps() {
    List<SweepRow> sweeps = new ArrayList<>();
    read("read sweeps", () -> sweeps.addAll(SweepRows.all(connection)));
    return sweeps;
  }

  /** The sweep of that name. */
  public @Nullable SweepRow sweep(String name) {
    return sweeps().stream().filter(sweep -> sweep.name().equals(name)).findFirst().orElse(null);
  }

  /** The metrics that any trial of a sweep has reported, in the order of their first report. */
  public List<String> metricNames(SweepRow sweep) {
    List<String> names = new ArrayList<>();
    read(
        "read metrics of " + sweep.name(),
        () -> names.addAll(OpenSweep.metricNames(connection, sweep.id())));
    return names;
  }

  /** Hands on a sweep's trials by number. */
  public void forEachTrial(SweepRow sweep, Consumer<Trial> to) {
    read("read trials of " + sweep.name(), () -> Pages.trials(connection, sweep.id(), to));
  }

  /** Hands on those results of a trial that count, by training_iteration. */
  public void forEachResult(SweepRow sweep, String trialId, Consumer<Result> to) {
    read(
        "read results of " + trialId,
        () ->
            Pages.results(
                connection,
                OpenSweep.metricNames(connection, sweep.id()),
                trialId,
                Pages.resultsTo(to)));
  }

  /** Hands on which trials of a sweep went on at checkpoints of others, in their order. */
  public void forEachExploit(SweepRow sweep, Consumer<Exploit> to) {
    read("read exploits of " + sweep.name(), () -> ExploitRows.each(connection, sweep.id(), to));
  }

  /** The checkpoints of a trial that are kept, oldest first. */
  public List<Checkpoint> checkpoints(String trialId) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    read(
        "read checkpoints of " + trialId,
        () -> checkpoints.addAll(Pages.checkpoints(connection, trialId)));
    return checkpoints;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ResultsDbException("close " + folder, e);
    }
  }

  /** What may fail in the database. */
  private interface Reading {
    void run() throws SQLException;
  }

  private static void read(String doing, Reading reading) {
    try {
      reading.run();
    } catch (SQLException e) {
      throw new ResultsDbException(doing, e);
    }
  }
}
