package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.yaml.Problems;

/**
 * Normally distributed real numbers: {@code randn} and {@code qrandn}.
 *
 * @param mean any
 * @param sd the standard deviation, greater than 0
 * @param quantum values are rounded (half to even) to multiples of it; 0 for none
 */
public record Normals(double mean, double sd, double quantum) implements Domain.Numeric {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when they break a rule
   */
  public Normals {
    Rule.check(broken(mean, sd, quantum));
  }

  static List<Rule> broken(double mean, double sd, double quantum) {
    List<Rule> broken = new ArrayList<>();
    Rule.finite("mean", mean, broken);
    Rule.finite("sd", sd, broken);
    Rule.finite("q", quantum, broken);
    if (sd <= 0) {
      broken.add(new Rule("sd", "sd must be greater than 0 (" + Problems.show(sd) + ")", null));
    }
    if (quantum < 0) {
      broken.add(new Rule("q", "q must be greater than 0 (" + Problems.show(quantum) + ")", null));
    }
    return broken;
  }

  @Override
  public Double sample(RandomGenerator random) {
    double value = Math.clamp(mean + sd * Draw.normal(random), -Double.MAX_VALUE, Double.MAX_VALUE);
    double steps = Math.rint(value / quantum);
    return quantum == 0 || !Double.isFinite(steps) ? value : Reals.multiple(steps, quantum);
  }

  @Override
  public Double least() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public Double greatest() {
    return Double.POSITIVE_INFINITY;
  }
}
