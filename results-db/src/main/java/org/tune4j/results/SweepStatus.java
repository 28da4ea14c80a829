package org.tune4j.results;

/** Where a sweep is in its life. */
public enum SweepStatus {
  /** A driver works on it, or died while it did. */
  RUNNING,
  /** Stopped by its user before its end. */
  INTERRUPTED,
  /** All its trials ended. */
  FINISHED,
  /** The sweep itself, not only a trial of it, came to no good end. */
  FAILED
}
