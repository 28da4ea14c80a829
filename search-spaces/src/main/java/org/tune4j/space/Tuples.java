package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** What keys that vary together mean for the map that they stand in. */
final class Tuples {
  private Tuples() {}

  /** The keys of a tuple, by their paths from its map; none for other nodes. */
  static List<String> keys(SpaceNode node) {
    return node instanceof SpaceNode.Tuple tuple ? tuple.keys() : List.of();
  }

  static boolean has(SpaceNode.MapNode map) {
    return map.entries().values().stream().anyMatch(SpaceNode.Tuple.class::isInstance);
  }

  /** Puts the value of an entry into the values of its map: of a tuple, each of its values. */
  static Consumer<@Nullable Object> put(
      SpaceNode.MapNode map, String key, Map<String, @Nullable Object> values) {
    return map.entries().get(key) instanceof SpaceNode.Tuple tuple
        ? value -> tuple.keys().forEach(path -> set(map, values, path, get(value, path)))
        : value -> values.put(key, value);
  }

  private static void set(
      SpaceNode.@Nullable MapNode map,
      Map<String, @Nullable Object> values,
      String path,
      @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      values.put(path, value);
      return;
    }
    String key = path.substring(0, dot);
    SpaceNode sibling = map == null ? null : map.entries().get(key);
    SpaceNode.MapNode inner = sibling instanceof SpaceNode.MapNode node ? node : null;
    Object there = values.get(key);
    Map<String, @Nullable Object> into =
        inner != null && there != null ? asMap(there) : copy(there); // a constant stays as it is
    values.put(key, into);
    set(inner, into, path.substring(dot + 1), value);
  }

  /**
   * The values of a map with those of each tuple taken out and put together under the tuple's name.
   */
  static Map<?, ?> apart(SpaceNode.MapNode map, Map<?, ?> values) {
    if (!has(map)) {
      return values;
    }
    Map<String, @Nullable Object> rest = copy(values);
    map.entries()
        .forEach(
            (name, node) -> {
              Map<String, @Nullable Object> together = new TreeMap<>();
              for (String path : keys(node)) {
                take(map, rest, path, together);
              }
              if (!together.isEmpty()) {
                rest.put(name, together);
              }
            });
    return rest;
  }

  /** Moves a value, when it is there; a map on the way that is left empty goes with its last. */
  private static void take(
      SpaceNode.@Nullable MapNode map,
      Map<String, @Nullable Object> from,
      String path,
      Map<String, @Nullable Object> to) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      if (from.containsKey(path)) {
        to.put(path, from.remove(path));
      }
      return;
    }
    String key = path.substring(0, dot);
    if (!(from.get(key) instanceof Map<?, ?> there)) {
      return;
    }
    Map<String, @Nullable Object> inner = copy(there);
    Map<String, @Nullable Object> taken = copy(to.get(key));
    SpaceNode sibling = map == null ? null : map.entries().get(key);
    take(
        sibling instanceof SpaceNode.MapNode node ? node : null,
        inner,
        path.substring(dot + 1),
        taken);
    from.put(key, inner);
    if (inner.isEmpty() && sibling == null) {
      from.remove(key);
    }
    if (!taken.isEmpty()) {
      to.put(key, taken);
    }
  }

  /**
   * The entries of a map of which some values are to be fixed: a tuple whose keys are all among
   * them becomes constants.
   */
  static SortedMap<String, SpaceNode> fix(
      String path, SpaceNode.MapNode map, Map<?, ?> values, Problems problems) {
    TreeMap<String, SpaceNode> entries = new TreeMap<>(map.entries());
    map.entries()
        .forEach(
            (name, node) -> {
              List<String> missing = new ArrayList<>(keys(node));
              missing.removeIf(key -> has(values, key));
              if (node instanceof SpaceNode.Tuple tuple && missing.size() < tuple.keys().size()) {
                entries.remove(name);
                tuple.keys().forEach(key -> open(entries, key));
                if (!missing.isEmpty()) {
                  problems.add(
                      new Problem(
                          "points_to_evaluate: %s: %s vary together, but there is no %s"
                              .formatted(path, name, String.join(", ", missing)),
                          null,
                          "name all of them, or none"));
                }
              }
            });
    return entries;
  }

  /** Makes room for a constant. */
  private static void open(Map<String, SpaceNode> entries, String path) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    SpaceNode there = entries.get(key);
    if (dot < 0) {
      entries.put(key, new SpaceNode.Constant(null));
      return;
    }
    TreeMap<String, SpaceNode> inner = new TreeMap<>();
    if (there instanceof SpaceNode.MapNode map) {
      inner.putAll(map.entries());
    } else if (there instanceof SpaceNode.Constant constant
        && constant.value() instanceof Map<?, ?> map) {
      map.forEach((k, value) -> inner.put(String.valueOf(k), new SpaceNode.Constant(value)));
    }
    open(inner, path.substring(dot + 1));
    entries.put(key, new SpaceNode.MapNode(inner));
  }

  private static boolean has(Map<?, ?> values, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? values.containsKey(path)
        : values.get(path.substring(0, dot)) instanceof Map<?, ?> inner
            && has(inner, path.substring(dot + 1));
  }

  private static @Nullable Object get(@Nullable Object value, String path) {
    Object at = value;
    for (String key : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  @SuppressWarnings("unchecked") // what the resolver made
  private static Map<String, @Nullable Object> asMap(Object map) {
    return (Map<String, @Nullable Object>) map;
  }

  private static Map<String, @Nullable Object> copy(@Nullable Object map) {
    Map<String, @Nullable Object> copy = new TreeMap<>();
    if (map instanceof Map<?, ?> values) {
      values.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
