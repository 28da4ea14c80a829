package org.tune4j.space;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.yaml.Problems;

/** How likely the items of a choice are. */
final class Weights {
  private Weights() {}

  /**
   * @throws IllegalArgumentException when they break a rule
   */
  static void check(int items, List<Double> weights) {
    if (weights.isEmpty()) {
      return;
    }
    if (weights.size() != items) {
      throw new IllegalArgumentException(
          "choice: must have as many weights (%d) as items (%d)".formatted(weights.size(), items));
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "choice: a weight must not be below 0 (" + Problems.show(weight) + ")");
      }
      sum += weight;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("choice: the weights must add up to more than 0");
    }
  }

  /** The number of an item. */
  static int draw(Domain.Choice choice, RandomGenerator random) {
    if (choice.weights().isEmpty()) {
      return (int) Draw.whole(0, choice.items().size() - 1, random);
    }
    double left = Chance.uniform(random) * sum(choice);
    int last = 0;
    for (int item = 0; item < choice.items().size(); item++) {
      double weight = choice.weights().get(item);
      if (weight > 0) {
        last = item;
        if (left < weight) {
          return item;
        }
        left -= weight;
      }
    }
    return last; // by rounding
  }

  /** What a searcher sees of it. */
  static Range.Items range(Domain.Choice choice) {
    if (choice.weights().isEmpty()) {
      return Range.Items.equal(choice.items().size(), choice.isOrdered());
    }
    double sum = sum(choice);
    return new Range.Items(
        choice.weights().stream().map(weight -> weight / sum).toList(), choice.isOrdered());
  }

  private static double sum(Domain.Choice choice) {
    return choice.weights().stream().mapToDouble(Double::doubleValue).sum();
  }
}
