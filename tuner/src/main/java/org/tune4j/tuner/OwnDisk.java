package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Path;
import org.tune4j.results.FullDiskException;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.grid.FromMember;

/**
 * The disk of the results folder. When it is full, trials of the driver's own machine fail to save,
 * one after another, through no fault of their own: the driver stops before they are blamed.
 *
 * @param self the member in the driver's JVM
 */
record OwnDisk(String self, Path results) {
  /** With so much space, in bytes, a trial that finds none looked at another disk. */
  private static final long PLENTY = 256L << 20;

  /**
   * Looks at how an attempt ended.
   *
   * @throws FullDiskException when the full disk is to blame for it
   */
  void stopIfFull(String member, FromMember.Ended report) {
    String message = report.message();
    if (report.outcome() == Outcome.FAILED
        && member.equals(self)
        && message != null
        && FullDiskException.isNamedIn(message)
        && results.toFile().getUsableSpace() < PLENTY) {
      throw new FullDiskException(
          results, "trial " + report.trialId() + " found none", new IOException(message));
    }
  }
}
