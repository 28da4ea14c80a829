package org.tune4j.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The few lines of JDBC that would be written again and again. */
final class Sql {
  private Sql() {}

  /** What is done with the row that a result set stands on. */
  @FunctionalInterface
  interface OnRow {
    void accept(ResultSet row) throws SQLException;
  }

  /** Runs a query and hands each row on; the number of rows. */
  static int each(Connection connection, String sql, OnRow onRow, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        int count = 0;
        while (rows.next()) {
          onRow.accept(rows);
          count++;
        }
        return count;
      }
    }
  }

  /** Runs a statement that changes something; the number of rows changed. */
  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /**
   * A text; {@code null} for SQL's NULL, and when there is no such column: a reader may see a
   * database that no writer has brought to the newest schema yet.
   */
  static @Nullable String textIfThere(ResultSet row, String column) throws SQLException {
    int index = indexIfThere(row, column);
    return index == 0 ? null : row.getString(index);
  }

  /** The place of a column, from 1; 0 when there is no such column. */
  static int indexIfThere(ResultSet row, String column) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int i = columns.getColumnCount(); i > 0; i--) { // new ones are at the end
      if (columns.getColumnLabel(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    return 0;
  }

  /** {@code null} for SQL's NULL. */
  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row, row.findColumn(column));
  }

  /** {@code null} for SQL's NULL. */
  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A moment that is always there. */
  static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
