package org.tune4j.runner;

/** A call of a part that has no answer: why, in one line, maybe with the part's own trace below. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PartFailedException(String message) {
    super(message);
  }
}
