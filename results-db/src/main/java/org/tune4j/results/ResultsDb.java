package org.tune4j.results;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * The one writer of a results folder. While it is open, readers of other processes ask it; see
 * {@link ResultsReader}. Thread-safe: calls wait for each other, and what is done with a row is
 * done on the database's thread, so it must not take long and must not call back. An interrupt of a
 * caller does not break a call off.
 *
 * <p>Methods that name a sweep throw {@link InvalidInputException} when there is none of that name,
 * and {@link ResultsDbException} when the database fails.
 */
public final class ResultsDb implements AutoCloseable {
  private final WriterSession session;

  /** Touched on the database's thread only. */
  private final Map<String, OpenSweep> open = new HashMap<>();

  private ResultsDb(WriterSession session) {
    this.session = session;
  }

  /**
   * Opens the database of a results folder, making both when they are not there, and brings it to
   * the newest schema.
   *
   * @throws InvalidInputException when another process holds it, or it is of a newer schema, or the
   *     folder or the database cannot be used
   */
  public static ResultsDb open(Path folder) {
    return new ResultsDb(WriterSession.open(folder));
  }

  /**
   * Records a new sweep, running. When its name or the name of its wide relations is taken, the
   * stored name gets a number: {@code cartpole-dqn-2}.
   */
  public SweepRow createSweep(NewSweep sweep) {
    return session.run(
        "create sweep " + sweep.name(),
        connection -> {
          SweepRow row = SweepRows.insert(connection, sweep);
          connection.commit();
          open.put(row.name(), OpenSweep.load(connection, row));
          session.writeFile(connection);
          return row;
        });
  }

  /**
   * Replaces what a sweep is as a file, and its provenance; one that is finished counts as
   * interrupted from now on. Durable when this returns.
   *
   * @return the sweep as it is now
   * @throws InvalidInputException when the file is too long for an event that has it
   */
  public SweepRow rewrite(SweepRow sweep, String yaml, String provenance) {
    EventRows.refuseUnlessFits(sweep.name(), yaml);
    return session.run(
        "rewrite " + sweep.name(),
        connection -> {
          SweepRow row = SweepRows.rewrite(connection, sweep, yaml, provenance);
          connection.commit();
          open.remove(sweep.name()); // it remembers the row
          session.writeFile(connection);
          return row;
        });
  }

  /**
   * Makes the caller the database's driver from now on. Durable when this returns: no two callers,
   * of whatever process, get the same epoch.
   */
  public Office takeOffice() {
    return session.run(
        "take office",
        connection -> {
          Sql.update(connection, "update driver set epoch = epoch + 1");
          List<Office> office = new ArrayList<>(1);
          Sql.each(
              connection,
              "select uid, epoch from driver",
              row -> office.add(new Office(row.getString(1), row.getLong(2))));
          connection.commit();
          session.writeFile(connection);
          return office.getFirst();
        });
  }

  /** The sweep of that name. */
  public @Nullable SweepRow sweep(String name) {
    return sweeps().stream().filter(sweep -> sweep.name().equals(name)).findFirst().orElse(null);
  }

  /** All sweeps, oldest first. */
  public List<SweepRow> sweeps() {
    return session.run("read sweeps", SweepRows::all);
  }

  /**
   * Records a batch in one transaction. When this returns, its events and its state are durable
   * (see the package for what that means). The rest follows from events: it is durable within a
   * second, all of it up to an {@code appliedSeq}. A result that was recorded before is left out.
   *
   * @return the seqs of the results that were left out; replay will not see them either
   */
  public Set<Long> append(String sweep, Batch batch) {
    return session.run(
        "append to " + sweep,
        connection -> {
          try {
            return append(connection, sweep, batch);
          } catch (SQLException | RuntimeException e) {
            open.remove(sweep); // what it remembers may be ahead of what is stored
            throw e;
          }
        });
  }

  private Set<Long> append(Connection connection, String name, Batch batch) throws SQLException {
    OpenSweep sweep = opened(connection, name);
    sweep.learn(connection, batch);
    Set<Long> duplicates = Appender.append(connection, sweep, batch);
    connection.commit();
    session.makeDurable(connection, name, batch);
    batch.trials().forEach(sweep::forgetEnded);
    if (sweep.viewsNeedPlan()) {
      planViews(sweep);
    }
    return duplicates;
  }

  private void planViews(OpenSweep sweep) {
    session.later(
        sweep.staleForNs(),
        "show new names of " + sweep.row().name(),
        connection -> {
          sweep.refreshViews(connection);
          return true;
        });
  }

  /**
   * Hands on all events of a sweep, results among them, by ascending seq. Reads page by page: the
   * heap does not grow with their number.
   *
   * @return the last seq, 0 when there is none
   */
  public long replay(String sweep, Consumer<Recorded> to) {
    return session.run(
        "replay " + sweep, connection -> Replay.run(connection, opened(connection, sweep), to));
  }

  /** Hands on a sweep's trials by number. */
  public void forEachTrial(String sweep, Consumer<Trial> to) {
    session.run(
        "read trials of " + sweep,
        connection -> Pages.trials(connection, opened(connection, sweep).id(), to));
  }

  /**
   * The trials of a sweep with several objectives that ended well, keep to all bounds and are
   * beaten by no other such trial, by number; empty for other sweeps.
   */
  public List<Trial> front(String sweep) {
    return session.run(
        "read front of " + sweep,
        connection -> FrontRows.read(connection, opened(connection, sweep).id()));
  }

  /** Hands on those results of a trial that count, by training_iteration. */
  public void forEachResult(String sweep, String trialId, Consumer<Result> to) {
    forEachReported(sweep, trialId, Pages.resultsTo(to));
  }

  /** Hands on those results of a trial that count, by training_iteration, as they were recorded. */
  public void forEachReported(String sweep, String trialId, Consumer<Recorded> to) {
    session.run(
        "read results of " + trialId,
        connection ->
            Pages.results(connection, opened(connection, sweep).metricNames(), trialId, to));
  }

  /** The ids of the trials that events beyond a seq are about. */
  public Set<String> trialsSince(String sweep, long seq) {
    return session.run(
        "read trials of " + sweep,
        connection -> Pages.trialsSince(connection, opened(connection, sweep).id(), seq));
  }

  /** Hands on which trials of a sweep went on at checkpoints of others, in their order. */
  public void forEachExploit(String sweep, Consumer<Exploit> to) {
    session.run(
        "read exploits of " + sweep,
        connection -> ExploitRows.each(connection, opened(connection, sweep).id(), to));
  }

  /** The checkpoints of a trial that are kept, oldest first. */
  public List<Checkpoint> checkpoints(String trialId) {
    return session.run(
        "read checkpoints of " + trialId, connection -> Pages.checkpoints(connection, trialId));
  }

  /** Forces everything to the disk and lets others open the file. */
  @Override
  public void close() {
    session.close(
        connection -> {
          for (OpenSweep sweep : open.values()) {
            if (sweep.viewsAreStale()) {
              sweep.refreshViews(connection);
            }
          }
          return true;
        });
  }

  private OpenSweep opened(Connection connection, String name) throws SQLException {
    OpenSweep sweep = open.get(name);
    if (sweep == null) {
      SweepRow row = SweepRows.find(connection, name);
      if (row == null) {
        List<String> names = SweepRows.all(connection).stream().map(SweepRow::name).toList();
        throw new InvalidInputException(
            new Problem(
                "results: no sweep of that name (" + name + ")",
                null,
                Problems.useNearest(name, names)));
      }
      sweep = OpenSweep.load(connection, row);
      open.put(name, sweep);
    }
    return sweep;
  }
}
