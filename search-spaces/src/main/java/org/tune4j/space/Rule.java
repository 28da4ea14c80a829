package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Problems;

/**
 * A rule that the arguments of a domain break.
 *
 * @param argument the argument at fault, by name
 * @param message the rule, with the values
 * @param maybe what to try
 */
record Rule(String argument, String message, @Nullable String maybe) {

  /** Refuses a domain that breaks a rule. */
  static void check(List<Rule> broken) {
    if (!broken.isEmpty()) {
      throw new IllegalArgumentException(broken.get(0).message());
    }
  }

  /** What is wrong with two bounds. */
  static List<Rule> bounds(Number lower, Number upper, boolean logarithmic, Number quantum) {
    List<Rule> broken = new ArrayList<>();
    finite("lower", lower, broken);
    finite("upper", upper, broken);
    finite("q", quantum, broken);
    if (logarithmic && lower.doubleValue() <= 0) {
      broken.add(
          new Rule(
              "lower",
              "low (" + Problems.show(lower) + ") must be greater than 0 for a logarithm",
              null));
    }
    if (compare(lower, upper) >= 0) {
      broken.add(
          new Rule(
              "upper",
              "high (%s) must be greater than low (%s)"
                  .formatted(Problems.show(upper), Problems.show(lower)),
              compare(lower, upper) == 0 ? "write the value alone" : "swap them"));
    }
    return broken;
  }

  static void finite(String argument, Number value, List<Rule> broken) {
    if (!Double.isFinite(value.doubleValue())) {
      broken.add(
          new Rule(argument, argument + " must be finite (" + Problems.show(value) + ")", null));
    }
  }

  private static int compare(Number a, Number b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : Double.compare(a.doubleValue(), b.doubleValue());
  }
}
