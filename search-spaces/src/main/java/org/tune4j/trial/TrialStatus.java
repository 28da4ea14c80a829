package org.tune4j.trial;

/** Where a trial is in its life. */
public enum TrialStatus {
  /** Waits for resources. */
  PENDING,
  /** Holds its resources and trains. */
  RUNNING,
  /** Gave its resources back and can go on from its last checkpoint. */
  PAUSED,
  /** Ended well: a stop rule fired, or the trainable was done. */
  TERMINATED,
  /** Ended by a failure. */
  ERROR;

  /** Whether the trial will never run again. */
  public boolean isFinal() {
    return this == TERMINATED || this == ERROR;
  }
}
