package org.tune4j.space;

import java.util.List;
import java.util.Set;

/**
 * When a parameter is active, as a test of the parameters before it. An inactive parameter has no
 * value, and no test of it holds.
 */
public sealed interface Condition {
  /** Whether it holds for these values; see {@link ParameterSpace}. */
  boolean holds(double[] point);

  /** Whatever the others are. */
  @SuppressWarnings("ClassInitializationDeadlock")
  Condition ALWAYS = new All(List.of());

  /** A choice has one of these items, by their numbers. */
  record Item(int parameter, Set<Integer> items) implements Condition {
    public Item {
      items = Set.copyOf(items);
    }

    @Override
    public boolean holds(double[] point) {
      double item = point[parameter];
      return !Double.isNaN(item) && items.contains((int) item);
    }
  }

  /** A number lies between these bounds, both included. */
  record Within(int parameter, double low, double high) implements Condition {
    @Override
    public boolean holds(double[] point) {
      return point[parameter] >= low && point[parameter] <= high;
    }
  }

  /** All of these hold. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(double[] point) {
      return conditions.stream().allMatch(condition -> condition.holds(point));
    }
  }

  /** One of these holds at least. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(double[] point) {
      return conditions.stream().anyMatch(condition -> condition.holds(point));
    }
  }

  /** Both hold. */
  default Condition and(Condition other) {
    if (equals(ALWAYS)) {
      return other;
    }
    return other.equals(ALWAYS) ? this : new All(List.of(this, other));
  }
}
