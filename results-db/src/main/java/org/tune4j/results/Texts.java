package org.tune4j.results;

import org.jspecify.annotations.Nullable;

/** Texts that come from outside have no limit; columns have one. */
final class Texts {
  /** H2's longest VARCHAR is 1,048,576 characters. */
  static final int LONGEST = 1_000_000;

  private Texts() {}

  /** The text, its end left out when it is too long. */
  static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  /** A JSON object, or one that says that it was too long. */
  static @Nullable String json(@Nullable String object) {
    return object == null || object.length() <= LONGEST
        ? object
        : "{\"left_out\":\"" + object.length() + " characters\"}";
  }
}
