package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * Reads the keys of one map that vary together: {@code "lr, batch": {grid_search: [[1e-3, 32],
 * [1e-4, 64]]}}.
 */
final class TupleParser {
  private static final ValueType ANY = new ValueType.Any();
  private static final String USAGE =
      "write \"lr, batch\": {grid_search: [[1e-3, 32], [1e-4, 64]]}";

  private final SpaceParser parser;
  private final String prefix;
  private final ConfigSchema schema;
  private final Node.Mapping map;
  private final Set<String> taken = new TreeSet<>();

  /**
   * @param prefix the path of the map, with a dot at its end
   * @param schema what the map takes
   */
  TupleParser(SpaceParser parser, String prefix, ConfigSchema schema, Node.Mapping map) {
    this.parser = parser;
    this.prefix = prefix;
    this.schema = schema;
    this.map = map;
  }

  /** Whether a key names several. Where any key is welcome, a plain value may have a comma. */
  boolean isTuple(String name, Node value) {
    return name.contains(",")
        && schema.key(name) == null
        && (!schema.open()
            || (value instanceof Node.Mapping choice
                && (choice.get("grid_search") != null || choice.get("choice") != null)));
  }

  /** {@code null} when something is wrong, which is then a problem. */
  SpaceNode.@Nullable Tuple parse(String name, Node.Entry entry) {
    SortedMap<String, ValueType> types = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    boolean isFine = true;
    for (String part : name.split(",", -1)) {
      String key = schema.aliases().getOrDefault(part.trim(), part.trim());
      ValueType type = type(key, entry.keyPlace());
      isFine &= type != null && isFree(key, entry.keyPlace());
      if (type != null) {
        types.put(key, type);
        keys.add(key);
      }
    }
    if (!isFine) {
      return null;
    }
    SpaceNode.Tuple named = new SpaceNode.Tuple(keys, new SpaceNode.Constant(null));
    SpaceNode node = node(prefix + named.name(), keys, types, entry.value());
    return node == null ? null : new SpaceNode.Tuple(keys, node);
  }

  private @Nullable SpaceNode node(
      String path, List<String> keys, Map<String, ValueType> types, Node value) {
    if (value instanceof Node.Mapping call && call.entries().size() == 1) {
      Map.Entry<String, Node.Entry> only = call.entries().entrySet().iterator().next();
      return call(path, keys, types, only.getKey(), only.getValue());
    }
    if (value instanceof Node.Mapping call && SpaceParser.isConditional(call, null)) {
      return parser.conditional(
          path,
          call,
          (function, arguments) -> {
            SpaceNode node = call(path, keys, types, function, arguments);
            return node == null ? new SpaceNode.Constant(null) : node;
          });
    }
    wrong(path, value.place(), "must be grid_search or choice, and then a list of lists", USAGE);
    return null;
  }

  private @Nullable SpaceNode call(
      String path,
      List<String> keys,
      Map<String, ValueType> types,
      String function,
      Node.Entry arguments) {
    SpaceNode node =
        switch (function) {
          case "grid_search" -> parser.axis(path, arguments, item -> item(path, keys, types, item));
          case "choice" -> parser.choice(path, arguments, item -> item(path, keys, types, item));
          default ->
              wrong(
                  path,
                  arguments.keyPlace(),
                  "keys that vary together take grid_search or choice ("
                      + Problems.show(function)
                      + ")",
                  USAGE);
        };
    return node instanceof SpaceNode.Constant ? null : node;
  }

  /** One tuple, as a map. */
  private SpaceNode item(String path, List<String> keys, Map<String, ValueType> types, Node item) {
    if (!(item instanceof Node.Sequence list) || list.items().size() != keys.size()) {
      String shown =
          item instanceof Node.Sequence list ? list.items().size() + " values" : "no list";
      return wrong(
          path,
          item.place(),
          "each item must be a list of %d values, one for each key (%s)"
              .formatted(keys.size(), shown),
          null);
    }
    TreeMap<String, SpaceNode> entries = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      Node value = list.items().get(i);
      SpaceNode node = parser.parse(prefix + key, value, types.getOrDefault(key, ANY));
      if (node instanceof Domain.SampleFrom || node instanceof SpaceNode.Conditional) {
        node = wrong(path, value.place(), "an item holds values and domains only", null);
      }
      put(entries, key, node);
    }
    return settled(entries);
  }

  private static void put(Map<String, SpaceNode> entries, String path, SpaceNode node) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      entries.put(path, node);
      return;
    }
    String key = path.substring(0, dot);
    TreeMap<String, SpaceNode> inner =
        entries.get(key) instanceof SpaceNode.MapNode map
            ? new TreeMap<>(map.entries())
            : new TreeMap<>();
    put(inner, path.substring(dot + 1), node);
    entries.put(key, new SpaceNode.MapNode(inner));
  }

  /** A map without anything that varies is a constant. */
  private static SpaceNode settled(SortedMap<String, SpaceNode> entries) {
    TreeMap<String, SpaceNode> inner = new TreeMap<>();
    entries.forEach(
        (key, node) ->
            inner.put(key, node instanceof SpaceNode.MapNode map ? settled(map.entries()) : node));
    if (!inner.values().stream().allMatch(SpaceNode.Constant.class::isInstance)) {
      return new SpaceNode.MapNode(inner);
    }
    SortedMap<String, @Nullable Object> values = new TreeMap<>();
    inner.forEach((key, node) -> values.put(key, ((SpaceNode.Constant) node).value()));
    return new SpaceNode.Constant(values);
  }

  /** What a key takes; {@code null} when there is none of that path. */
  private @Nullable ValueType type(String path, Place place) {
    ConfigSchema at = schema;
    ValueType type = ANY;
    String before = prefix;
    for (String name : path.split("\\.", -1)) {
      ConfigSchema.Key key = at.key(name);
      if (name.isEmpty() || (key == null && !at.open())) {
        wrong(
            before + Problems.show(name),
            place,
            "is no known key",
            Problems.useNearest(name, at.names()));
        return null;
      }
      type = key == null ? ANY : key.type();
      ConfigSchema inner = Types.schema(type);
      at = inner == null ? ConfigSchema.of(List.of(), Map.of()) : inner;
      before += name + ".";
    }
    return type;
  }

  /** Whether no other entry gives that key a value. */
  private boolean isFree(String path, Place place) {
    for (String other : taken) {
      if (other.equals(path) || other.startsWith(path + ".") || path.startsWith(other + ".")) {
        wrong(prefix + path, place, "is named twice among the keys that vary together", null);
        return false;
      }
    }
    taken.add(path);
    Node.Mapping at = map;
    for (String rest = path; ; ) {
      int dot = rest.indexOf('.');
      Node.Entry there = at.entries().get(dot < 0 ? rest : rest.substring(0, dot));
      if (there == null) {
        return true;
      }
      if (dot < 0 || !isPlain(there.value())) {
        wrong(
            prefix + path,
            place,
            "has a value already, at " + there.keyPlace(),
            "delete one of them");
        return false;
      }
      at = (Node.Mapping) there.value();
      rest = rest.substring(dot + 1);
    }
  }

  private static boolean isPlain(Node node) {
    return node instanceof Node.Mapping map
        && map.entries().keySet().stream().noneMatch(DomainParser.functions()::contains);
  }

  private SpaceNode wrong(
      String path, @Nullable Place place, String message, @Nullable String maybe) {
    return parser.wrong(path, place, message, maybe);
  }
}
