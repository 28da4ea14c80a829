package org.tune4j.runner;

/** Where parts are started: in this JVM, or on the members of a grid. Thread-safe. */
@FunctionalInterface
public interface PartHosting {

  /**
   * Starts a part where its slot lies, and returns at once.
   *
   * @param setup {@value Part#MOST_BYTES} bytes at most
   */
  Part start(PartSpec spec, byte[] setup);
}
