package org.tune4j.tuner.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableType;
import org.tune4j.trial.Bytes;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/** What no type of value can check about {@code resources_per_trial}. */
record ResourceKeys(String sweep, Node.Mapping keys, Problems problems) {
  private static final String RESOURCES = "resources_per_trial";

  /** What stands in the place of bundles. */
  private static final List<String> ONE_BUNDLE =
      List.of("cpu", "CPU", "gpu", "GPU", "memory", "custom_resources", "extra_cpu", "extra_gpu");

  void check(List<TrainableType> types) {
    Node node = keys.get(RESOURCES);
    if (node == null || Kinds.isNull(node)) {
      return;
    }
    refuseBoth(types);
    if (node instanceof Node.Mapping resources) {
      check(resources);
    }
  }

  /** Keys of the trainables that ask for resources too. */
  private void refuseBoth(List<TrainableType> types) {
    if (keys.get("config") instanceof Node.Mapping config) {
      for (Map.Entry<String, Node.Entry> entry : config.entries().entrySet()) {
        List<String> names = Plain.names(entry.getKey());
        if (types.stream()
            .anyMatch(type -> names.stream().anyMatch(type.resourceKeys()::contains))) {
          problems.add(
              entry.getValue().keyPlace(),
              "sweep %s: config.%s: asks for resources, and so does resources_per_trial, which is there too"
                  .formatted(sweep, entry.getKey()),
              "delete one of them");
        }
      }
    }
  }

  private void check(Node.Mapping resources) {
    Node bundles = resources.get("bundles");
    boolean several = bundles != null && !isEmptyList(bundles);
    for (Map.Entry<String, Node.Entry> entry : resources.entries().entrySet()) {
      if (several && ONE_BUNDLE.contains(entry.getKey())) {
        problems.add(
            entry.getValue().keyPlace(),
            "search space: %s.%s: cannot stand beside bundles".formatted(RESOURCES, entry.getKey()),
            "make it a part of the first bundle");
      }
    }
    memory(RESOURCES + ".memory", resources.get("memory"));
    if (resources.get("custom_resources") instanceof Node.Mapping custom) {
      custom
          .entries()
          .forEach((name, entry) -> amount(RESOURCES + ".custom_resources", name, entry));
    }
    if (bundles != null) {
      bundles(bundles);
    }
  }

  private static boolean isEmptyList(Node node) {
    return Kinds.isNull(node) || (node instanceof Node.Sequence list && list.items().isEmpty());
  }

  /** A list of bundles, or an axis of such lists. */
  private void bundles(Node node) {
    String path = RESOURCES + ".bundles";
    switch (node) {
      case Node.Sequence list -> {
        if (list.items().size() > PlacementGroup.MOST_BUNDLES) {
          problems.add(
              list.place(),
              "search space: %s: must be %d at most (%d)"
                  .formatted(path, PlacementGroup.MOST_BUNDLES, list.items().size()));
        }
        list.items().forEach(this::bundles);
      }
      case Node.Mapping map when isDomain(map) ->
          map.entries().values().forEach(entry -> bundles(entry.value()));
      case Node.Mapping bundle -> {
        memory(path + ".memory", bundle.get("memory"));
        bundle
            .entries()
            .forEach(
                (name, entry) -> {
                  if (!ONE_BUNDLE.subList(0, 5).contains(name)) {
                    amount(path, name, entry);
                  }
                });
      }
      case Node.Scalar scalar -> {} // the space has said what it thinks of that
    }
  }

  private static boolean isDomain(Node.Mapping map) {
    return map.entries().size() == 1
        && map.entries().values().iterator().next().value() instanceof Node.Sequence;
  }

  /** Texts say how many bytes, wherever they stand but in expressions. */
  private void memory(String path, @Nullable Node node) {
    switch (node) {
      case Node.Scalar scalar when scalar.value() instanceof String text -> {
        try {
          Bytes.parse(text);
        } catch (IllegalArgumentException e) {
          problems.add(scalar.place(), "search space: " + path + ": " + e.getMessage());
        }
      }
      case Node.Sequence list -> list.items().forEach(item -> memory(path, item));
      case Node.Mapping map ->
          map.entries()
              .forEach(
                  (function, entry) -> {
                    if (!function.equals("sample_from")) {
                      memory(path, entry.value());
                    }
                  });
      case null, default -> {}
    }
  }

  /** A custom resource: a name of its own, and numbers from 0. */
  private void amount(String path, String name, Node.Entry entry) {
    if (!Resources.isName(name)) {
      problems.add(
          entry.keyPlace(),
          "search space: %s: %s: is no name for a resource of one's own"
              .formatted(path, Problems.quote(name)));
    }
    amount(path + "." + Problems.show(name), entry.value());
  }

  private void amount(String path, Node node) {
    switch (node) {
      case Node.Scalar scalar -> {
        if (!(scalar.value() instanceof Number number
            && number.doubleValue() >= 0
            && number.doubleValue() < Double.POSITIVE_INFINITY)) {
          problems.add(
              scalar.place(),
              "search space: %s: must be a number from 0 (%s)"
                  .formatted(path, Problems.quote(scalar.value())));
        }
      }
      case Node.Sequence list -> list.items().forEach(item -> amount(path, item));
      case Node.Mapping map ->
          map.entries()
              .forEach(
                  (function, entry) -> {
                    if (List.of("grid_search", "choice").contains(function)) {
                      amount(path, entry.value());
                    }
                  });
    }
  }
}
