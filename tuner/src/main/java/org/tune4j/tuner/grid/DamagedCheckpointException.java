package org.tune4j.tuner.grid;

import java.io.IOException;

/** A checkpoint is not what it was when it was saved. */
public final class DamagedCheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedCheckpointException(String message) {
    super(message);
  }
}
