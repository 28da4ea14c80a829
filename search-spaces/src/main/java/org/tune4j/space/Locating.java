package org.tune4j.space;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the point that a variant is made of, by walking both trees. Used once. */
final class Locating {
  private final ParameterSpace parameters;
  private final double[] point;

  /**
   * @param point is filled; {@code NaN} at first
   */
  Locating(ParameterSpace parameters, double[] point) {
    this.parameters = parameters;
    this.point = point;
  }

  /** Whether the space has that variant. Then the point is filled. */
  boolean isThere(Config variant) {
    Map<String, SpaceNode> entries = parameters.space().root().entries();
    if (!entries.keySet().containsAll(variant.asMap().keySet())) {
      return false;
    }
    for (Map.Entry<String, SpaceNode> entry : entries.entrySet()) {
      if (!matchesEntry(entry.getKey(), entry.getKey(), entry.getValue(), variant.asMap())) {
        return false;
      }
    }
    for (int i = 0; i < point.length; i++) { // a value that no condition allows
      if (Double.isNaN(point[i]) == parameters.isActive(i, point)) {
        return false;
      }
    }
    return true;
  }

  private boolean matchesEntry(String key, String name, SpaceNode node, Map<?, ?> map) {
    return map.containsKey(name)
        ? matches(key, node, map.get(name))
        : node instanceof SpaceNode.Conditional
            || (node instanceof SpaceNode.Tuple tuple
                && tuple.node() instanceof SpaceNode.Conditional);
  }

  private boolean matches(String key, SpaceNode node, @Nullable Object value) {
    return switch (node) {
      case SpaceNode.Constant constant -> Objects.equals(constant.value(), value);
      case SpaceNode.Conditional conditional -> matches(key, conditional.node(), value);
      case SpaceNode.MapNode map -> value instanceof Map<?, ?> values && matches(key, map, values);
      case SpaceNode.Tuple tuple -> matches(key, tuple.node(), value);
      case SpaceNode.ListNode list -> value instanceof List<?> values && matches(key, list, values);
      case SpaceNode.Axis axis -> matchesOne(key, axis.items(), value);
      case Domain.Choice choice -> matchesOne(key, choice.items(), value);
      case Domain.SampleFrom source -> true; // follows from the others
      case Domain.Numeric numeric -> matches(key, numeric, value);
    };
  }

  private boolean matches(String key, SpaceNode.MapNode map, Map<?, ?> values) {
    Map<?, ?> apart = Tuples.apart(map, values);
    return map.entries().keySet().containsAll(apart.keySet())
        && map.entries().entrySet().stream()
            .allMatch(e -> matchesEntry(key + "." + e.getKey(), e.getKey(), e.getValue(), apart));
  }

  private boolean matches(String key, SpaceNode.ListNode list, List<?> values) {
    if (list.items().size() != values.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!matches(key + "." + i, list.items().get(i), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean matchesOne(String key, List<SpaceNode> items, @Nullable Object value) {
    for (int item = 0; item < items.size(); item++) {
      double[] before = point.clone();
      if (matches(key + "#" + item, items.get(item), value)) {
        point[parameters.index(key)] = item;
        return true;
      }
      System.arraycopy(before, 0, point, 0, point.length);
    }
    return false;
  }

  private boolean matches(String key, Domain.Numeric domain, @Nullable Object value) {
    boolean isKind = domain instanceof Wholes ? value instanceof Long : value instanceof Double;
    if (!isKind || !(value instanceof Number number)) {
      return false;
    }
    double real = number.doubleValue();
    if (real < domain.least().doubleValue() || real > domain.greatest().doubleValue()) {
      return false;
    }
    point[parameters.index(key)] = real;
    return true;
  }
}
