package org.tune4j.runner;

/** A trial's process went wrong; the message is for the user and says all there is to say. */
final class ProcessFailedException extends Exception {
  private static final long serialVersionUID = 1;

  ProcessFailedException(String message) {
    super(message);
  }
}
