package org.tune4j.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Observation.State;
import org.tune4j.space.Config;

/** The trials of one config, and what they come to together. */
final class Repeats {
  private static final double[] NO_POINT = {};

  private final Config variant;
  private final int[] levels;
  private final @Nullable Observation[] trials;

  /**
   * Without any trial yet.
   *
   * @param times how many there will be
   * @param levels the iterations at which values are kept
   */
  Repeats(Config variant, int times, int[] levels) {
    this.variant = variant;
    this.trials = new @Nullable Observation[times];
    this.levels = levels;
  }

  /** What they try. */
  Config variant() {
    return variant;
  }

  /** One has a result. */
  void report(int index, Score score, int iteration) {
    trials[index] = trial(index).reported(levels, score, iteration);
  }

  /** One ended. */
  void end(int index, State state, Score score) {
    trials[index] = trial(index).ended(state, score);
  }

  private Observation trial(int index) {
    Observation known = trials[index];
    return known == null ? Observation.proposed(index, NO_POINT, levels) : known;
  }

  /**
   * The mean of their values at a level; {@code NaN} before all are there that have not failed.
   *
   * @param level its index
   */
  double value(int level) {
    double sum = 0;
    int there = 0;
    for (Observation trial : trials) {
      double value = trial == null ? Double.NaN : trial.levels()[level];
      if (!Double.isNaN(value)) {
        sum += value;
        there++;
      } else if (trial == null || trial.state() != State.FAILED) {
        return Double.NaN;
      }
    }
    return sum / there; // of none it is NaN
  }

  /** Whether all have ended. */
  boolean areOver() {
    for (Observation trial : trials) {
      if (trial == null || trial.state() == State.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** How they ended: one that ended well is enough. */
  State state() {
    return ended().stream().anyMatch(trial -> trial.state() == State.DONE)
        ? State.DONE
        : State.FAILED;
  }

  /** The mean of each objective over those that ended well with a value. */
  Score score() {
    List<Observation> counting = ended().stream().filter(Observation::counts).toList();
    if (counting.isEmpty()) {
      return Score.NONE;
    }
    double[] values = new double[counting.get(0).score().values().length];
    double violation = 0;
    for (Observation trial : counting) {
      for (int i = 0; i < values.length; i++) {
        values[i] += trial.score().values()[i] / counting.size();
      }
      violation += trial.score().violation() / counting.size();
    }
    return Score.of(values, violation);
  }

  private List<Observation> ended() {
    List<Observation> ended = new ArrayList<>();
    for (Observation trial : trials) {
      ended.add(Objects.requireNonNull(trial));
    }
    return ended;
  }
}
