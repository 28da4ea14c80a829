package org.tune4j.runner;

import java.nio.charset.StandardCharsets;

/** Keeps halves of characters out of what leaves a session: no file and no JSON can hold them. */
final class Unicode {
  private Unicode() {}

  /** The text, with {@code ?} in place of each half of a surrogate pair that stands alone. */
  static String whole(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }
}
