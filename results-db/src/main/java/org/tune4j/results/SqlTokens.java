package org.tune4j.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cuts SQL into words, quoted names, texts and symbols; comments are left out. */
record SqlTokens(List<Token> tokens) {

  /** What a token is. */
  enum Kind {
    WORD,
    /** A name in double quotes. */
    QUOTED,
    /** A text in single quotes. */
    TEXT,
    NUMBER,
    SYMBOL
  }

  /**
   * A piece of SQL.
   *
   * @param spaced whether white space or a comment was before it
   */
  record Token(Kind kind, String text, boolean spaced) {
    /** The word in lower case, empty when it is none. */
    String word() {
      return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    boolean isWord(String expected) {
      return word().equals(expected);
    }

    boolean isSymbol(char symbol) {
      return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** The name that a word or quoted name stands for, in lower case; otherwise the text. */
    String name() {
      return kind == Kind.QUOTED
          ? text.substring(1, text.length() - 1).replace("\"\"", "\"").toLowerCase(Locale.ROOT)
          : text.toLowerCase(Locale.ROOT);
    }
  }

  static SqlTokens of(String sql) {
    return new SqlTokens(new Scanner(sql).scan());
  }

  List<Token> withoutLastSemicolons() {
    int end = tokens.size();
    while (end > 0 && tokens.get(end - 1).isSymbol(';')) {
      end--;
    }
    return tokens.subList(0, end);
  }

  static String render(List<Token> tokens) {
    return tokens.stream()
        .map(token -> token.spaced() ? " " + token.text() : token.text())
        .collect(Collectors.joining())
        .strip();
  }

  /** One pass over the text. */
  private static final class Scanner {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean spaced;

    Scanner(String sql) {
      this.sql = sql;
    }

    List<Token> scan() {
      while (at < sql.length()) {
        if (!skip()) {
          int start = at;
          Kind kind = next();
          tokens.add(new Token(kind, sql.substring(start, at), spaced));
          spaced = false;
        }
      }
      return tokens;
    }

    /** Goes beyond white space or a comment, if there is one. */
    private boolean skip() {
      int end = at;
      if (Character.isWhitespace(sql.charAt(at)) || Character.isISOControl(sql.charAt(at))) {
        end = at + 1;
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
        int newline = sql.indexOf('\n', at);
        end = newline < 0 ? sql.length() : newline;
      } else if (sql.startsWith("/*", at)) {
        end = endOfComment();
      }
      spaced |= end > at;
      boolean skipped = end > at;
      at = end;
      return skipped;
    }

    private int endOfComment() {
      int depth = 0;
      for (int i = at; i < sql.length(); i++) {
        if (sql.startsWith("/*", i)) {
          depth++;
          i++;
        } else if (sql.startsWith("*/", i)) {
          i++;
          if (--depth == 0) {
            return i + 1;
          }
        }
      }
      throw QueryGuard.refused("a comment has no end", "add */");
    }

    private Kind next() {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        at = endOfQuoted(c);
        return c == '"' ? Kind.QUOTED : Kind.TEXT;
      }
      if (Character.isDigit(c)) {
        at = endWhile(at, Scanner::isNumberPart);
        return Kind.NUMBER;
      }
      if (isWordPart(c)) {
        at = endWhile(at, Scanner::isWordPart);
        return Kind.WORD;
      }
      if (c == '`' || c == '\\') {
        throw QueryGuard.refused(
            "not allowed in a query (" + c + ")", "use double quotes for names");
      }
      at++;
      return Kind.SYMBOL;
    }

    private int endOfQuoted(char quote) {
      for (int i = at + 1; i < sql.length(); i++) {
        if (sql.charAt(i) == quote) {
          if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
            i++;
          } else {
            return i + 1;
          }
        }
      }
      throw QueryGuard.refused("a quote has no end", "add " + quote);
    }

    /** A property of characters. */
    private interface Part {
      boolean holds(char c);
    }

    private int endWhile(int from, Part part) {
      int end = from;
      while (end < sql.length() && part.holds(sql.charAt(end))) {
        end++;
      }
      return end;
    }

    private static boolean isNumberPart(char c) {
      return Character.isDigit(c) || c == '.';
    }

    private static boolean isWordPart(char c) {
      if (c == '$') {
        throw QueryGuard.refused("not allowed in a query ($)", null); // $$ would quote
      }
      return Character.isLetterOrDigit(c) || c == '_' || c == '@';
    }
  }
}
