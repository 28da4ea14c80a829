package org.tune4j.tuner.control;

/** A server understood a call and failed at it. */
public final class ServerFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerFailure(String message) {
    super(message);
  }
}
