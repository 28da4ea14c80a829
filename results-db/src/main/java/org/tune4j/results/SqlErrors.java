package org.tune4j.results;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** Tells in a line or two what is wrong with a query. */
final class SqlErrors {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final int MOST_NAMES = 12;

  private SqlErrors() {}

  /** The failure in words; {@code null} when the query is not to blame. */
  static @Nullable InvalidInputException explain(
      Connection connection, String sql, long timeoutSeconds, SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
          unknown("table", named(e), relations(connection));
      case ErrorCode.COLUMN_NOT_FOUND_1 ->
          unknown("column", lastPart(named(e)), columns(connection, sql));
      case ErrorCode.STATEMENT_WAS_CANCELED ->
          problem("took longer than " + timeoutSeconds + " s", "ask for less");
      case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 -> syntax(e);
      case ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, ErrorCode.ADMIN_RIGHTS_REQUIRED ->
          problem("readers may not do this", null);
      default -> isOfTheQuery(e) ? problem(plain(e), null) : null;
    };
  }

  private static InvalidInputException unknown(String what, String name, Set<String> known) {
    String nearest = Problems.nearest(name, known);
    if (nearest != null) {
      return problem("no " + what + " of that name (" + name + ")", "use " + nearest);
    }
    String there = known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return problem(
        "no " + what + " of that name (" + name + ")",
        known.isEmpty() ? null : "use one of " + there + (known.size() > MOST_NAMES ? ", …" : ""));
  }

  private static InvalidInputException syntax(SQLException e) {
    String message = plain(e);
    int mark = message.indexOf("[*]");
    if (mark < 0) {
      return problem("not understood", null);
    }
    String rest = message.substring(mark + 3).replaceAll("\"?(; expected.*)?$", "");
    String before = message.substring(0, mark).replaceAll("(?s)^[^\"]*\"", "");
    String near = (lastWords(before) + rest).strip();
    return problem(
        "not understood near: " + (near.length() > 40 ? near.substring(0, 40) + "…" : near), null);
  }

  private static String lastWords(String text) {
    List<String> words = List.of(text.split("\\s+", -1));
    return String.join(" ", words.subList(Math.max(0, words.size() - 3), words.size()));
  }

  /** Of the SQL standard's classes, those that a query can cause. */
  private static boolean isOfTheQuery(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("22")
        || state.startsWith("21")
        || state.startsWith("42")
        || e.getErrorCode() == ErrorCode.FUNCTION_NOT_FOUND_1
        || e.getErrorCode() == ErrorCode.MUST_GROUP_BY_COLUMN_1
        || e.getErrorCode() == ErrorCode.METHOD_ONLY_ALLOWED_FOR_QUERY
        || e.getErrorCode() == ErrorCode.AMBIGUOUS_COLUMN_NAME_1
        || e.getErrorCode() == ErrorCode.ORDER_BY_NOT_IN_RESULT
        || e.getErrorCode() == ErrorCode.SCHEMA_NOT_FOUND_1
        || e.getErrorCode() == ErrorCode.FEATURE_NOT_SUPPORTED_1;
  }

  /** H2's message without the statement and the numbers. */
  private static String plain(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message
        .replaceAll("(?s); SQL statement:.*", "")
        .replaceAll("\\s*\\[\\d+-\\d+]\\s*$", "")
        .replaceAll("\\s+", " ");
  }

  private static String named(SQLException e) {
    Matcher matcher = QUOTED.matcher(plain(e));
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "?";
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Set<String> relations(Connection connection) {
    return names(
        connection,
        "select table_name from information_schema.tables where table_schema = 'public'");
  }

  /** The columns of the relations that the query names. */
  private static Set<String> columns(Connection connection, String sql) {
    List<String> words =
        SqlTokens.of(sql).tokens().stream().map(SqlTokens.Token::name).distinct().toList();
    return names(
        connection,
        "select column_name from information_schema.columns where table_schema = 'public'"
            + " and table_name = any(?)",
        (Object) words.toArray(String[]::new));
  }

  private static Set<String> names(
      Connection connection, String sql, @Nullable Object... parameters) {
    Collection<String> found = new ArrayList<>();
    try {
      Sql.each(connection, sql, row -> found.add(row.getString(1)), parameters);
    } catch (SQLException e) {
      return Set.of(); // then there is no hint
    }
    return new TreeSet<>(found);
  }

  private static InvalidInputException problem(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem("sql: " + message, null, maybe));
  }
}
