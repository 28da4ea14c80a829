package org.tune4j.tuner.grid;

import java.io.IOException;

/** A piece of a checkpoint is not on the grid: the members that had it are gone. */
public final class LostPieceException extends IOException {
  private static final long serialVersionUID = 1;

  LostPieceException(String message) {
    super(message);
  }
}
