package org.tune4j.tuner.schedule;

/**
 * Whether a trial saves its state, as far as its pauses have shown. One that does not begins anew
 * after each pause, until it saves.
 */
final class Saves {
  private boolean hasSaved;
  private boolean hasPaused;
  private boolean wasLost;

  void saved() {
    hasSaved = true;
  }

  /** It was lost before it could pause: that it has saved nothing then tells nothing. */
  void lost() {
    wasLost = true;
  }

  void paused() {
    hasPaused |= !wasLost;
    wasLost = false;
  }

  /** Whether it has paused, and never saved anything. */
  boolean never() {
    return hasPaused && !hasSaved;
  }
}
