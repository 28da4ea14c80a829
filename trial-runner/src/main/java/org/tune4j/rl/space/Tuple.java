package org.tune4j.rl.space;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One point of each part, in order.
 *
 * @param parts at least one; they may be made of parts themselves
 */
public record Tuple(List<Space> parts) implements Space {
  public Tuple {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Tuple: must have at least one part");
    }
    parts = List.copyOf(parts);
  }

  /** The parts in this order. */
  public static Tuple of(Space... parts) {
    return new Tuple(List.of(parts));
  }

  @Override
  public int size() {
    return Parts.size(parts);
  }

  @Override
  public boolean contains(float[] point, int offset) {
    return Parts.contain(parts, point, offset);
  }

  @Override
  public void sample(RandomGenerator random, float[] point, int offset) {
    Parts.sample(parts, random, point, offset);
  }

  @Override
  public String toString() {
    return parts.stream().map(Space::toString).collect(Collectors.joining(", ", "Tuple(", ")"));
  }
}
