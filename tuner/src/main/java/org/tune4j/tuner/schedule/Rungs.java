package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The ages at which successive halving compares trials (Jamieson and Talwalkar, "Non-stochastic
 * best arm identification and hyperparameter optimization", 2016). Whole numbers throughout: a
 * quotient of logarithms lies just below the whole number that it should be for (1, 1000, 10) and
 * (1, 243, 3), and loses their top rung.
 *
 * @param levels ages, rising; at least one
 * @param maxT the oldest that a trial becomes, from the last level
 */
public record Rungs(List<Long> levels, long maxT) {
  public Rungs {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("rungs: there must be at least one");
    }
  }

  /**
   * All {@code grace * factor^k} up to {@code maxT}, which may be one of them.
   *
   * @param grace the first, from 1
   * @param maxT not below {@code grace}
   * @param factor from 2
   */
  public static Rungs of(long grace, long maxT, long factor) {
    if (grace < 1 || factor < 2 || maxT < grace) {
      throw new IllegalArgumentException("rungs: " + grace + ", " + maxT + ", " + factor);
    }
    List<Long> levels = new ArrayList<>();
    long level = grace;
    levels.add(level);
    while (level <= maxT / factor) {
      level *= factor;
      levels.add(level);
    }
    return new Rungs(levels, maxT);
  }

  /** How many there are. */
  public int count() {
    return levels.size();
  }

  /** The age of one, from 0. */
  public long level(int rung) {
    return levels.get(rung);
  }

  /**
   * Those of a bracket whose trials are left alone for longer: without the first so many.
   *
   * @param bracket below {@link #count}
   */
  public Rungs bracket(int bracket) {
    return new Rungs(levels.subList(bracket, levels.size()), maxT);
  }

  /** How many of them an age reaches. */
  public int reached(double age) {
    int reached = 0;
    while (reached < levels.size() && age >= levels.get(reached)) {
      reached++;
    }
    return reached;
  }
}
