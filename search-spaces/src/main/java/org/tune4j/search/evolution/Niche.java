package org.tune4j.search.evolution;

/** Those who compete with each other, and how far their mutations go. */
final class Niche {
  private static final double LEAST_STEP = 1e-6;
  private static final double GREATEST_STEP = 0.5;

  private final Elite elite;
  private final int best;
  private final double longer;
  private final double shorter;
  private double step;

  Niche(Strategy strategy) {
    this.elite = new Elite(strategy.population());
    this.best = Math.max(1, (int) (strategy.population() * strategy.success()));
    this.longer = StrictMath.exp(strategy.learning());
    this.shorter = StrictMath.exp(-strategy.learning() / 4);
    this.step = strategy.step();
  }

  Elite elite() {
    return elite;
  }

  /** The standard deviation of mutations now. */
  double step() {
    return step;
  }

  /** Learns the step, by the rule that one in five should succeed. */
  void learn(boolean isSuccess) {
    step = Math.clamp(step * (isSuccess ? longer : shorter), LEAST_STEP, GREATEST_STEP);
  }

  boolean isSuccess(double value) {
    return elite.isAmongBest(best, value);
  }
}
