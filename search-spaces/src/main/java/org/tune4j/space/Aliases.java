package org.tune4j.space;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/** Moves values that stand under a name of another version to the key that the name stands for. */
final class Aliases {
  private Aliases() {}

  /** The map with no alias left; what cannot be moved becomes a problem and is left out. */
  static Node.Mapping resolve(
      String path, Node.Mapping map, ConfigSchema schema, Problems problems) {
    if (map.entries().keySet().stream().noneMatch(schema.aliases()::containsKey)) {
      return map;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(map.entries());
    schema
        .aliases()
        .forEach(
            (alias, target) -> {
              Node.Entry entry = schema.key(alias) == null ? entries.remove(alias) : null;
              if (entry != null) {
                move(alias, target, entry, entries, path, problems);
              }
            });
    return new Node.Mapping(map.place(), entries);
  }

  private static void move(
      String alias,
      String target,
      Node.Entry moved,
      Map<String, Node.Entry> into,
      String path,
      Problems problems) {
    int dot = target.indexOf('.');
    String key = dot < 0 ? target : target.substring(0, dot);
    Node.Entry there = into.get(key);
    if (dot < 0 && there == null) {
      into.put(key, moved);
    } else if (dot >= 0 && (there == null || isPlainMap(there.value()))) {
      Map<String, Node.Entry> inner =
          new LinkedHashMap<>(
              there != null && there.value() instanceof Node.Mapping m ? m.entries() : Map.of());
      move(alias, target.substring(dot + 1), moved, inner, path, problems);
      Node.Entry whole = there == null ? moved : there;
      into.put(
          key, new Node.Entry(whole.keyPlace(), new Node.Mapping(whole.value().place(), inner)));
    } else if (there != null) {
      problems.add(
          moved.keyPlace(),
          "search space: %s: is another name of %s, which is there too, at %s"
              .formatted(path + alias, target, there.keyPlace()),
          "delete one of them");
    }
  }

  private static boolean isPlainMap(Node node) {
    return node instanceof Node.Mapping map
        && !(map.entries().size() == 1
            && DomainParser.functions().containsAll(map.entries().keySet()));
  }
}
