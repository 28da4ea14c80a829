package org.tune4j.tuner.spec;

import java.util.SortedSet;
import java.util.function.Predicate;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * A part of a sweep that comes in several kinds: {@code scheduler: fifo} or {@code scheduler:
 * {type: fifo}}.
 *
 * @param key under which it stands
 * @param known the kinds that there are
 * @param isKnown whether a name stands for one of them
 * @param later those that there will be
 */
record Kinds(String key, SortedSet<String> known, Predicate<String> isKnown, Later later) {
  private static final String TYPE = "type";

  /** The same kinds, under another key. */
  Kinds at(String path) {
    return new Kinds(path, known, isKnown, later);
  }

  /**
   * Checks which kind is named.
   *
   * @param sweep the sweep's name
   * @return whether it is one that is known, so that what stands beside it can be checked too
   */
  boolean check(String sweep, Node node, Problems problems) {
    Node type = node instanceof Node.Mapping map ? map.get(TYPE) : node;
    if (type == null || isNull(type)) {
      return true; // the usual kind
    }
    String path = "sweep " + sweep + ": " + key + (type == node ? "" : "." + TYPE) + ": ";
    if (!(type instanceof Node.Scalar scalar && scalar.value() instanceof String name)) {
      String shown = Problems.show(Plain.value(type));
      problems.add(type.place(), path + "must be a name, or a map with a type (" + shown + ")");
      return false;
    }
    if (!isKnown.test(name)) {
      unknown(path, name, type.place(), problems);
      return false;
    }
    return true;
  }

  private void unknown(String path, String name, Place place, Problems problems) {
    String there = " (there is: " + String.join(", ", known) + ")";
    if (later.knows(name)) {
      problems.add(place, path + Problems.show(name) + " is not supported yet" + there);
    } else {
      problems.add(
          place,
          path + "there is no " + Problems.show(name) + there,
          Problems.useNearest(name, known));
    }
  }

  /** Keys whose default in Tune is None may be written so. */
  static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() == null;
  }
}
