package org.tune4j.results;

import java.util.Locale;
import java.util.Set;

/** How names become SQL identifiers that need no quotes. */
final class Names {
  private static final int LONGEST = 200; // H2 takes 256, and a suffix must fit

  private Names() {}

  /** Lower case, every character outside {@code [a-z0-9_]} a {@code _}, no digit in front. */
  static String identifier(String name) {
    String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    String safe = clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
  }

  /** The identifier, with {@code _2}, {@code _3}, … when it is taken already; takes it. */
  static String distinct(String name, Set<String> taken) {
    String base = identifier(name);
    String candidate = base;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = base + "_" + i;
    }
    return candidate;
  }

  /** Quoted, so that a reserved word is a name too. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
