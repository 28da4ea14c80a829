package org.tune4j.tuner.grid;

import java.io.IOException;

/**
 * A piece of a checkpoint is not on the grid, or could not be put there: members came or went, and
 * the next try may do.
 */
public final class LostPieceException extends IOException {
  private static final long serialVersionUID = 1;

  LostPieceException(String message) {
    super(message);
  }
}
