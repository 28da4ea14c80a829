package org.tune4j.results;

import java.sql.SQLException;

/** The database failed: a full disk, a damaged file. Nothing of the failed batch is recorded. */
public final class ResultsDbException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ResultsDbException(String doing, SQLException cause) {
    super("results: " + doing + ": " + cause.getMessage(), cause);
  }
}
