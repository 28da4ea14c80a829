package org.tune4j.search.cmaes;

import java.util.Arrays;
import java.util.List;
import org.tune4j.space.Range;

/**
 * How likely each item of an unordered choice is, learnt as in CatCMA with margin (Hamano et al.,
 * 2024): the odds move towards the items of good members, and no item ever dies out.
 */
final class Odds {
  private static final double RATE = 0.3;

  private final int parameter;
  private final double[] start;
  private final double least;
  private double[] odds;

  /**
   * Odds of one choice.
   *
   * @param choices how many choices there are in all
   */
  Odds(int parameter, Range range, int choices) {
    this.parameter = parameter;
    int count = (int) range.count();
    this.start = new double[count];
    if (range instanceof Range.Items items) {
      Arrays.setAll(start, item -> items.weights().get(item));
    } else {
      Arrays.fill(start, 1.0 / count);
    }
    this.least = (1 - StrictMath.exp(StrictMath.log(0.73) / choices)) / Math.max(1, count - 1);
    this.odds = start.clone();
  }

  /** The number of the parameter. */
  int parameter() {
    return parameter;
  }

  /** Forgets all. */
  void restart() {
    odds = start.clone();
  }

  /**
   * An item.
   *
   * @param unit uniform in [0, 1)
   * @param mix how much of an even distribution to mix in, from 0 to 1
   */
  int draw(double unit, double mix) {
    double sum = 0;
    for (int item = 0; item < odds.length - 1; item++) {
      sum += (1 - mix) * odds[item] + mix / odds.length;
      if (unit < sum) {
        return item;
      }
    }
    return odds.length - 1;
  }

  /**
   * Learns from a population.
   *
   * @param choice the number of this choice among the items of members
   * @param weights of the members; not negative
   */
  void learn(int choice, List<Member> members, double[] weights) {
    double[] towards = new double[odds.length];
    double active = 0;
    for (int i = 0; i < weights.length; i++) {
      int item = members.get(i).items()[choice];
      if (item >= 0) {
        towards[item] += weights[i];
        active += weights[i];
      }
    }
    double sum = 0;
    for (int item = 0; item < odds.length; item++) {
      double moved = odds[item] + RATE * (towards[item] - active * odds[item]);
      odds[item] = Math.max(least, moved);
      sum += odds[item];
    }
    for (int item = 0; item < odds.length; item++) {
      odds[item] /= sum;
    }
  }
}
