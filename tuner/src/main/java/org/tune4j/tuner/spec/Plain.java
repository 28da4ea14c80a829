package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;

/** A located tree without its places. */
final class Plain {
  private Plain() {}

  static @Nullable Object value(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.value();
      case Node.Sequence sequence -> {
        List<@Nullable Object> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case Node.Mapping mapping -> map(mapping);
    };
  }

  static Map<String, @Nullable Object> map(Node.Mapping mapping) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    mapping.entries().forEach((key, entry) -> map.put(key, value(entry.value())));
    return map;
  }

  /** The names in a key of a space, which may be of several that vary together. */
  static List<String> names(String key) {
    return Arrays.stream(key.split(",", -1)).map(String::trim).toList();
  }

  /** What stands at a path such as {@code checkpoint.frequency}; {@code null} when nothing does. */
  static @Nullable Node at(Node.Mapping map, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return map.get(path);
    }
    return map.get(path.substring(0, dot)) instanceof Node.Mapping inner
        ? at(inner, path.substring(dot + 1))
        : null;
  }
}
