package org.tune4j.tuner.schedule;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Trial;

/** A trial of a population that has not ended. */
final class Individual {
  Trial trial;

  /** Of its last result that was judged, or of the checkpoint that it goes on from. */
  double time;

  /** At its last result, more being better; NaN before the first. */
  double score = Double.NaN;

  /** How far it was out of bounds then; 0 when it kept to them. */
  double violation;

  /**
   * The time from which its next interval is counted, such as of the checkpoint it went on from.
   */
  double since;

  /** How much time it has trained itself, whatever it went on from. */
  double worked;

  /** Whether it has a checkpoint. */
  boolean isSaved;

  /** At the newest checkpoint. */
  double savedTime;

  /** At the newest checkpoint; NaN before the first result. */
  double savedScore = Double.NaN;

  /** Where its present interval began. */
  double baseTime;

  /** Where its present interval began; NaN before the first result. */
  double baseScore = Double.NaN;

  /** Whether it ever has a checkpoint of its own. */
  final Saves saves = new Saves();

  /** Whether it ends with its last result: who went on from there would come too far. */
  boolean isStopping;

  /** Whether it goes on at another's checkpoint, and has reported nothing since. */
  boolean isMoved;

  /** Why it was told to pause; {@code null} while it was not. */
  @Nullable String pause;

  boolean isPaused;

  /** How many others did not make room for it since it has paused. */
  int overlooked;

  /** Whether it is to go on from another trial's checkpoint. */
  boolean exploits;

  /** How often it did so. */
  int exploited;

  Individual(Trial trial) {
    this.trial = trial;
  }

  int number() {
    return trial.number();
  }

  boolean hasBase() {
    return !Double.isNaN(baseScore);
  }

  /** An interval begins. */
  void begins(double atTime, double atScore) {
    baseTime = atTime;
    baseScore = atScore;
  }

  boolean hasScore() {
    return !Double.isNaN(score);
  }
}
