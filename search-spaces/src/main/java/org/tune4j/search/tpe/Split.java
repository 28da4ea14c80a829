package org.tune4j.search.tpe;

import java.util.Arrays;

/**
 * The trials that a suggestion is learnt from, as good and bad ones.
 *
 * @param good rows, by the numbers of their trials
 * @param goodWeights of these, and last of the prior
 * @param bad rows, by the numbers of their trials
 * @param badWeights of these, and last of the prior
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Split(int[] good, double[] goodWeights, int[] bad, double[] badWeights) {
  /** Of the bad ones, so many of the best and of the newest are learnt from. */
  private static final int BEST = 100;

  private static final int NEWEST = 400;

  /** So many of the newest bad ones count fully. */
  private static final int RECENT = 25;

  private static final byte GOOD = 1;
  private static final byte BAD = 2;
  private static final byte NEAR = 3; // bad, and one of the best of them

  /**
   * The trials that may be learnt from.
   *
   * @param columns their points
   * @param ranking their values
   * @param ranked rows, from the best to the worst
   * @param failed rows of those that failed, or had no value to compare
   * @param running rows of those of which nothing can be said yet
   */
  record Trials(Columns columns, Ranking ranking, int[] ranked, int[] failed, int[] running) {}

  /** Splits the trials that have what is given. */
  static Split of(Known known, double[] given, TpeSettings settings) {
    Trials trials = known.trials(given);
    int good = settings.good(trials.ranked.length);
    return of(trials, good, settings.improvement(), settings.forgetting());
  }

  /**
   * Splits trials.
   *
   * @param count how many are good
   * @param improvement whether good trials weigh as much as they are better than the bad
   * @param forgetting whether bad trials weigh less the older they are
   */
  static Split of(Trials trials, int count, boolean improvement, boolean forgetting) {
    Columns columns = trials.columns;
    int[] ranked = trials.ranked;
    byte[] kinds = new byte[columns.size()];
    for (int i = 0; i < ranked.length; i++) {
      kinds[ranked[i]] = i < count ? GOOD : i < count + BEST ? NEAR : BAD;
    }
    for (int row : trials.failed) {
      kinds[row] = BAD;
    }
    for (int row : trials.running) {
      kinds[row] = BAD; // "constant liar": not there, too
    }
    int[] good = new int[count];
    int[] all = new int[kinds.length];
    int goods = 0;
    int bads = 0;
    for (int number = 0; number < columns.end(); number++) {
      int row = columns.row(number);
      if (row >= 0 && kinds[row] == GOOD) {
        good[goods++] = row;
      } else if (row >= 0 && kinds[row] != 0) {
        all[bads++] = row;
      }
    }
    double[] goodWeights = ones(count);
    if (improvement && count < ranked.length) {
      goodWeights = improvements(trials.ranking, good, ranked[0], ranked[count]);
    }
    return bad(new Split(good, goodWeights, all, new double[0]), kinds, bads, forgetting);
  }

  private static Split bad(Split split, byte[] kinds, int bads, boolean forgetting) {
    int[] bad = new int[bads];
    double[] weights = new double[bads + 1];
    int size = 0;
    for (int age = bads - 1, i = 0; i < bads; i++, age--) {
      int row = split.bad[i];
      if (age < NEWEST || kinds[row] == NEAR) {
        bad[size] = row;
        weights[size++] = forgetting ? weight(i, bads) : 1;
      }
    }
    weights[size] = 1;
    return new Split(
        split.good, split.goodWeights, Arrays.copyOf(bad, size), Arrays.copyOf(weights, size + 1));
  }

  /** Linear forgetting: from 1/count for the oldest up to 1. */
  private static double weight(int index, int count) {
    int ramp = count - RECENT;
    return index >= ramp || ramp < 2 ? 1 : 1.0 / count + (1 - 1.0 / count) * index / (ramp - 1);
  }

  private static double[] ones(int count) {
    double[] weights = new double[count + 1];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * By how much each is better than the best of the bad; the prior weighs as much as their mean.
   * How much better it is to keep to a bound than to break it, nobody knows: then ranks count.
   */
  private static double[] improvements(Ranking ranking, int[] good, int best, int bestBad) {
    boolean isByRank = ranking.isFeasible(best) && !ranking.isFeasible(bestBad);
    double[] weights = new double[good.length + 1];
    double sum = 0;
    for (int k = 0; k < good.length; k++) {
      double value = ranking.value(good[k]);
      weights[k] = isByRank ? notBetter(ranking, good, value) : ranking.value(bestBad) - value;
      sum += weights[k];
    }
    if (!(sum > 0) || sum > Double.MAX_VALUE) {
      return ones(good.length); // all the same, or infinite
    }
    double mean = sum / good.length;
    for (int k = 0; k < good.length; k++) {
      weights[k] = Math.max(1e-12, weights[k] / mean);
    }
    weights[good.length] = 1;
    return weights;
  }

  private static double notBetter(Ranking ranking, int[] rows, double value) {
    return Arrays.stream(rows).filter(row -> ranking.value(row) >= value).count();
  }
}
