package org.tune4j.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The writer's hold on the database: its connection, its server for readers, and its duty to
 * commit.
 */
final class WriterSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long WRITE_EVERY_NS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_JOURNAL = 64L << 20;

  /** H2 would let one JVM open a file twice; the folders of this JVM's writers. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final DbThread thread;
  private final Path folder;
  private final Connection connection;
  private final Journal journal;
  private final ReaderServer server;
  private long writtenAt = System.nanoTime();
  private boolean isWritePlanned;
  private @Nullable SQLException writeFailure;
  private boolean closed;

  private WriterSession(
      DbThread thread, Path folder, Connection connection, Journal journal, ReaderServer server) {
    this.thread = thread;
    this.folder = folder;
    this.connection = connection;
    this.journal = journal;
    this.server = server;
  }

  /** Work on the connection that may fail. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  static WriterSession open(Path folder) {
    Path real = create(folder);
    if (!HELD.add(real)) {
      throw held(folder, "this process");
    }
    DbThread thread = new DbThread();
    try {
      return thread.call(() -> openHere(thread, real));
    } catch (RuntimeException e) {
      thread.close();
      HELD.remove(real);
      throw e;
    }
  }

  private static WriterSession openHere(DbThread thread, Path folder) {
    try {
      boolean isNew = !H2.exists(folder);
      Connection connection = connect(folder, System.nanoTime() + PATIENCE.toNanos());
      return open(thread, folder, isNew, connection);
    } catch (SQLException | IOException e) {
      throw Unusable.toWrite(folder, e);
    }
  }

  private static WriterSession open(
      DbThread thread, Path folder, boolean isNew, Connection connection)
      throws SQLException, IOException {
    try {
      connection.setAutoCommit(false);
      Migrations.migrate(connection, Migrations.SCRIPTS);
      // H2 lets each user change its own password: readers find theirs as they expect it.
      Sql.update(connection, "alter user " + H2.READER + " set password ''");
      Journal journal = new Journal(folder);
      if (!isNew) {
        Recovery.run(connection, journal);
      }
      WriterSession session =
          new WriterSession(thread, folder, connection, journal, ReaderServer.start(folder));
      session.writeFile(connection);
      return session;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw Unusable.toWrite(folder, e);
    }
  }

  private static Connection connect(Path folder, long deadline) throws SQLException {
    while (true) {
      try {
        return H2.openToWrite(folder);
      } catch (SQLException e) {
        if (!H2.isHeldByAnother(e)) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          ServerFile holder = ServerFile.read(folder);
          throw held(folder, holder == null ? "another process" : holder.describe());
        }
        pause();
      }
    }
  }

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  static InvalidInputException held(Path folder, String holder) {
    return new InvalidInputException(
        new Problem(
            "results: " + folder + ": is in use by " + holder,
            null,
            "wait for it to end, or name another folder with --results"));
  }

  /** Runs it; when it fails, nothing of it stays. */
  <T> T run(String doing, Work<T> work) {
    return thread.call(() -> runHere(doing, work));
  }

  private <T> T runHere(String doing, Work<T> work) {
    try {
      if (writeFailure != null) {
        throw writeFailure;
      }
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw failed(doing, e);
    } catch (RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Writes all that is committed into H2's file, and forces that to the disk. */
  void writeFile(Connection committed) throws SQLException {
    H2.write(committed);
    H2.compact(committed);
    journal.clear();
    writtenAt = System.nanoTime();
  }

  /**
   * Hands a committed batch to the operating system: its events into the journal, or, at least once
   * a second, all that is committed into H2's file.
   */
  void makeDurable(Connection committed, String sweep, Batch batch) throws SQLException {
    if (batch.state() != null || isWriteDue() || journal.length() > LONGEST_JOURNAL) {
      writeFile(committed);
    } else if (!batch.events().isEmpty() && !isJournaled(sweep, batch)) {
      writeFile(committed);
    } else {
      planWrite();
    }
  }

  /** The last batch before a pause reaches the disk, too. */
  private void planWrite() {
    if (!isWritePlanned) {
      isWritePlanned = true;
      thread.later(WRITE_EVERY_NS, this::writeAsPlanned);
    }
  }

  private void writeAsPlanned() {
    isWritePlanned = false;
    try {
      writeFile(connection);
    } catch (SQLException e) {
      writeFailure = e; // told to the next caller
    }
  }

  private boolean isWriteDue() {
    return System.nanoTime() - writtenAt > WRITE_EVERY_NS;
  }

  /** A journal that cannot be written is no reason to fail while H2's file can be. */
  private boolean isJournaled(String sweep, Batch batch) {
    try {
      journal.add(sweep, batch.events());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs it after a while, unless it is closed before; nobody hears when it fails. */
  void later(long delayNs, String doing, Work<?> work) {
    thread.later(delayNs, () -> runHere(doing, work));
  }

  @Override
  public void close() {
    close(unused -> true);
  }

  /** As {@link #close()}, when this work is done. */
  void close(Work<?> last) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try (thread) {
      thread.call(() -> closeHere(last));
    } finally {
      HELD.remove(folder);
    }
  }

  private boolean closeHere(Work<?> last) {
    server.close();
    try (journal;
        connection) {
      last.on(connection);
      writeFile(connection);
      return true;
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }

  private RuntimeException failed(String doing, SQLException e) {
    return FullDiskException.isBehind(e)
        ? new FullDiskException(folder, doing, e)
        : new ResultsDbException(doing, e);
  }
}
