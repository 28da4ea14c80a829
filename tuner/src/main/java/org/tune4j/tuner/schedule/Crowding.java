package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tune4j.search.Score;

/**
 * How much room each member of a front has: the distance between its neighbours, objective by
 * objective, each in proportion to its extent (Deb et al., "NSGA-II", 2002, section III-B).
 */
final class Crowding {
  private Crowding() {}

  /**
   * Those with the most room first, of equals the first.
   *
   * @param front entries of one front
   */
  static List<Integer> sorted(List<Integer> front, IntFunction<Score> score) {
    Map<Integer, Double> room = new HashMap<>();
    List<Integer> sorted = new ArrayList<>(front);
    sorted.sort(Comparator.naturalOrder());
    if (score.apply(front.get(0)).violation() > 0) {
      return sorted; // out of bounds by the same
    }
    int objectives = score.apply(front.get(0)).values().length;
    for (int objective = 0; objective < objectives; objective++) {
      add(room, new ArrayList<>(front), objective, score);
    }
    sorted.sort(Comparator.<Integer>comparingDouble(entry -> -room.getOrDefault(entry, 0.0)));
    return sorted;
  }

  private static void add(
      Map<Integer, Double> room, List<Integer> front, int objective, IntFunction<Score> score) {
    front.sort(
        Comparator.<Integer>comparingDouble(entry -> score.apply(entry).values()[objective])
            .thenComparing(Comparator.naturalOrder()));
    int last = front.size() - 1;
    double extent = value(front, last, objective, score) - value(front, 0, objective, score);
    room.put(front.get(0), Double.POSITIVE_INFINITY);
    room.put(front.get(last), Double.POSITIVE_INFINITY);
    for (int i = 1; i < last && extent > 0; i++) {
      double between =
          value(front, i + 1, objective, score) - value(front, i - 1, objective, score);
      room.merge(front.get(i), between / extent, Double::sum);
    }
  }

  private static double value(
      List<Integer> front, int index, int objective, IntFunction<Score> score) {
    return score.apply(front.get(index)).values()[objective];
  }
}
