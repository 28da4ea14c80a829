package org.tune4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tune4j.search.Domination;

/**
 * How much of the space of objectives a set of points dominates: the volume of what is worse than
 * one of them and better than a reference point (Zitzler and Thiele, 1998). Less is better in every
 * objective; the volume is exact.
 *
 * <p>Two objectives take one sweep over the sorted points. More take the algorithm WFG (While,
 * Bradstreet and Barone, "A fast way of calculating exact hypervolumes", 2012): each point adds
 * what it dominates alone, that is its box less what the points behind it dominate within the box.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The volume.
   *
   * @param points in any order, each with as many values as the reference has; those that are not
   *     better than the reference in all objectives add nothing
   * @param reference a point that is worse than all that count; finite
   * @return not negative; infinite when a point has an infinitely good value
   * @throws IllegalArgumentException when a point has another number of values, or there are none
   */
  public static double of(List<double[]> points, double[] reference) {
    List<double[]> inside = new ArrayList<>();
    for (double[] point : points) {
      if (point.length != reference.length || reference.length == 0) {
        throw new IllegalArgumentException(
            "hypervolume: a point must have as many values as the reference (%d, %d)"
                .formatted(point.length, reference.length));
      }
      if (isInside(point, reference)) {
        inside.add(point);
      }
    }
    return volume(inside, reference, reference.length);
  }

  private static boolean isInside(double[] point, double[] reference) {
    for (int i = 0; i < point.length; i++) {
      if (!(point[i] < reference[i])) {
        return false;
      }
    }
    return true;
  }

  /** The volume in the first objectives; sorts the points of two. */
  private static double volume(List<double[]> points, double[] reference, int objectives) {
    if (objectives == 1) {
      return points.stream().mapToDouble(p -> reference[0] - p[0]).max().orElse(0);
    }
    if (objectives == 2) {
      return area(points, reference);
    }
    List<double[]> front = front(points);
    int last = objectives - 1;
    // the worst in the last objective first: the boxes of the others reach over it
    front.sort(Comparator.comparingDouble(p -> -p[last]));
    double sum = 0;
    for (int i = 0; i < front.size(); i++) {
      double[] point = front.get(i);
      List<double[]> behind = new ArrayList<>();
      for (double[] other : front.subList(i + 1, front.size())) {
        behind.add(worse(point, other, last));
      }
      double alone = box(point, reference, last) - volume(behind, reference, last);
      sum += (reference[last] - point[last]) * alone;
    }
    return sum;
  }

  private static double area(List<double[]> points, double[] reference) {
    points.sort(Comparator.comparingDouble(p -> p[0]));
    double sum = 0;
    double height = reference[1];
    for (double[] point : points) {
      if (point[1] < height) {
        sum += (reference[0] - point[0]) * (height - point[1]);
        height = point[1];
      }
    }
    return sum;
  }

  private static double box(double[] point, double[] reference, int objectives) {
    double volume = 1;
    for (int i = 0; i < objectives; i++) {
      volume *= reference[i] - point[i];
    }
    return volume;
  }

  /** What both dominate in the first objectives. */
  private static double[] worse(double[] point, double[] other, int objectives) {
    double[] worse = new double[objectives];
    for (int i = 0; i < objectives; i++) {
      worse[i] = Math.max(point[i], other[i]);
    }
    return worse;
  }

  private static List<double[]> front(List<double[]> points) {
    List<double[]> front = new ArrayList<>();
    for (double[] point : points) {
      if (front.stream().noneMatch(kept -> covers(kept, point))) {
        front.removeIf(kept -> covers(point, kept));
        front.add(point);
      }
    }
    return front;
  }

  private static boolean covers(double[] point, double[] other) {
    return Domination.compare(point, other) < 0 || Arrays.equals(point, other);
  }
}
