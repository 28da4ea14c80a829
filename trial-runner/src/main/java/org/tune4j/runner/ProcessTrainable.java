package org.tune4j.runner;

/** A trainable whose work is done by a process of its own. */
sealed interface ProcessTrainable extends Trainable permits CommandTrainable, ForkedTrainable {

  /** Hands over what the process has printed so far; for any thread. */
  void flushOutput();

  /** Kills the process, if there is one, and returns at once; for any thread. */
  void kill();

  /** Whether the last step came with a checkpoint, which is saved whatever the frequency is. */
  default boolean bringsCheckpoint() {
    return false;
  }

  /** Takes the text that a trial printed. */
  @FunctionalInterface
  interface OutputSink {
    /** A piece of {@code stdout} or {@code stderr}, in order. */
    void accept(String stream, String text);
  }
}
