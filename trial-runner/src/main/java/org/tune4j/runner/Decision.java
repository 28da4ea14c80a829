package org.tune4j.runner;

/** What a trial is told after each result. */
public enum Decision {
  /** Take another step. */
  CONTINUE,
  /** End here. */
  STOP,
  /** Save, give the resources back, and wait to be started again. */
  PAUSE
}
