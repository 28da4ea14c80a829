package org.tune4j.runner;

/** Leaves a {@link TrialFunction} that was told to stop; no failure. */
public final class TrialStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrialStoppedException() {
    super("the trial was told to stop");
  }
}
