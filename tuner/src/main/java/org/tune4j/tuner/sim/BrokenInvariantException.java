package org.tune4j.tuner.sim;

/** A simulation saw something that must never happen: a defect of the engine or the ledger. */
public final class BrokenInvariantException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenInvariantException(String message) {
    super(message);
  }
}
