package org.tune4j.results;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;

/** Finds out how a results folder can be read now: from its writer or from the file. */
final class ReaderConnection {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ReaderConnection() {}

  /** Tries both ways until one works: writers come and go. */
  static Connection open(Path folder) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Connection connection = fromWriter(folder);
      if (connection == null) {
        connection = fromFile(folder, System.nanoTime() > deadline);
      }
      if (connection != null) {
        return connection;
      }
      WriterSession.pause();
    }
  }

  static boolean isFromWriter(Connection connection) throws SQLException {
    return connection.getMetaData().getURL().startsWith("jdbc:h2:tcp:");
  }

  /** {@code null} when no writer answers: there is none, or its file is stale. */
  private static @Nullable Connection fromWriter(Path folder) {
    ServerFile server = ServerFile.read(folder);
    if (server == null || server.port() == 0 || !server.mayBeAlive()) {
      return null;
    }
    try {
      return H2.connect(server);
    } catch (SQLException e) {
      return null;
    }
  }

  private static @Nullable Connection fromFile(Path folder, boolean last) {
    if (Journal.isLeftIn(folder)) {
      recover(folder);
    }
    try {
      return H2.openToRead(folder);
    } catch (SQLException e) {
      if (!H2.isHeldByAnother(e)) {
        throw Unusable.toRead(folder, e);
      }
      if (last) {
        throw held(folder);
      }
      return null;
    }
  }

  /**
   * Lets H2 have what a killed writer left; where that is not allowed, its file is what there is.
   */
  private static void recover(Path folder) {
    try {
      WriterSession.open(folder).close();
    } catch (InvalidInputException | ResultsDbException e) {
      // another process writes, or this one may only read
    }
  }

  private static InvalidInputException held(Path folder) {
    ServerFile holder = ServerFile.read(folder);
    return WriterSession.held(folder, holder == null ? "another process" : holder.describe());
  }
}
