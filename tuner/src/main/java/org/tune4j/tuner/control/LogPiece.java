package org.tune4j.tuner.control;

import java.util.Objects;

/**
 * Output of one trial.
 *
 * @param trial its id
 * @param text what it printed; bytes that are no UTF-8 are shown as {@code U+FFFD}
 * @param next the byte of the file that comes after this text
 */
public record LogPiece(String trial, String text, long next) {
  public LogPiece {
    Objects.requireNonNull(trial);
    Objects.requireNonNull(text);
  }
}
