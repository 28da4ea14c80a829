package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.space.ConfigSchema;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/**
 * The key {@code callbacks} of a sweep: names of classes, and a {@code curriculum}. They are what a
 * trial is given, so they become its config's keys of these names, with their places.
 */
record CallbackKeys(String sweep, ConfigSchema config, Problems problems) {
  static final String CALLBACKS = "callbacks";
  private static final String CURRICULUM = "curriculum";

  /** Adds what the sweep says to the entries of its config. */
  void addTo(Map<String, Node.Entry> entries, Node.Mapping keys) {
    Node.Entry said = keys.entries().get(CALLBACKS);
    if (said == null || Kinds.isNull(said.value())) {
      return;
    }
    List<Node> classes = new ArrayList<>();
    for (Node item : items(said)) {
      if (item instanceof Node.Mapping map) {
        ofMap(map, entries);
      } else {
        classes.add(item);
      }
    }
    if (!classes.isEmpty()) {
      Node names = new Node.Sequence(said.value().place(), classes);
      put(CALLBACKS, new Node.Entry(said.keyPlace(), names), entries);
    }
  }

  private List<Node> items(Node.Entry said) {
    return switch (said.value()) {
      case Node.Sequence list -> list.items();
      case Node.Scalar name -> List.of(name);
      case Node.Mapping map -> {
        problems.add(
            map.place(),
            prefix() + "must be a list of class names and {curriculum: …}",
            "begin each of its lines with a dash");
        yield List.of();
      }
    };
  }

  private void ofMap(Node.Mapping map, Map<String, Node.Entry> entries) {
    map.entries()
        .forEach(
            (key, entry) -> {
              if (key.equals(CURRICULUM)) {
                put(CURRICULUM, entry, entries);
              } else {
                problems.add(
                    entry.keyPlace(),
                    prefix() + "there is no " + Problems.show(key) + " (there is: curriculum)",
                    "write a class that implements org.tune4j.rl.callback.Callbacks, and name it");
              }
            });
  }

  private void put(String key, Node.Entry entry, Map<String, Node.Entry> entries) {
    if (config.key(key) == null && !config.open()) {
      problems.add(
          entry.keyPlace(),
          prefix() + "what the trials run has no " + key,
          "only RLlib's algorithms do");
    } else if (entries.putIfAbsent(key, entry) != null) {
      problems.add(
          entry.keyPlace(),
          prefix() + key + " stands here and in config, or twice",
          "keep one of them");
    }
  }

  private String prefix() {
    return "sweep " + sweep + ": callbacks: ";
  }
}
