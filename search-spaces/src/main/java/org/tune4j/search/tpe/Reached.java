package org.tune4j.search.tpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.History;
import org.tune4j.search.Levels;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;

/**
 * What a history says by level: which trials were there, from the best to the worst. A value at a
 * level stays what it is, so it counts from then on, also when its trial still runs, is stopped
 * early or fails later.
 */
final class Reached {
  private final ParameterSpace space;
  private final int count;
  private @Nullable History seen;
  private int read;
  private Columns columns;
  private final List<Ranking> rankings = new ArrayList<>();
  private int[] failed = new int[16];
  private int failures;
  private int[] running = new int[0];
  private int parameters;

  /**
   * Of no trial yet.
   *
   * @param count how many levels there are
   */
  Reached(ParameterSpace space, int count) {
    this.space = space;
    this.count = count;
    this.columns = new Columns(space);
  }

  /** Reads what is new. */
  void read(History history) {
    if (history != seen) { // another one may have other trials
      seen = history;
      columns = new Columns(space);
      rankings.clear();
      for (int level = 0; level < count; level++) {
        rankings.add(new Ranking(columns));
      }
      read = 0;
      failures = 0;
      parameters = 0;
    }
    for (; read < history.ended().size(); read++) {
      end(history.ended().get(read));
    }
    running = history.running().stream().mapToInt(this::row).toArray();
  }

  private void end(Observation trial) {
    int row = row(trial);
    if (trial.state() == Observation.State.FAILED) {
      if (failures == failed.length) {
        failed = Arrays.copyOf(failed, 2 * failures);
      }
      failed[failures++] = row;
    }
  }

  private int row(Observation trial) {
    int row = columns.add(trial.number(), trial.point());
    for (int level = 0; level < count; level++) {
      double value = Levels.value(trial, level);
      if (!Double.isNaN(value) && !rankings.get(level).has(row)) {
        rankings.get(level).add(row, value, trial.isFeasible());
      }
    }
    int active = (int) Arrays.stream(trial.point()).filter(x -> !Double.isNaN(x)).count();
    parameters = Math.max(parameters, active);
    return row;
  }

  Columns columns() {
    return columns;
  }

  /** The most parameters that a trial had. */
  int parameters() {
    return parameters;
  }

  /**
   * The highest level that so many trials have reached; -1 when there is none.
   *
   * @param given what the trials must have; {@code NaN} for any
   */
  int highest(int trials, double[] given) {
    int[] set = Given.set(given);
    int level = count - 1;
    while (level >= 0 && fitting(level, given, set).length < trials) {
      level--;
    }
    return level;
  }

  /** All that can be learnt from at a level; those that run are there once they have a value. */
  Split.Trials trials(int level, double[] given) {
    Ranking ranking = rankings.get(level);
    int[] set = Given.set(given);
    return new Split.Trials(
        columns,
        ranking,
        fitting(level, given, set),
        without(ranking, fitting(failed, failures, given, set)),
        without(ranking, fitting(running, running.length, given, set)));
  }

  private int[] fitting(int level, double[] given, int[] set) {
    return fitting(rankings.get(level).rows(), rankings.get(level).size(), given, set);
  }

  private int[] fitting(int[] rows, int size, double[] given, int[] set) {
    return Arrays.stream(rows, 0, size)
        .filter(row -> Given.fits(columns.point(row), given, set))
        .toArray();
  }

  private static int[] without(Ranking ranking, int[] rows) {
    return IntStream.of(rows).filter(row -> !ranking.has(row)).toArray();
  }
}
