package org.tune4j.tuner.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/** The keys of a sweep that are no part of its space: checked against their types, then read. */
final class Settings {
  private final String name;
  private final Node.Mapping sweep;
  private final Problems problems;

  Settings(String name, Node.Mapping sweep, Problems problems) {
    this.name = name;
    this.sweep = sweep;
    this.problems = problems;
  }

  /** Finds unknown keys and wrong values, at every depth. */
  void check() {
    for (Map.Entry<String, Node.Entry> entry : sweep.entries().entrySet()) {
      String key = entry.getKey();
      ConfigSchema.Key known = SweepKeys.SETTINGS.key(key);
      Kinds kinds = SweepKeys.KINDS.get(key);
      if (kinds != null && !kinds.check(name, entry.getValue().value(), problems)) {
        continue; // what stands beside an unknown kind says nothing
      }
      if (key.equals("search_alg")) {
        check(key, SweepKeys.searchAlg(algorithm()), entry.getValue().value());
      } else if (key.equals(SchedulerKeys.SCHEDULER)) {
        if (kinds == null || SchedulerKeys.checkWrapped(name, kinds, sweep, problems)) {
          check(key, SchedulerKeys.type(sweep), entry.getValue().value());
        }
      } else if (known != null) {
        check(key, known.type(), entry.getValue().value());
      } else if (!SweepKeys.names().contains(key)) {
        problems.add(
            entry.getValue().keyPlace(),
            "sweep " + name + ": there is no key " + Problems.show(key),
            Problems.useNearest(key, SweepKeys.names()));
      }
    }
  }

  /** Finds what is wrong with a value, at every depth; whether nothing is. */
  boolean check(String path, ValueType type, Node node) {
    int before = problems.list().size();
    examine(path, type, node);
    return problems.list().size() == before;
  }

  private void examine(String path, ValueType type, Node node) {
    ValueType.MapOf map = node instanceof Node.Mapping ? mapType(type) : null;
    if (map != null && node instanceof Node.Mapping mapping) {
      checkMap(path, map.schema(), mapping);
      return;
    }
    Object value = Plain.value(node);
    String problem = type.problem(value);
    if (problem != null) {
      problems.add(
          node.place(),
          "sweep " + name + ": " + path + ": " + problem + " (" + Problems.quote(value) + ")",
          type.hint(value));
    }
  }

  private static ValueType.@Nullable MapOf mapType(ValueType type) {
    return switch (type) {
      case ValueType.MapOf map -> map;
      case ValueType.AnyOf any ->
          any.types().stream()
              .map(Settings::mapType)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private void checkMap(String path, ConfigSchema schema, Node.Mapping mapping) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              ConfigSchema.Key known = schema.key(key);
              if (known != null) {
                check(path + "." + key, known.type(), entry.value());
              } else if (!schema.open()) {
                problems.add(
                    entry.keyPlace(),
                    "sweep " + name + ": " + path + ": there is no key " + Problems.show(key),
                    Problems.useNearest(key, schema.keys().keySet()));
              }
            });
  }

  /** Whether a key is there, with a value that asks for something. */
  boolean says(String path) {
    Node node = Plain.at(sweep, path);
    Object value = node == null ? null : Plain.value(node);
    return !(value == null
        || value.equals(false)
        || value.equals(List.of())
        || value.equals(Map.of()));
  }

  /** The algorithm that searches; {@code null} for a walk over grid and random values. */
  @Nullable AlgorithmKind algorithm() {
    Object type =
        value("search_alg") instanceof Map<?, ?> map ? map.get("type") : value("search_alg");
    return type instanceof String kind ? AlgorithmKinds.named(kind) : null;
  }

  @Nullable String text(String key) {
    return value(key) instanceof String text ? text : null;
  }

  boolean flag(String key, boolean otherwise) {
    return value(key) instanceof Boolean flag ? flag : otherwise;
  }

  long whole(String key, long otherwise) {
    return value(key) instanceof Number number ? number.longValue() : otherwise;
  }

  @Nullable Double number(String key) {
    return value(key) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  double number(String key, double otherwise) {
    Double number = number(key);
    return number == null ? otherwise : number;
  }

  /** The map at a key; empty when there is none. */
  Map<String, @Nullable Object> map(String key) {
    return sweep.get(key) instanceof Node.Mapping mapping ? Plain.map(mapping) : Map.of();
  }

  private @Nullable Object value(String key) {
    Node node = sweep.get(key);
    return node == null ? null : Plain.value(node);
  }
}
