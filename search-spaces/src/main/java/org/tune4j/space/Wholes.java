package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whole numbers between two bounds: {@code randint}, {@code qrandint}, {@code lograndint} and
 * {@code qlograndint}.
 *
 * <p>With a quantum, both bounds are drawn towards each other to the next multiple of it; a whole
 * number between them is drawn and rounded (half to even) to a multiple. So both ends get about
 * half the weight of the others, as in Tune, unless the quantum is 1.
 *
 * @param lower included
 * @param upper not included, unless there is a quantum
 * @param logarithmic whether the logarithm is what is uniform
 * @param quantum values are multiples of it; 0 for none
 */
public record Wholes(long lower, long upper, boolean logarithmic, long quantum)
    implements Domain.Numeric {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when they break a rule
   */
  public Wholes {
    Rule.check(broken(lower, upper, logarithmic, quantum));
  }

  static List<Rule> broken(long lower, long upper, boolean logarithmic, long quantum) {
    List<Rule> broken = new ArrayList<>(Rule.bounds(lower, upper, logarithmic, quantum));
    if (quantum < 0) {
      broken.add(new Rule("q", "q must be greater than 0 (" + quantum + ")", null));
    } else if (quantum > 0
        && broken.isEmpty()
        && Math.floorDiv(upper, quantum) < Math.ceilDiv(lower, quantum)) {
      broken.add(
          new Rule(
              "q",
              "a multiple of q (%d) must lie between low (%d) and high (%d)"
                  .formatted(quantum, lower, upper),
              "use a smaller q"));
    }
    return broken;
  }

  @Override
  public Long sample(RandomGenerator random) {
    long low = least();
    long high = greatest();
    long value = logarithmic ? sampleLog(low, high, random) : Draw.whole(low, high, random);
    return quantum <= 1 ? value : Math.clamp(round(value), low, high);
  }

  /**
   * The whole part of a real number whose logarithm is uniform; high is as likely as it would be.
   */
  private static long sampleLog(long low, long high, RandomGenerator random) {
    double log = Draw.mix(StrictMath.log((double) low), StrictMath.log((double) high + 1), random);
    return Math.clamp((long) StrictMath.exp(log), low, high);
  }

  private long round(long value) {
    long down = Math.floorDiv(value, quantum);
    long rest = Math.floorMod(value, quantum);
    long other = quantum - rest;
    boolean up = rest > other || (rest == other && (down & 1) == 1);
    return up ? Math.multiplyExact(down + 1, quantum) : down * quantum;
  }

  @Override
  public Long least() {
    return quantum == 0 ? lower : Math.ceilDiv(lower, quantum) * quantum;
  }

  @Override
  public Long greatest() {
    return quantum == 0 ? upper - 1 : Math.floorDiv(upper, quantum) * quantum;
  }
}
