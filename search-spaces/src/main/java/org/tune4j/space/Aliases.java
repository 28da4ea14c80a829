package org.tune4j.space;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/**
 * Moves values that stand under a name of another version to the key that the name stands for.
 *
 * @param path of the map, with a dot at its end
 * @param schema what the map takes
 * @param problems takes what is wrong
 */
record Aliases(String path, ConfigSchema schema, Problems problems) {

  /** The map with no alias left; what cannot be moved becomes a problem and is left out. */
  Node.Mapping resolve(Node.Mapping map) {
    if (map.entries().keySet().stream().noneMatch(schema.aliases()::containsKey)) {
      return map;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(map.entries());
    for (String alias : schema.aliases().keySet()) {
      Node.Entry moved = schema.key(alias) == null ? entries.remove(alias) : null;
      String target = schema.aliases().get(alias);
      Node.Entry inTheWay = moved == null || target == null ? null : move(moved, target, entries);
      if (moved != null && inTheWay != null) {
        problems.add(
            moved.keyPlace(),
            "search space: %s: is another name of %s, which is there too, at %s"
                .formatted(path + alias, target, inTheWay.keyPlace()),
            "delete one of them");
      }
    }
    return new Node.Mapping(map.place(), entries);
  }

  /** Puts an entry at a path; what is there already is returned and stays. */
  private static Node.@Nullable Entry move(
      Node.Entry moved, String target, Map<String, Node.Entry> into) {
    int dot = target.indexOf('.');
    String key = dot < 0 ? target : target.substring(0, dot);
    Node.Entry there = into.get(key);
    if (there != null && (dot < 0 || !isPlainMap(there.value()))) {
      return there;
    }
    if (dot < 0) {
      into.put(key, moved);
      return null;
    }
    Map<String, Node.Entry> inner =
        there != null && there.value() instanceof Node.Mapping map
            ? new LinkedHashMap<>(map.entries())
            : new LinkedHashMap<>();
    Node.Entry inTheWay = move(moved, target.substring(dot + 1), inner);
    Node.Entry outer = there == null ? moved : there;
    into.put(key, new Node.Entry(outer.keyPlace(), new Node.Mapping(outer.value().place(), inner)));
    return inTheWay;
  }

  private static boolean isPlainMap(Node node) {
    return node instanceof Node.Mapping map
        && !(map.entries().size() == 1
            && DomainParser.functions().containsAll(map.entries().keySet()));
  }
}
