package org.tune4j.tuner.sim;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.space.Seeds;

/** What a scenario is drawn with. */
record Dice(RandomGenerator random) {

  /** Dice of its own for one purpose of a scenario. */
  static Dice of(long seed, String purpose) {
    return new Dice(Seeds.random(seed, purpose, 0));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From the first to the last, both included. */
  int from(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  @SafeVarargs
  final <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  <T> T anyOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  long seed() {
    return random.nextLong(1, 1L << 53);
  }
}
