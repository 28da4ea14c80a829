package org.tune4j.search.evolution;

/** Those who compete with each other, and how far their mutations go. */
final class Niche {
  /** With fewer parents, chance does better. */
  private static final int FEWEST_PARENTS = 3;

  private static final double GREATEST_STEP = 0.5;

  private final Strategy strategy;
  private final double longer;
  private final double shorter;
  private Elite elite;
  private int fewest = FEWEST_PARENTS;
  private double step;

  Niche(Strategy strategy) {
    this.strategy = strategy;
    this.elite = new Elite(strategy.population());
    this.longer = StrictMath.exp(strategy.learning());
    this.shorter = StrictMath.exp(-strategy.learning() / 4);
    this.step = strategy.step();
  }

  Elite parents() {
    return elite;
  }

  /** Whether there are enough parents. */
  boolean canBreed() {
    return elite.size() >= fewest;
  }

  /** The standard deviation of mutations now. */
  double step() {
    return step;
  }

  /** One of its children ended well, or another trial that lives here. */
  void add(Member member, boolean isChild) {
    if (isChild && canBreed()) {
      learn(member.value() < elite.members().getFirst().value());
    }
    elite.add(member);
  }

  /** A child failed. */
  void fail() {
    if (canBreed()) {
      learn(false);
    }
  }

  /** Learns the step by the rule that one in five should succeed. */
  private void learn(boolean isSuccess) {
    step = Math.min(step * (isSuccess ? longer : shorter), GREATEST_STEP);
    if (step < strategy.restart()) { // nothing more to be found here
      elite = new Elite(strategy.population());
      fewest = Math.min(strategy.startup(), strategy.population());
      step = strategy.step();
    }
  }
}
