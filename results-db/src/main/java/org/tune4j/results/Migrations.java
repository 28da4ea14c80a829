package org.tune4j.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Brings a database to the newest schema, one numbered script after the other. A script that was
 * published never changes; a new one is added at the end of {@link #SCRIPTS}.
 */
final class Migrations {
  /** Resources beside this class; the one at index i leads to version i + 1. */
  static final List<String> SCRIPTS =
      List.of(
          "V001__sweeps_trials_results.sql",
          "V002__placement.sql",
          "V003__objectives.sql",
          "V004__exploits.sql");

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @throws InvalidInputException when the database is of a newer version than the last script
   */
  static void migrate(Connection connection, List<String> scripts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists schema_version(version integer primary key,"
              + " script varchar not null, applied_at timestamp(9) with time zone not null)");
      int version = version(connection);
      if (version > scripts.size()) {
        throw tooNew(version, scripts.size());
      }
      for (int i = version; i < scripts.size(); i++) {
        apply(connection, i + 1, scripts.get(i));
      }
    }
  }

  /** The newest version that was applied; 0 when there is none. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  // H2 commits after each DDL statement. A script that broke off half-way is told apart by its
  // missing row in schema_version, so scripts begin with what can be done again, or are one step.
  private static void apply(Connection connection, int version, String script) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement done =
            connection.prepareStatement(
                "insert into schema_version values(?, ?, current_timestamp)")) {
      for (String sql : statements(script)) {
        statement.execute(sql);
      }
      done.setInt(1, version);
      done.setString(2, script);
      done.executeUpdate();
      connection.commit();
    }
  }

  private static List<String> statements(String script) {
    try (InputStream in = Migrations.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + script);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";\\s*(\\n|$)"))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidInputException tooNew(int version, int known) {
    return new InvalidInputException(
        new Problem(
            "results: the database is of schema version "
                + version
                + ", and this tune4j knows versions up to "
                + known,
            null,
            "use the newer tune4j that wrote it"));
  }
}
