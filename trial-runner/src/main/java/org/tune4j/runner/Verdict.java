package org.tune4j.runner;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent.Outcome;

/** How an attempt ends, and what to say of it. */
record Verdict(Outcome outcome, @Nullable String message) {

  Verdict {
    message = message == null ? null : Unicode.whole(message);
  }

  static Verdict failed(String message) {
    return new Verdict(Outcome.FAILED, message);
  }

  /** Whether nothing went wrong. */
  boolean isGood() {
    return outcome == Outcome.FINISHED || outcome == Outcome.PAUSED;
  }

  /** Leaves the training loop, whatever it was doing. */
  static final class End extends Exception {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialized
    final Verdict verdict;

    End(Verdict verdict) {
      super(null, null, false, false);
      this.verdict = verdict;
    }
  }
}
