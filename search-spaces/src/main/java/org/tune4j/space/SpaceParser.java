package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * Turns the located tree into a space and checks each part of it against what its key takes. Where
 * something is wrong, a problem is added and a {@code null} stands in the space.
 */
final class SpaceParser {
  private static final SpaceNode.Constant WRONG = new SpaceNode.Constant(null);
  private static final ValueType ANY = new ValueType.Any();
  private static final String WHEN = "when";
  private static final List<String> CHOICE_ARGUMENTS = List.of("categories", "weights", "ordered");

  /** Expressions may wait for each other in a long chain; this many are resolved at ease. */
  private static final int MAX_EXPRESSIONS = 1000;

  private final Problems problems;
  private int choices; // how many choices stand around
  private int expressions;
  private int conditions;

  SpaceParser(Problems problems) {
    this.problems = problems;
  }

  /** Whether values depend on others, which shows its mistakes only when it is done. */
  boolean hasDependencies() {
    return expressions + conditions > 0;
  }

  SpaceNode parse(String path, Node node, ValueType type) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(path, scalar, type);
      case Node.Sequence list -> sequence(path, list, type);
      case Node.Mapping map -> mapping(path, map, type);
    };
  }

  private SpaceNode scalar(String path, Node.Scalar scalar, ValueType type) {
    Object value = scalar.value();
    if (value instanceof Double d && !Double.isFinite(d)) {
      return wrong(path, scalar.place(), "must be finite (" + Problems.show(d) + ")", null);
    }
    String problem = type.problem(value);
    if (problem != null) {
      String shown = problem + " (" + Problems.quote(value) + ")";
      return wrong(path, scalar.place(), shown, type.hint(value));
    }
    return new SpaceNode.Constant(type.canonical(value));
  }

  private SpaceNode sequence(String path, Node.Sequence list, ValueType type) {
    ValueType itemType = Types.item(type);
    if (itemType == null) {
      String problem = type.problem(list.items().isEmpty() ? List.of() : List.of(""));
      if (problem == null) {
        return new SpaceNode.Constant(List.of()); // the only list that this key takes
      }
      boolean each = list.items().stream().allMatch(i -> Types.accepts(type, i));
      return wrong(
          path,
          list.place(),
          problem + " (a list)",
          each && !list.items().isEmpty() ? "try each of them: {grid_search: [...]}" : null);
    }
    List<SpaceNode> items = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      items.add(parse(path + "." + i, list.items().get(i), itemType));
    }
    if (!items.stream().allMatch(SpaceNode.Constant.class::isInstance)) {
      return new SpaceNode.ListNode(items);
    }
    List<@Nullable Object> values = new ArrayList<>();
    items.forEach(item -> values.add(((SpaceNode.Constant) item).value()));
    return new SpaceNode.Constant(values);
  }

  private SpaceNode mapping(String path, Node.Mapping map, ValueType type) {
    ConfigSchema schema = Types.schema(type);
    if (map.entries().size() == 1) {
      Map.Entry<String, Node.Entry> only = map.entries().entrySet().iterator().next();
      boolean known = schema != null && schema.key(only.getKey()) != null;
      if (DomainParser.functions().contains(only.getKey()) && !known) {
        return call(path, only.getKey(), only.getValue(), type);
      }
      if (only.getKey().equals("eval") && !known) {
        return wrong(
            path,
            only.getValue().keyPlace(),
            "eval: a sweep file cannot run Python",
            "use {sample_from: \"config.lr * 10\"} or a domain such as {uniform: [0, 1]}");
      }
    }
    if (isConditional(map, schema)) {
      return conditional(path, map, (function, arguments) -> call(path, function, arguments, type));
    }
    if (schema == null) {
      return noMap(path, map, type);
    }
    SortedMap<String, SpaceNode> entries = entries(path + ".", map, schema);
    if (!entries.values().stream().allMatch(SpaceNode.Constant.class::isInstance)) {
      return new SpaceNode.MapNode(entries);
    }
    SortedMap<String, @Nullable Object> values = new TreeMap<>();
    entries.forEach((key, node) -> values.put(key, ((SpaceNode.Constant) node).value()));
    return new SpaceNode.Constant(values);
  }

  /** A domain with {@code when} beside it. */
  static boolean isConditional(Node.Mapping map, @Nullable ConfigSchema schema) {
    return map.entries().size() == 2
        && map.get(WHEN) != null
        && map.entries().keySet().stream()
            .allMatch(
                key ->
                    (key.equals(WHEN) || DomainParser.functions().contains(key))
                        && (schema == null || schema.key(key) == null));
  }

  SpaceNode conditional(
      String path, Node.Mapping map, BiFunction<String, Node.Entry, SpaceNode> call) {
    SpaceNode node = WRONG;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      if (entry.getKey().equals("grid_search")) {
        return wrong(
            path,
            entry.getValue().keyPlace(),
            "when: cannot stand beside grid_search",
            "put the inner grid_search into an item of the outer one");
      }
      if (!entry.getKey().equals(WHEN)) {
        node = call.apply(entry.getKey(), entry.getValue());
      }
    }
    conditions++;
    List<When> when = new WhenParser(path, problems).parse(map.get(WHEN));
    return when.isEmpty() ? WRONG : new SpaceNode.Conditional(path, node, when, map.place());
  }

  /** A map where the key takes none: most often a misspelt domain. */
  private SpaceNode noMap(String path, Node.Mapping map, ValueType type) {
    if (type.problem(Map.of()) == null) { // the only map that this key takes
      return map.entries().isEmpty()
          ? new SpaceNode.Constant(Map.of())
          : wrong(path, map.place(), type.problem(Map.of("", "")) + " (a map)", null);
    }
    Set<String> functions = DomainParser.functions();
    if (map.entries().size() == 1) {
      Map.Entry<String, Node.Entry> only = map.entries().entrySet().iterator().next();
      String maybe = Problems.useNearest(only.getKey(), functions);
      return wrong(
          path,
          only.getValue().keyPlace(),
          "there is no domain " + Problems.show(only.getKey()),
          maybe != null ? maybe : "use one of " + String.join(", ", functions));
    }
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      if (functions.contains(entry.getKey())) {
        return besideOthers(path, entry);
      }
    }
    return wrong(path, map.place(), type.problem(Map.of()) + " (a map)", null);
  }

  private SpaceNode besideOthers(String path, Map.Entry<String, Node.Entry> entry) {
    return wrong(
        path,
        entry.getValue().keyPlace(),
        entry.getKey() + ": must be the only key of its map",
        "move its arguments into " + entry.getKey() + ": [...]");
  }

  /** The children of a map, aliases resolved. */
  SortedMap<String, SpaceNode> entries(String prefix, Node.Mapping map, ConfigSchema schema) {
    SortedMap<String, SpaceNode> entries = new TreeMap<>();
    Node.Mapping resolved = new Aliases(prefix, schema, problems).resolve(map);
    TupleParser tuples = new TupleParser(this, prefix, schema, resolved);
    for (Map.Entry<String, Node.Entry> entry : resolved.entries().entrySet()) {
      String name = entry.getKey();
      ConfigSchema.Key key = schema.key(name);
      if (tuples.isTuple(name, entry.getValue().value())) {
        SpaceNode.Tuple tuple = tuples.parse(name, entry.getValue());
        if (tuple != null) {
          entries.put(tuple.name(), tuple);
        }
      } else if (key == null && !schema.open()) {
        wrong(
            prefix + Problems.show(name),
            entry.getValue().keyPlace(),
            "is no known key",
            Problems.useNearest(name, schema.names()));
      } else if (key == null && isDomainBesideOthers(name, map)) {
        besideOthers(prefix + name, entry);
      } else {
        ValueType type = key == null ? ANY : key.type();
        entries.put(name, parse(prefix + name, entry.getValue().value(), type));
      }
    }
    return entries;
  }

  /** In a map that may have any key, {@code choice} may well be one of them. */
  private static boolean isDomainBesideOthers(String name, Node.Mapping map) {
    return map.entries().size() > 1
        && DomainParser.functions().contains(name)
        && !name.equals("choice");
  }

  private SpaceNode call(String path, String function, Node.Entry entry, ValueType type) {
    return switch (function) {
      case "grid_search" -> axis(path, entry, item -> parse(path, item, type));
      case "choice" -> choice(path, entry, item -> parse(path, item, type));
      case "sample_from" -> sampleFrom(path, entry, type);
      default -> numeric(path, function, entry, type);
    };
  }

  SpaceNode axis(String path, Node.Entry entry, Function<Node, SpaceNode> item) {
    if (choices > 0) {
      return wrong(
          path,
          entry.keyPlace(),
          "grid_search: cannot stand inside choice: how many trials there are would be chance",
          "make the choice a grid_search, or this grid_search a choice");
    }
    List<SpaceNode> items = items(path, "grid_search", entry.value(), item);
    return items.isEmpty() ? WRONG : new SpaceNode.Axis(path, items);
  }

  SpaceNode choice(String path, Node.Entry entry, Function<Node, SpaceNode> item) {
    Node arguments = entry.value();
    Node.Mapping named = arguments instanceof Node.Mapping map ? map : null;
    if (named != null && named.get("categories") != null) {
      arguments = named.get("categories");
    }
    choices++;
    List<SpaceNode> items = items(path, "choice", arguments, item);
    choices--;
    if (items.isEmpty()) {
      return WRONG;
    }
    return named == null ? new Domain.Choice(items) : choice(path, named, items);
  }

  private SpaceNode choice(String path, Node.Mapping named, List<SpaceNode> items) {
    List<Double> weights = new ArrayList<>();
    boolean isOrdered = false;
    for (Map.Entry<String, Node.Entry> entry : named.entries().entrySet()) {
      Node value = entry.getValue().value();
      switch (entry.getKey()) {
        case "categories" -> {}
        case "weights" -> numbers(value, weights);
        case "ordered" ->
            isOrdered = value instanceof Node.Scalar s && Boolean.TRUE.equals(s.value());
        default -> {
          String nearest = Problems.useNearest(entry.getKey(), CHOICE_ARGUMENTS);
          return wrong(
              path,
              entry.getValue().keyPlace(),
              "choice: has no argument " + Problems.show(entry.getKey()),
              nearest == null ? "write choice: [...]" : nearest);
        }
      }
    }
    try {
      return new Domain.Choice(items, weights, isOrdered);
    } catch (IllegalArgumentException e) {
      return wrong(path, named.place(), String.valueOf(e.getMessage()), null);
    }
  }

  /** What is no number becomes one that no rule lets pass. */
  private static void numbers(@Nullable Node node, List<Double> numbers) {
    List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of();
    for (Node item : items) {
      numbers.add(
          item instanceof Node.Scalar s && s.value() instanceof Number n
              ? n.doubleValue()
              : Double.NaN);
    }
    if (items.isEmpty()) {
      numbers.add(Double.NaN);
    }
  }

  private List<SpaceNode> items(
      String path, String function, @Nullable Node arguments, Function<Node, SpaceNode> item) {
    if (!(arguments instanceof Node.Sequence list)) {
      Place place = arguments == null ? null : arguments.place();
      wrong(path, place, function + ": must be a list", "write " + function + ": [...]");
      return List.of();
    }
    if (list.items().isEmpty()) {
      wrong(path, list.place(), function + ": must have at least one value", null);
    }
    return list.items().stream().map(item).toList();
  }

  private SpaceNode sampleFrom(String path, Node.Entry entry, ValueType type) {
    if (!(entry.value() instanceof Node.Scalar scalar && scalar.value() instanceof String text)) {
      return wrong(
          path,
          entry.value().place(),
          "sample_from: must be an expression between quotes",
          "write sample_from: \"config.lr * 10\"");
    }
    if (++expressions > MAX_EXPRESSIONS) {
      return wrong(
          path,
          scalar.place(),
          "sample_from: more than %d in one space".formatted(MAX_EXPRESSIONS),
          null);
    }
    try {
      return new Domain.SampleFrom(path, Expression.of(text), type, scalar.place());
    } catch (IllegalArgumentException e) {
      return wrong(path, scalar.place(), "sample_from: " + e.getMessage(), null);
    }
  }

  private SpaceNode numeric(String path, String function, Node.Entry entry, ValueType type) {
    Domain.Numeric domain =
        DomainParser.parse(path, function, entry.keyPlace(), entry.value(), problems);
    if (domain == null) {
      return WRONG;
    }
    for (Number value : Types.probes(domain)) {
      String problem = type.problem(value);
      if (problem != null) {
        return wrong(
            path,
            entry.keyPlace(),
            "%s (%s gives %s)".formatted(problem, function, Problems.show(value)),
            type.problem(value.longValue()) == null ? Types.useWhole(function) : null);
      }
    }
    return Types.asWhole(domain, type);
  }

  SpaceNode wrong(String path, @Nullable Place place, String message, @Nullable String maybe) {
    problems.add(place, "search space: " + path + ": " + message, maybe);
    return WRONG;
  }
}
