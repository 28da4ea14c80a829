package org.tune4j.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Makes one variant: the chosen item of each axis, a value for each domain, and then the
 * expressions, each after those that it reads. Used once.
 */
final class VariantResolver {
  /**
   * What waits for other values.
   *
   * @param path where it stands
   * @param node an expression, or what is there under a condition
   * @param key names what is drawn, as in {@link #resolve}
   */
  private record Waiting(String path, SpaceNode node, String key, Consumer<@Nullable Object> put) {}

  private static final boolean[] NO = {false};
  private static final boolean[] BOTH = {false, true};

  private final VariantValues from;
  private final TreeMap<String, Waiting> waiting = new TreeMap<>(); // by path
  private final Map<String, SpaceNode.Tuple> waitingTuples = new TreeMap<>(); // by path
  private final Set<String> settled = new HashSet<>();
  private final Set<String> onTheWay = new TreeSet<>();

  VariantResolver(VariantValues from) {
    this.from = from;
  }

  /**
   * The variant.
   *
   * @throws InvalidInputException when an expression cannot be evaluated
   */
  Config resolve(SpaceNode.MapNode root) {
    Map<String, @Nullable Object> roots = new TreeMap<>();
    root.entries().forEach((key, node) -> resolve(node, key, value -> roots.put(key, value)));
    while (settled.size() < waiting.size()) { // one may bring forth others
      List.copyOf(waiting.keySet()).forEach(path -> settle(waiting.get(path), roots));
    }
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
        for (boolean isTuple : Tuples.has(map) ? BOTH : NO) { // they may reach into what is there
          map.entries()
              .forEach(
                  (k, child) -> {
                    if (child instanceof SpaceNode.Tuple == isTuple) {
                      resolve(child, key + "." + k, Tuples.put(map, k, values));
                    }
                  });
        }
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
        int item = from.item(key, axis);
        resolve(axis.items().get(item), from.inside(key, axis, item), put);
      }
      case Domain.Numeric numeric -> put.accept(from.number(key, numeric));
      case Domain.Choice choice -> {
        int item = from.item(key, choice);
        resolve(choice.items().get(item), key + "#" + item, put);
      }
      case SpaceNode.Tuple tuple -> {
        if (tuple.node() instanceof SpaceNode.Conditional conditional) {
          waitingTuples.put(conditional.path(), tuple);
        }
        resolve(tuple.node(), key, put);
      }
      case Domain.SampleFrom source -> await(source.path(), source, key, put);
      case SpaceNode.Conditional conditional -> await(conditional.path(), conditional, key, put);
    }
  }

  private void await(String path, SpaceNode node, String key, Consumer<@Nullable Object> put) {
    // An expression with a condition waits for the condition first, and then for itself.
    boolean again = settled.remove(path);
    if (waiting.put(path, new Waiting(path, node, key, put)) != null && !again) {
      // Only keys that hold dots themselves can do this.
      throw invalid(node, path, "another value has the same path");
    }
  }

  /** Evaluates an expression or a condition after all that it reads. */
  private void settle(@Nullable Waiting reader, Map<String, @Nullable Object> roots) {
    if (reader == null || settled.contains(reader.path())) {
      return;
    }
    String at = reader.path();
    if (!onTheWay.add(at)) {
      throw invalid(
          reader.node(), at, "must not depend on itself (" + String.join(", ", onTheWay) + ")");
    }
    for (String path : references(reader.node())) {
      for (Waiting source : sources(path)) {
        // An expression that reads the whole map that it stands in does not read itself.
        if (!(source.path().equals(at) && at.startsWith(path + "."))) {
          settle(waiting.get(source.path()), roots);
          settle(waiting.get(source.path()), roots); // what stood behind its condition
        }
      }
    }
    onTheWay.remove(at);
    settled.add(at);
    switch (reader.node()) {
      case Domain.SampleFrom source -> reader.put().accept(evaluate(source, roots));
      case SpaceNode.Conditional conditional -> {
        if (conditional.when().stream().allMatch(when -> when.holds(roots))) {
          resolve(conditional.node(), reader.key(), reader.put());
        }
      }
      default -> throw new IllegalStateException("nothing else waits");
    }
  }

  /** The paths that a node reads before it has a value, or is known to have none. */
  static Collection<String> references(SpaceNode node) {
    return switch (node) {
      case Domain.SampleFrom source -> source.expression().references();
      case SpaceNode.Conditional conditional ->
          conditional.when().stream().map(When::path).toList();
      default -> List.of();
    };
  }

  /** What gives a value, a part of it, or a map or list that holds it. */
  private List<Waiting> sources(String path) {
    List<Waiting> sources = new ArrayList<>(waiting.subMap(path + ".", path + "/").values());
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      Waiting outer = waiting.get(path.substring(0, end));
      if (outer != null) {
        sources.add(outer);
      }
    }
    waitingTuples.forEach(
        (at, tuple) -> {
          Waiting all = waiting.get(at);
          if (all != null && tuple.gives(at, path)) {
            sources.add(all);
          }
        });
    return sources;
  }

  private static @Nullable Object evaluate(
      Domain.SampleFrom source, Map<String, @Nullable Object> roots) {
    Object value;
    try {
      value = source.expression().evaluate(roots);
      Config.of(Collections.singletonMap("value", value));
    } catch (IllegalArgumentException e) {
      throw invalid(source, source.path(), e.getMessage());
    }
    String problem = source.type().problem(value);
    if (problem != null) {
      throw new InvalidInputException(
          new Problem(
              "search space: %s: %s (%s)".formatted(source.path(), problem, Problems.quote(value)),
              source.place(),
              null));
    }
    return source.type().canonical(value);
  }

  private static InvalidInputException invalid(
      SpaceNode node, String path, @Nullable String message) {
    Place place = node instanceof Domain.SampleFrom source ? source.place() : null;
    String what = "sample_from";
    if (node instanceof SpaceNode.Conditional conditional) {
      place = conditional.place();
      what = "when";
    }
    return new InvalidInputException(
        new Problem("search space: %s: %s: %s".formatted(path, what, message), place, null));
  }
}
