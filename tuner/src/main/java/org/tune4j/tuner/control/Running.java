package org.tune4j.tuner.control;

/** A member that runs within this JVM. Thread-safe. */
public interface Running extends AutoCloseable {

  /** Where other members join it: {@code HOST:PORT}. */
  String member();

  /**
   * Asks it to end in order: trials save their state, and {@link #await} returns once that is done.
   * A second call does not wait for them.
   *
   * @param reason is stored with what it ends
   */
  void interrupt(String reason);

  /** Waits for its end. */
  void await() throws InterruptedException;

  @Override
  void close();
}
