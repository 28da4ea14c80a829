package org.tune4j.runner;

import java.io.IOException;
import java.io.InputStream;

/** Carries what a process prints to where it belongs, on a thread of its own, until its end. */
final class OutputPump {

  /** Takes bytes; may wait, and then the process waits, too, once its pipe is full. */
  @FunctionalInterface
  interface Target {
    void accept(byte[] bytes, int length) throws InterruptedException;

    /** No more will come. */
    default void end() throws InterruptedException {}
  }

  private static final int BUFFER_BYTES = 16 << 10;

  private final InputStream from;
  private final Target to;
  private final Runnable atEnd;
  private final Thread thread;

  private OutputPump(String name, InputStream from, Target to, Runnable atEnd) {
    this.from = from;
    this.to = to;
    this.atEnd = atEnd;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  static OutputPump start(String name, InputStream from, Target to, Runnable atEnd) {
    OutputPump pump = new OutputPump(name, from, to, atEnd);
    pump.thread.start();
    return pump;
  }

  /** Waits for the end of the stream, that long at most; whether it has come. */
  boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  private void run() {
    try {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = read(buffer); n >= 0; n = read(buffer)) {
        to.accept(buffer, n);
      }
      to.end();
    } catch (IOException | InterruptedException e) {
      // nobody wants the rest
    } finally {
      atEnd.run();
    }
  }

  /**
   * The Java process class swaps its stream for one with the rest when the process ends, and who
   * reads just then is told that the stream is closed: the next read finds the rest.
   */
  private int read(byte[] buffer) throws IOException {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      return from.read(buffer);
    }
  }
}
