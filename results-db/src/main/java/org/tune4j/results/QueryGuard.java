package org.tune4j.results;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.SqlTokens.Kind;
import org.tune4j.results.SqlTokens.Token;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Lets queries through and nothing else, with a friendly word. It is the first of two layers:
 * behind it, readers are a database user that may only select.
 */
final class QueryGuard {
  private static final Set<String> BEGIN = Set.of("select", "with", "values", "table");
  private static final Set<String> CHANGES =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "truncate",
          "drop",
          "alter",
          "create",
          "call",
          "execute",
          "grant",
          "revoke",
          "runscript",
          "shutdown",
          "backup");
  private static final Set<String> OUTSIDE =
      Set.of(
          "csvread",
          "csvwrite",
          "file_read",
          "file_write",
          "link_schema",
          "abort_session",
          "cancel_session",
          "nextval",
          "setval",
          "memory_free",
          "disk_space_used");

  private QueryGuard() {}

  /**
   * The query without comments and without a semicolon at its end: H2 sees only what was looked at.
   *
   * @throws InvalidInputException when the text is anything but one query
   */
  static String check(String text) {
    SqlTokens tokens = SqlTokens.of(text);
    List<Token> query = tokens.withoutLastSemicolons();
    if (query.isEmpty()) {
      throw refused("the query is empty", "try: select * from sweep");
    }
    checkBegin(query);
    for (int i = 0; i < query.size(); i++) {
      checkToken(query.get(i), i + 1 < query.size() ? query.get(i + 1) : null);
    }
    return SqlTokens.render(query);
  }

  private static void checkBegin(List<Token> query) {
    int at = 0;
    if (query.getFirst().isWord("show")) {
      return;
    }
    if (query.getFirst().isWord("explain")) {
      at = 1;
      if (isWord(query, at, "analyze")) {
        throw refused("explain analyze would run the statement", "use explain alone");
      }
      at += isWord(query, at, "plan") && isWord(query, at + 1, "for") ? 2 : 0;
    }
    while (at < query.size() && query.get(at).isSymbol('(')) {
      at++;
    }
    if (at == query.size() || !BEGIN.contains(query.get(at).word())) {
      throw refused(
          "only queries are allowed here ("
              + query.get(Math.min(at, query.size() - 1)).text()
              + ")",
          "begin with select");
    }
  }

  private static boolean isWord(List<Token> query, int at, String word) {
    return at < query.size() && query.get(at).isWord(word);
  }

  private static void checkToken(Token token, @Nullable Token next) {
    boolean called = next != null && next.isSymbol('(');
    if (token.isSymbol(';')) {
      throw refused("one query at a time", "leave out what follows the ;");
    }
    if (token.isSymbol('?') || token.isSymbol('{') || token.isSymbol('}')) {
      throw refused("not allowed in a query (" + token.text() + ")", "write the value itself");
    }
    if (CHANGES.contains(token.word())) {
      throw refused(
          "only queries are allowed here (" + token.text() + ")",
          "put it in double quotes if it is the name of a column");
    }
    if (OUTSIDE.contains(token.word()) || (called && token.kind() == Kind.QUOTED)) {
      throw refused("this function is not allowed (" + token.text() + ")", null);
    }
  }

  static InvalidInputException refused(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem("sql: " + message, null, maybe));
  }
}
