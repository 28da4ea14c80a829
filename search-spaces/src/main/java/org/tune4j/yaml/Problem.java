package org.tune4j.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with what a user wrote.
 *
 * @param message the rule, the name and the value: {@code search space: config.lr: high (1.0e-5)
 *     must be greater than low (1.0e-2)}
 * @param place where it stands; {@code null} when it came from no file
 * @param maybe what to try, a sentence such as {@code swap them}; {@code null} when there is no
 *     good guess
 */
public record Problem(String message, @Nullable Place place, @Nullable String maybe) {
  @Override
  public String toString() {
    return message
        + (place == null ? "" : "\n  at " + place)
        + (maybe == null ? "" : "\n  Maybe " + maybe + ".");
  }
}
