package org.tune4j.tuner.cli;

import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;

/** A sweep that is recorded as running though its process is gone: it was killed. */
final class Dead {
  /** What a person is told; the sweep's name comes after it. */
  static final String REASON = "its process is gone; go on with: tune resume ";

  private Dead() {}

  static boolean is(SweepRow sweep, ResultsReader reader) {
    return sweep.state().status() == SweepStatus.RUNNING && !reader.hasWriter();
  }
}
