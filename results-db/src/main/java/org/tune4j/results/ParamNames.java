package org.tune4j.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Json;

/** The config leaves of a sweep, in the order in which they first came. Not thread-safe. */
final class ParamNames {
  /** What all values of a leaf have in common so far; a later one is wider. */
  enum Kind {
    WHOLE,
    NUMBER,
    TEXT
  }

  /** A leaf, its index in the arrays of {@code trial} from 1, and what its values are. */
  record Param(int index, String path, Kind kind) {}

  private final Map<String, Param> byPath = new LinkedHashMap<>();

  void put(Param param) {
    byPath.put(param.path(), param);
  }

  Collection<Param> all() {
    return byPath.values();
  }

  /** Takes in a config; the leaves that are new or became wider. */
  List<Param> learn(Config config) {
    List<Param> changed = new ArrayList<>();
    config.leaves().forEach((path, value) -> learn(path, kind(value), changed));
    return changed;
  }

  private void learn(String path, Kind kind, List<Param> changed) {
    Param known = byPath.get(path);
    if (known != null && known.kind().compareTo(kind) >= 0) {
      return;
    }
    Param param = new Param(known == null ? byPath.size() + 1 : known.index(), path, kind);
    byPath.put(path, param);
    changed.add(param);
  }

  /** The numbers of a config by index; {@code null} where a leaf is none or is not there. */
  @Nullable Double[] numbers(Config config) {
    SortedMap<String, @Nullable Object> leaves = config.leaves();
    return byPath.keySet().stream()
        .map(path -> leaves.get(path) instanceof Number n ? n.doubleValue() : null)
        .toArray(Double[]::new);
  }

  /**
   * Every leaf of a config as text by index; lists are JSON; {@code null} where it is not there.
   */
  @Nullable String[] texts(Config config) {
    SortedMap<String, @Nullable Object> leaves = config.leaves();
    return byPath.keySet().stream().map(path -> text(leaves.get(path))).toArray(String[]::new);
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      default -> Json.write(value);
    };
  }

  private static Kind kind(@Nullable Object value) {
    return switch (value) {
      case null -> Kind.WHOLE; // says nothing
      case Long l -> Kind.WHOLE;
      case Double d -> Kind.NUMBER;
      default -> Kind.TEXT;
    };
  }
}
