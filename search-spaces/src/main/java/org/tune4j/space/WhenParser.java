package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * Reads {@code when: {model: svm, layers: [2, 3], lr: {min: 0.1}}}: names of keys below {@code
 * config}, and what each must be.
 */
final class WhenParser {
  private static final Set<String> ROOTS = Set.of("config", "run", "env", "resources_per_trial");
  private static final String USAGE = "write when: {model: mlp} or when: {layers: [2, 3]}";

  private final String path;
  private final Problems problems;

  WhenParser(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** All that must hold; empty when something is wrong, which is then a problem. */
  List<When> parse(@Nullable Node node) {
    if (!(node instanceof Node.Mapping map) || map.entries().isEmpty()) {
      wrong(node == null ? null : node.place(), "must be a map of keys and values", USAGE);
      return List.of();
    }
    List<When> all = new ArrayList<>();
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      When.Test test = test(entry.getValue().value());
      if (test == null) {
        return List.of();
      }
      all.add(new When(full(entry.getKey()), test));
    }
    return all;
  }

  private static String full(String name) {
    int dot = name.indexOf('.');
    return ROOTS.contains(dot < 0 ? name : name.substring(0, dot)) ? name : "config." + name;
  }

  private When.@Nullable Test test(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.value() != null -> oneOf(List.of(node), node.place());
      case Node.Scalar scalar -> wrong(node.place(), "must name a value", USAGE);
      case Node.Sequence list -> oneOf(list.items(), node.place());
      case Node.Mapping map -> between(map);
    };
  }

  private When.@Nullable Test oneOf(List<Node> nodes, Place place) {
    List<Object> values = new ArrayList<>();
    for (Node node : nodes) {
      if (!(node instanceof Node.Scalar scalar) || scalar.value() == null) {
        return wrong(node.place(), "must be a value, or a list of values", USAGE);
      }
      values.add(scalar.value());
    }
    return values.isEmpty()
        ? wrong(place, "must have at least one value", USAGE)
        : new When.Test.OneOf(values);
  }

  private When.@Nullable Test between(Node.Mapping map) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      Node value = entry.getValue().value();
      if (!(value instanceof Node.Scalar s && s.value() instanceof Number number)) {
        return wrong(value.place(), entry.getKey() + " must be a number", "write {min: 0, max: 1}");
      }
      switch (entry.getKey()) {
        case "min" -> low = number.doubleValue();
        case "max" -> high = number.doubleValue();
        default -> {
          return wrong(
              entry.getValue().keyPlace(),
              "takes min and max (" + Problems.show(entry.getKey()) + ")",
              "write {min: 0, max: 1}");
        }
      }
    }
    return low <= high && !map.entries().isEmpty()
        ? new When.Test.Between(low, high)
        : wrong(map.place(), "min must not be greater than max", null);
  }

  private When.@Nullable Test wrong(@Nullable Place place, String rule, @Nullable String maybe) {
    problems.add(place, "search space: " + path + ": when: " + rule, maybe);
    return null;
  }
}
