package org.tune4j.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.SysProperties;
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

  // With WRITE_DELAY=0 a commit is durable too, but then H2 never reuses space while it is open:
  // 1,149 MB after 40,000 small commits, against 56 MB. So H2 keeps its background writer, and each
  // batch is followed by a checkpoint, which makes it durable at once.
  private static final String WRITER =
      NO_TRACE_FILE
          + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=500;RETENTION_TIME=2000;MAX_COMPACT_TIME=1000";

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
