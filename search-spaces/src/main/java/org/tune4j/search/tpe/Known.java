package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;

/**
 * What a history says, kept so that little is to do when it grows: the trials' points as {@link
 * Columns}, and their rows from the best to the worst.
 */
final class Known {
  private final ParameterSpace space;
  private @Nullable History seen;
  private int read;
  private Columns columns;
  private Ranking ranking;
  private int[] failed = new int[16];
  private int failures;
  private int[] running = new int[0];

  Known(ParameterSpace space) {
    this.space = space;
    this.columns = new Columns(space);
    this.ranking = new Ranking(columns);
  }

  /** Reads what is new. */
  void read(History history) {
    List<Observation> ended = history.ended();
    if (history != seen) { // another one may have other trials
      seen = history;
      columns = new Columns(space);
      ranking = new Ranking(columns);
      read = 0;
      failures = 0;
    }
    for (; read < ended.size(); read++) {
      end(ended.get(read));
    }
    running = new int[history.running().size()];
    int at = 0;
    for (Observation observation : history.running()) {
      running[at++] = row(observation);
    }
  }

  private int row(Observation observation) {
    return columns.add(observation.number(), observation.point());
  }

  private void end(Observation observation) {
    int row = row(observation);
    if (observation.counts()) {
      ranking.add(row, observation.value(), observation.isFeasible());
      return;
    }
    if (failures == failed.length) {
      failed = Arrays.copyOf(failed, 2 * failures);
    }
    failed[failures++] = row;
  }

  Columns columns() {
    return columns;
  }

  /** The value of a row that ended well. */
  double value(int row) {
    return ranking.value(row);
  }

  /** Whether a row that ended well breaks no bound. */
  boolean isFeasible(int row) {
    return ranking.isFeasible(row);
  }

  /** The trials that have what is given. */
  Split.Trials trials(double[] given) {
    return new Split.Trials(columns, ranking, ranked(given), failed(given), running(given));
  }

  /** The rows that ended well, from the best to the worst, which have what is given. */
  int[] ranked(double[] given) {
    return fitting(ranking.rows(), ranking.size(), given);
  }

  /** The rows of trials that failed, or had no value to compare, which have what is given. */
  int[] failed(double[] given) {
    return fitting(failed, failures, given);
  }

  /** The rows that have not ended, which have what is given. */
  int[] running(double[] given) {
    return fitting(running, running.length, given);
  }

  /** Those whose points have the values that are given; {@code NaN} for any. */
  private int[] fitting(int[] rows, int count, double[] given) {
    int[] set = Given.set(given);
    if (set.length == 0) {
      return Arrays.copyOf(rows, count);
    }
    int[] fitting = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (Given.fits(columns.point(rows[i]), given, set)) {
        fitting[size++] = rows[i];
      }
    }
    return Arrays.copyOf(fitting, size);
  }
}
