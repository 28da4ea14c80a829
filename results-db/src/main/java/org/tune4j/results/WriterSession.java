package org.tune4j.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The writer's hold on the database: its connection, its server for readers, and its duty to
 * commit.
 */
final class WriterSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long FORCE_EVERY_NS = Duration.ofSeconds(1).toNanos();

  /** H2 would let one JVM open a file twice; the folders of this JVM's writers. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final DbThread thread;
  private final Path folder;
  private final Connection connection;
  private final Journal journal;
  private final ReaderServer server;
  private long forcedAt = System.nanoTime();
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
      session.makeDurable(connection, true);
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

  /**
   * Hands what is committed to the operating system, and forces it to the disk when that is asked
   * for or was not done for a second. Called between transactions: with a journal alone, H2's
   * background writer stored its file in the middle of them, and one of many kills left an index
   * with a row that its table did not have; so the journal is read here, but not written.
   */
  void makeDurable(Connection committed, boolean force) throws SQLException {
    boolean forceNow = force || isForceDue();
    try (Statement statement = committed.createStatement()) {
      statement.execute(forceNow ? "checkpoint sync" : "checkpoint");
    }
    journal.clear();
    if (forceNow) {
      forcedAt = System.nanoTime();
    }
  }

  private boolean isForceDue() {
    return System.nanoTime() - forcedAt > FORCE_EVERY_NS;
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
      makeDurable(connection, true);
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
