package org.tune4j.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.engine.SysProperties;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** How the database file is named and opened. */
final class H2 {
  /** The database's file within the results folder, without H2's {@code .mv.db}. */
  static final String FILE = "tune";

  static final String OWNER = "tune";
  static final String READER = "reader";

  /** Lower-case names without quotes, and VALUE is a column like any other. */
  static final String NAMING =
      ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
          + ";NON_KEYWORDS=VALUE,DAY,HOUR,MINUTE,MONTH,SECOND,YEAR";

  private static final String NO_TRACE_FILE = ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  // H2's background writer collects the roots of its maps one by one, while transactions go on: a
  // file that it wrote in the middle of one may have an index entry without its row and without the
  // record that would undo it. So it never wakes: the file is written between transactions only.
  private static final String WRITER =
      NO_TRACE_FILE
          + ";DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=2000;MAX_COMPACT_TIME=1000;WRITE_DELAY="
          + Integer.MAX_VALUE;

  private static final int LOW_FILL_RATE = 60;
  private static final int REWRITTEN_AT_ONCE = 4 << 20;

  // A reader may not SET the trace level, but H2 heeds it on opening the file all the same.
  private static final String FILE_READER =
      NO_TRACE_FILE
          + ";IGNORE_UNKNOWN_SETTINGS=TRUE;IFEXISTS=TRUE;ACCESS_MODE_DATA=r"
          + ";LAZY_QUERY_EXECUTION=TRUE";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String BIND_ADDRESS = "h2.bindAddress";

  static {
    if (System.getProperty(BIND_ADDRESS) == null) {
      System.setProperty(BIND_ADDRESS, LOOPBACK); // H2 reads it once, when its classes load
    }
  }

  private H2() {}

  /** Whether a server socket of H2 would be bound to loopback and nothing else. */
  static boolean bindsToLoopback() {
    return LOOPBACK.equals(SysProperties.BIND_ADDRESS);
  }

  /** The whole file, as its owner. */
  static Connection openToWrite(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + path(folder) + NAMING + WRITER, OWNER, "");
  }

  /** The file of a results folder in which nobody writes. */
  static Connection openToRead(Path folder) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + path(folder) + NAMING + FILE_READER, READER, "");
  }

  /** The running writer's database. */
  static Connection connect(ServerFile server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:tcp://"
            + LOOPBACK
            + ":"
            + server.port()
            + "/"
            + server.secret()
            + NAMING
            + ";LAZY_QUERY_EXECUTION=TRUE",
        READER,
        "");
  }

  /** Writes what is committed to the file and forces it to the disk; between transactions. */
  static void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  /**
   * Moves what is still of use out of parts of the file that are mostly of no use, so that these
   * can be written again: what the background writer would do. To be called between transactions;
   * the next {@link #write} writes what was moved.
   */
  static void compact(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    MVStore store = session.getDatabase().getStore().getMvStore();
    try {
      store.compact(LOW_FILL_RATE, REWRITTEN_AT_ONCE);
    } catch (MVStoreException e) {
      throw DbException.toSQLException(e);
    }
  }

  /** Whether there is a file that may be a database; an empty one is what a killed writer left. */
  static boolean exists(Path folder) {
    Path file = folder.resolve(FILE + ".mv.db");
    return Files.exists(file) && file.toFile().length() > 0;
  }

  static boolean isHeldByAnother(SQLException e) {
    return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
  }

  /** The absolute path of the database, as H2's URL takes it. */
  static String path(Path folder) {
    String path = folder.toAbsolutePath().normalize().resolve(FILE).toString();
    if (path.contains(";") || path.contains("\"")) {
      throw new InvalidInputException(
          new Problem(
              "results: the folder's path must have no ; and no \" (" + folder + ")", null, null));
    }
    return path;
  }
}
