package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The brackets of HyperBand (Li and others, "Hyperband: a novel bandit-based approach to
 * hyperparameter optimization", 2018, algorithm 1), in whole numbers.
 *
 * <p>With R = {@code max_t} in units of {@code grace_period}: s_max = floor(log_eta R); bracket s
 * begins with ceil((s_max + 1) / (s + 1) · eta^s) trials at R / eta^s, and each rung passes on
 * floor(n / eta) of its n trials.
 *
 * @param levels all levels, rising: {@code max_t / eta^s}, to the nearest whole number (a half
 *     rounds up); the last is {@code max_t}. Bracket s has the last s + 1 of them.
 * @param factor eta, from 2
 */
record HyperBandPlan(List<Long> levels, int factor) {

  HyperBandPlan {
    levels = List.copyOf(levels);
  }

  /**
   * The brackets between two levels.
   *
   * @param lowest no level is below it; from 1
   * @param maxT the highest level, from {@code lowest}; at most 10^12
   * @param factor from 2
   */
  static HyperBandPlan of(long lowest, long maxT, int factor) {
    long power = 1;
    while (lowest * power <= maxT / factor) {
      power *= factor;
    }
    List<Long> levels = new ArrayList<>();
    for (; power >= 1; power /= factor) {
      levels.add((2 * maxT + power) / (2 * power));
    }
    return new HyperBandPlan(levels, factor);
  }

  /** s_max: the bracket with the most rungs. */
  int most() {
    return levels.size() - 1;
  }

  /** The levels of a bracket's rungs. */
  List<Long> levels(int bracket) {
    return levels.subList(most() - bracket, levels.size());
  }

  /** How many trials a bracket begins with. */
  long size(int bracket) {
    long power = 1;
    for (int i = 0; i < bracket; i++) {
      power *= factor;
    }
    return ((most() + 1) * power + bracket) / (bracket + 1);
  }

  /** How many trials fill all brackets once. */
  long band() {
    long sum = 0;
    for (int bracket = 0; bracket <= most(); bracket++) {
      sum += size(bracket);
    }
    return sum;
  }

  /** How many of a rung's trials go on. */
  static int kept(int trials, int factor) {
    return Math.max(1, trials / factor);
  }

  /**
   * The brackets in the order in which they are filled: {@code bracket 1: 8 trials to 27, 2 to 81}.
   */
  List<String> lines(String timeAttr) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d %s all brackets once, in this order; levels are of %s"
            .formatted(band(), band() == 1 ? "trial fills" : "trials fill", timeAttr));
    for (int bracket = most(); bracket >= 0; bracket--) {
      lines.add(line(bracket));
    }
    return lines;
  }

  private String line(int bracket) {
    StringBuilder line = new StringBuilder("bracket " + bracket + ": ");
    long trials = size(bracket);
    String what = trials == 1 ? " trial to " : " trials to ";
    for (long level : levels(bracket)) {
      line.append(trials).append(what).append(level);
      what = " to ";
      trials /= factor;
      line.append(level == levels.getLast() ? "" : ", ");
    }
    return line.toString();
  }
}
