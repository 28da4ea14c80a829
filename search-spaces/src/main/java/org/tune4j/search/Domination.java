package org.tune4j.search;

import java.util.Arrays;
import java.util.List;

/**
 * Which of several scores are better in some objective and worse in none, bounds first (Deb,
 * Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II",
 * 2002, with its constrained domination).
 */
public final class Domination {
  private Domination() {}

  /**
   * Below 0 when the first dominates the second, above 0 when it is the other way round, 0 when
   * neither does. What keeps to its bounds dominates what does not; of two that do not, the lesser
   * violation dominates. A value that is NaN is worse than any other.
   */
  public static int compare(Score first, Score second) {
    if (first.violation() > 0 || second.violation() > 0) {
      return Double.compare(first.violation(), second.violation());
    }
    return compare(first.values(), second.values());
  }

  /** The same for values alone, as many in both, less being better. */
  public static int compare(double[] first, double[] second) {
    boolean isBetter = false;
    boolean isWorse = false;
    for (int i = 0; i < first.length; i++) {
      int order = first[i] == second[i] ? 0 : Double.compare(first[i], second[i]);
      isBetter |= order < 0; // NaN is greater than all
      isWorse |= order > 0;
    }
    return isBetter == isWorse ? 0 : isBetter ? -1 : 1;
  }

  /**
   * The front that each score lies in: 0 for those that none dominates, 1 for those that none but
   * the former dominate, and so on. Takes the square of their number in time.
   */
  public static int[] ranks(List<Score> scores) {
    int n = scores.size();
    int[][] below = new int[n][n];
    int[] many = new int[n];
    int[] above = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int order = compare(scores.get(i), scores.get(j));
        if (order < 0) {
          below[i][many[i]++] = j;
          above[j]++;
        } else if (order > 0) {
          below[j][many[j]++] = i;
          above[i]++;
        }
      }
    }
    return peeled(below, many, above);
  }

  private static int[] peeled(int[][] below, int[] many, int[] above) {
    int[] ranks = new int[above.length];
    Arrays.fill(ranks, -1);
    int left = above.length;
    for (int rank = 0; left > 0; rank++) {
      int[] front = new int[left];
      int size = 0;
      for (int i = 0; i < above.length; i++) {
        if (ranks[i] < 0 && above[i] == 0) {
          front[size++] = i;
        }
      }
      for (int k = 0; k < size; k++) {
        ranks[front[k]] = rank;
        for (int b = 0; b < many[front[k]]; b++) {
          above[below[front[k]][b]]--;
        }
      }
      left -= size;
    }
    return ranks;
  }
}
