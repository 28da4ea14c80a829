package org.tune4j.runner;

import java.util.concurrent.CompletableFuture;

/** A part of a trial that runs on the member of one of its bundles. Thread-safe. */
public interface Part extends AutoCloseable {
  /** The most bytes of a request, an answer or a setup: 32 MiB. */
  int MOST_BYTES = 32 << 20;

  /** How many calls of a part may wait for their answers at the same time. */
  int MOST_CALLS = 1_000;

  /** The bundle that it uses, from 0. */
  int bundle();

  /**
   * Has a request answered by {@link TrialPart#call}, once or not at all, after those made before.
   *
   * @return fails with a {@link PartFailedException} when the part threw something, is closed, or
   *     its member is gone; when more than {@value #MOST_CALLS} calls wait; and when the request or
   *     the answer has more than {@value #MOST_BYTES} bytes
   */
  CompletableFuture<byte[]> call(byte[] request);

  /**
   * Asks it to end, by an interrupt, and returns at once. Calls that wait fail.
   *
   * @see #closed
   */
  @Override
  void close();

  /** Complete once nothing of it runs any more, or its member is gone. */
  CompletableFuture<Void> closed();
}
