package org.tune4j.rl.algorithm.es;

/**
 * What became of a direction: antithetic sampling (Salimans et al., "Evolution strategies as a
 * scalable alternative to reinforcement learning", 2017, section 2.1).
 *
 * @param number which direction of {@link Noise}
 * @param plus the return of the parameters with it added
 * @param minus the return of the parameters with it subtracted
 * @param steps environment steps that it took to know
 */
public record Direction(long number, double plus, double minus, long steps) {

  /** The better of both. */
  public double best() {
    return Math.max(plus, minus);
  }
}
