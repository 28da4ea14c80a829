package org.tune4j.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Makes one variant: the chosen item of each axis, a value for each domain, and then the
 * expressions, each after those that it reads. Used once.
 */
final class VariantResolver {
  /** An expression that waits for its values. */
  private record Waiting(Domain.SampleFrom source, Consumer<@Nullable Object> put) {}

  private final IdentityHashMap<SpaceNode.Axis, SpaceNode> selected;
  private final long seed;
  private final long number;
  private final TreeMap<String, Waiting> waiting = new TreeMap<>(); // by path
  private final Set<String> settled = new HashSet<>();
  private final Set<String> onTheWay = new TreeSet<>();

  /**
   * Values depend on the seed, the number and each domain's path, so that one more domain changes
   * none of the others.
   */
  VariantResolver(IdentityHashMap<SpaceNode.Axis, SpaceNode> selected, long seed, long number) {
    this.selected = selected;
    this.seed = seed;
    this.number = number;
  }

  /**
   * The variant.
   *
   * @throws InvalidInputException when an expression cannot be evaluated
   */
  Config resolve(SpaceNode.MapNode root) {
    Map<String, @Nullable Object> roots = new TreeMap<>();
    root.entries().forEach((key, node) -> resolve(node, key, value -> roots.put(key, value)));
    waiting.values().forEach(expression -> settle(expression, roots));
    return Config.of(roots);
  }

  /**
   * Puts the value of a node where it belongs.
   *
   * @param key names what is drawn: the path, and behind {@code #} the number of a choice's item,
   *     lest a domain inside of it reuse the number that chose it
   */
  private void resolve(SpaceNode node, String key, Consumer<@Nullable Object> put) {
    switch (node) {
      case SpaceNode.Constant constant -> put.accept(constant.value());
      case SpaceNode.MapNode map -> {
        Map<String, @Nullable Object> values = new TreeMap<>();
        map.entries().forEach((k, child) -> resolve(child, key + "." + k, v -> values.put(k, v)));
        put.accept(values);
      }
      case SpaceNode.ListNode list -> {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          int index = i;
          values.add(null);
          resolve(list.items().get(i), key + "." + i, v -> values.set(index, v));
        }
        put.accept(values);
      }
      case SpaceNode.Axis axis -> {
        SpaceNode item = selected.get(axis);
        if (item == null) {
          throw new IllegalStateException("nothing is selected on the axis " + axis.path());
        }
        resolve(item, key, put);
      }
      case Domain.Numeric numeric -> put.accept(numeric.sample(random(key)));
      case Domain.Choice choice -> {
        int item = (int) Draw.whole(0, choice.items().size() - 1, random(key));
        resolve(choice.items().get(item), key + "#" + item, put);
      }
      case Domain.SampleFrom source -> {
        if (waiting.put(source.path(), new Waiting(source, put)) != null) {
          // Only keys that hold dots themselves can do this.
          throw invalid(source, "sample_from: another value has the same path");
        }
      }
    }
  }

  private RandomGenerator random(String key) {
    return Seeds.random(seed, "space:" + key, number);
  }

  /** Evaluates an expression after all that it reads. */
  private void settle(Waiting reader, Map<String, @Nullable Object> roots) {
    String at = reader.source().path();
    if (settled.contains(at)) {
      return;
    }
    if (!onTheWay.add(at)) {
      throw invalid(
          reader.source(),
          "sample_from: must not depend on itself (" + String.join(", ", onTheWay) + ")");
    }
    for (String path : reader.source().expression().references()) {
      for (Waiting source : sources(path)) {
        // An expression that reads the whole map that it stands in does not read itself.
        if (!(source.source().path().equals(at) && at.startsWith(path + "."))) {
          settle(source, roots);
        }
      }
    }
    onTheWay.remove(at);
    reader.put().accept(evaluate(reader.source(), roots));
    settled.add(at);
  }

  /** The expressions that give a value, a part of it, or a map or list that holds it. */
  private List<Waiting> sources(String path) {
    List<Waiting> sources = new ArrayList<>(waiting.subMap(path + ".", path + "/").values());
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      Waiting outer = waiting.get(path.substring(0, end));
      if (outer != null) {
        sources.add(outer);
      }
    }
    return sources;
  }

  private static @Nullable Object evaluate(
      Domain.SampleFrom source, Map<String, @Nullable Object> roots) {
    Object value;
    try {
      value = source.expression().evaluate(roots);
      Config.of(Collections.singletonMap("value", value));
    } catch (IllegalArgumentException e) {
      throw invalid(source, "sample_from: " + e.getMessage());
    }
    String problem = source.type().problem(value);
    if (problem != null) {
      throw invalid(source, problem + " (" + Problems.quote(value) + ")");
    }
    return source.type().canonical(value);
  }

  private static InvalidInputException invalid(Domain.SampleFrom source, String message) {
    return new InvalidInputException(
        new Problem("search space: " + source.path() + ": " + message, source.place(), null));
  }
}
