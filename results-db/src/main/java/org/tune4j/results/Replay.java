package org.tune4j.results;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent.Recorded;

/** Merges the two tables that hold a sweep's events into one sequence, page by page. */
final class Replay {
  private static final int PAGE = 2_000;

  private final Connection connection;
  private final OpenSweep sweep;
  private final List<String> metricNames;
  private final Deque<Recorded> results = new ArrayDeque<>();
  private final Deque<Recorded> events = new ArrayDeque<>();
  private boolean moreResults = true;
  private boolean moreEvents = true;
  private long lastResult;
  private long lastEvent;

  private Replay(Connection connection, OpenSweep sweep) {
    this.connection = connection;
    this.sweep = sweep;
    this.metricNames = sweep.metricNames();
  }

  static long run(Connection connection, OpenSweep sweep, Consumer<Recorded> to)
      throws SQLException {
    Replay replay = new Replay(connection, sweep);
    long last = 0;
    for (Recorded next = replay.next(); next != null; next = replay.next()) {
      to.accept(next);
      last = next.seq();
    }
    return last;
  }

  private @Nullable Recorded next() throws SQLException {
    fillResults();
    fillEvents();
    Recorded result = results.peek();
    Recorded event = events.peek();
    if (result == null) {
      return events.poll();
    }
    return event == null || result.seq() < event.seq() ? results.poll() : events.poll();
  }

  private void fillResults() throws SQLException {
    if (results.isEmpty() && moreResults) {
      int count =
          Sql.each(
              connection,
              "select * from result where id > ? and id <= ? order by id fetch first ? rows only",
              row -> results.add(ResultRows.readRecorded(row, metricNames)),
              ResultKeys.first(sweep.id()) + lastResult,
              ResultKeys.last(sweep.id()),
              PAGE);
      moreResults = count == PAGE;
      lastResult = results.isEmpty() ? lastResult : results.getLast().seq();
    }
  }

  private void fillEvents() throws SQLException {
    if (events.isEmpty() && moreEvents) {
      int count =
          Sql.each(
              connection,
              "select * from event where sweep_id = ? and seq > ? order by sweep_id, seq"
                  + " fetch first ? rows only",
              row -> events.add(EventRows.read(row)),
              sweep.id(),
              lastEvent,
              PAGE);
      moreEvents = count == PAGE;
      lastEvent = events.isEmpty() ? lastEvent : events.getLast().seq();
    }
  }
}
