package org.tune4j.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.yaml.Problems;

/**
 * Real numbers between two bounds: {@code uniform}, {@code quniform}, {@code loguniform} and {@code
 * qloguniform}. The base of Tune's logarithmic ones changes nothing: b^U(log_b low, log_b high) has
 * the same distribution for every b.
 *
 * @param lower included
 * @param upper not included, unless there is a quantum
 * @param logarithmic whether the logarithm is what is uniform
 * @param quantum values are rounded (half to even) to multiples of it; 0 for none
 */
public record Reals(double lower, double upper, boolean logarithmic, double quantum)
    implements Domain.Numeric {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when they break a rule
   */
  public Reals {
    Rule.check(broken(lower, upper, logarithmic, quantum));
  }

  static List<Rule> broken(double lower, double upper, boolean logarithmic, double quantum) {
    List<Rule> broken = new ArrayList<>(Rule.bounds(lower, upper, logarithmic, quantum));
    if (quantum < 0) {
      broken.add(new Rule("q", "q must be greater than 0 (" + Problems.show(quantum) + ")", null));
    } else if (quantum > 0) {
      multiple("lower", "low", lower, quantum, broken);
      multiple("upper", "high", upper, quantum, broken);
    }
    return broken;
  }

  private static void multiple(
      String argument, String word, double bound, double quantum, List<Rule> broken) {
    double steps = bound / quantum;
    double nearest = Math.rint(steps);
    if (Math.abs(steps - nearest) > 1e-8 + 1e-5 * Math.abs(nearest)) { // as numpy.isclose
      broken.add(
          new Rule(
              argument,
              "%s (%s) must be a multiple of q (%s)"
                  .formatted(word, Problems.show(bound), Problems.show(quantum)),
              "use " + Problems.show(multiple(nearest, quantum))));
    }
  }

  @Override
  public Double sample(RandomGenerator random) {
    double value = logarithmic ? sampleLog(random) : Draw.between(lower, upper, random);
    if (quantum == 0) {
      return value;
    }
    return Math.clamp(multiple(Math.rint(value / quantum), quantum), lower, upper);
  }

  private double sampleLog(RandomGenerator random) {
    double log = Draw.mix(StrictMath.log(lower), StrictMath.log(upper), random);
    return Math.clamp(StrictMath.exp(log), lower, Math.nextDown(upper));
  }

  @Override
  public Double least() {
    return lower;
  }

  @Override
  public Double greatest() {
    return quantum == 0 ? Math.nextDown(upper) : upper;
  }

  /** The product as people write it: three times 0.1 is 0.3. */
  static double multiple(double steps, double quantum) {
    return Double.isFinite(steps)
        ? BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(quantum)).doubleValue()
        : steps;
  }
}
