package org.tune4j.space;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Spaces that keep some values, but for what follows from others. */
final class Keeping {
  private Keeping() {}

  /** See {@link SearchSpace#keeping}. */
  static SpaceNode.MapNode keep(SpaceNode.MapNode map, Map<?, ?> values) {
    TreeMap<String, SpaceNode> entries = new TreeMap<>(map.entries());
    Tuples.apart(map, values)
        .forEach(
            (key, value) ->
                entries.compute(
                    String.valueOf(key),
                    (name, node) ->
                        node == null ? new SpaceNode.Constant(value) : keep(node, value)));
    return new SpaceNode.MapNode(entries);
  }

  private static SpaceNode keep(SpaceNode node, @Nullable Object value) {
    return switch (node) {
      case SpaceNode.MapNode map when value instanceof Map<?, ?> values -> keep(map, values);
      case SpaceNode.Tuple tuple -> new SpaceNode.Tuple(tuple.keys(), keep(tuple.node(), value));
      case SpaceNode.Conditional inner ->
          new SpaceNode.Conditional(
              inner.path(), keep(inner.node(), value), inner.when(), inner.place());
      default -> isComputed(node) ? node : new SpaceNode.Constant(value);
    };
  }

  /** Whether it is computed from other values, and nothing else of it varies. */
  private static boolean isComputed(SpaceNode node) {
    return switch (node) {
      case Domain.SampleFrom source -> true;
      case SpaceNode.Conditional inner -> isConstant(inner.node()) || isComputed(inner.node());
      case SpaceNode.ListNode list -> areComputed(list.items());
      case SpaceNode.MapNode map -> areComputed(map.entries().values());
      default -> false;
    };
  }

  private static boolean areComputed(Collection<SpaceNode> nodes) {
    return nodes.stream().anyMatch(Keeping::isComputed)
        && nodes.stream().allMatch(node -> isConstant(node) || isComputed(node));
  }

  /** Whether something would not be kept as it is. */
  static boolean hasDependencies(SpaceNode node) {
    return switch (node) {
      case SpaceNode.MapNode map ->
          map.entries().values().stream().anyMatch(Keeping::hasDependencies);
      case SpaceNode.Tuple tuple -> hasDependencies(tuple.node());
      case SpaceNode.Conditional inner -> true;
      default -> isComputed(node);
    };
  }

  private static boolean isConstant(SpaceNode node) {
    return switch (node) {
      case SpaceNode.Constant constant -> true;
      case SpaceNode.MapNode map -> map.entries().values().stream().allMatch(Keeping::isConstant);
      case SpaceNode.ListNode list -> list.items().stream().allMatch(Keeping::isConstant);
      default -> false;
    };
  }

  /** Whether something of it is chosen for each variant, and does not follow from the rest. */
  static boolean varies(SpaceNode node) {
    return switch (node) {
      case Domain.SampleFrom source -> false;
      case Domain domain -> true;
      case SpaceNode.Axis axis -> true;
      default -> SearchSpace.children(node).stream().anyMatch(Keeping::varies);
    };
  }

  /** The paths that it reads, wherever in it. */
  static Set<String> references(SpaceNode node) {
    Set<String> paths = new HashSet<>(VariantResolver.references(node));
    SearchSpace.children(node).forEach(child -> paths.addAll(references(child)));
    return paths;
  }
}
