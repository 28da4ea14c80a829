package org.tune4j.runner;

/** Leaves a trainable that was told to stop; no failure. */
public final class TrialStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrialStoppedException() {
    super("the trial was told to stop");
  }

  /** After an interrupt, of which the thread is to know still. */
  public static TrialStoppedException after(InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    TrialStoppedException stopped = new TrialStoppedException();
    stopped.initCause(interrupt);
    return stopped;
  }

  /**
   * For what computes for long without ever waiting: whoever ends an attempt interrupts its thread,
   * and nothing else would notice. Costs next to nothing.
   *
   * @throws TrialStoppedException when this thread was interrupted; it stays so
   */
  public static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TrialStoppedException();
    }
  }
}
