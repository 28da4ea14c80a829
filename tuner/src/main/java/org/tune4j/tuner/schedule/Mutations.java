package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.Domain;
import org.tune4j.space.Range;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.SpaceNode;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/** Reads which keys of a config may change while its trial runs, and what each may become. */
final class Mutations {
  private static final String CONFIG = "config";
  private static final Place NOWHERE = new Place("", 1, 1);

  private final String key;
  private final Problems problems = new Problems();
  private final SortedMap<String, Mutation> found = new TreeMap<>();

  private Mutations(String key) {
    this.key = key;
  }

  /**
   * What a setting lists: a map of lists and domains by paths into {@code config}.
   *
   * @param key of the setting, for errors
   * @throws InvalidInputException with all that is wrong
   */
  static SortedMap<String, Mutation> listed(String key, Config listed, SearchSpace space) {
    Mutations mutations = new Mutations(key);
    mutations.refuseWhatIsNone(key, listed.asMap());
    mutations.problems.throwIfAny();
    mutations.read(listed);
    mutations.problems.throwIfAny();
    mutations.found.keySet().forEach(path -> check(key, path, space, mutations.problems));
    mutations.refuseTied("", space.root().entries().get(CONFIG));
    mutations.problems.throwIfAny();
    return mutations.found;
  }

  /** The numeric domains and the choices among constants in {@code config}. */
  static SortedMap<String, Mutation> ofSpace(SearchSpace space) {
    Mutations mutations = new Mutations("");
    SpaceNode config = space.root().entries().get(CONFIG);
    if (config != null) {
      mutations.walkSpace("", config);
    }
    return mutations.found;
  }

  /** Adds a problem when {@code config} can have nothing at that path. */
  static void check(String key, String path, SearchSpace space, Problems problems) {
    Set<String> known = new TreeSet<>();
    for (String leaf : space.leafPaths()) {
      if (leaf.startsWith(CONFIG + ".")) {
        known.add(leaf.substring(CONFIG.length() + 1));
      }
    }
    boolean isKnown =
        known.contains(path) || known.stream().anyMatch(leaf -> leaf.startsWith(path + "."));
    if (!isKnown) {
      String nearest = Problems.useNearest(path, known);
      problems.add(
          null,
          key + "." + Problems.show(path) + ": the config has no such key",
          nearest == null ? "add it to config, with what trials begin with" : nearest);
    }
  }

  /** A key that varies together with others has its values from their items only. */
  private void refuseTied(String path, @Nullable SpaceNode node) {
    if (!(node instanceof SpaceNode.MapNode map)) {
      return;
    }
    map.entries()
        .forEach(
            (name, child) -> {
              if (child instanceof SpaceNode.Tuple tuple) {
                tuple.keys().forEach(one -> refuseTied(path, one, tuple.keys()));
              } else {
                refuseTied(join(path, name), child);
              }
            });
  }

  private void refuseTied(String path, String one, List<String> all) {
    String tied = join(path, one);
    for (String listed : found.keySet()) {
      if (listed.equals(tied) || listed.startsWith(tied + ".")) {
        List<String> others = all.stream().filter(other -> !other.equals(one)).toList();
        problems.add(
            null,
            "%s.%s: varies together with %s, and may have no other value"
                .formatted(key, Problems.show(listed), String.join(", ", others)),
            "leave it out");
      }
    }
  }

  private void refuseWhatIsNone(String path, Map<?, ?> map) {
    map.forEach(
        (name, value) -> {
          String at = path + "." + Problems.show(name);
          if (name.equals("sample_from") || name.equals("grid_search") || name.equals("when")) {
            problems.add(
                null,
                path + ": " + name + " is nothing that a trial could explore",
                "list the values, or use a domain such as {uniform: [0, 1]}");
          } else if (String.valueOf(name).contains(",")) {
            problems.add(null, at + ": keys must be explored one by one", null);
          } else if (value instanceof Map<?, ?> inner) {
            refuseWhatIsNone(at, inner);
          }
        });
  }

  private void read(Config listed) {
    Problems own = new Problems();
    ConfigSchema schema =
        ConfigSchema.of(
            List.of(new ConfigSchema.Key(key, new ValueType.MapOf(ConfigSchema.anything()), "")),
            Map.of());
    Node.Mapping root =
        new Node.Mapping(NOWHERE, Map.of(key, new Node.Entry(NOWHERE, node(listed.asMap()))));
    SearchSpace parsed = SearchSpace.parse(root, schema, own);
    own.list()
        .forEach(
            p -> problems.add(null, p.message().replaceFirst("^search space: ", ""), p.maybe()));
    SpaceNode all = parsed.root().entries().get(key);
    if (own.isEmpty() && all != null) {
      walkListed("", all);
    }
  }

  private static Node node(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      map.forEach((k, v) -> entries.put(String.valueOf(k), new Node.Entry(NOWHERE, node(v))));
      return new Node.Mapping(NOWHERE, entries);
    }
    if (value instanceof List<?> list) {
      List<Node> items = new ArrayList<>();
      list.forEach(item -> items.add(node(item)));
      return new Node.Sequence(NOWHERE, items);
    }
    return new Node.Scalar(NOWHERE, value);
  }

  private void walkListed(String path, SpaceNode node) {
    switch (node) {
      case SpaceNode.MapNode map ->
          map.entries().forEach((name, child) -> walkListed(join(path, name), child));
      case SpaceNode.Constant constant when constant.value() instanceof Map<?, ?> map ->
          map.forEach(
              (name, child) ->
                  walkListed(join(path, String.valueOf(name)), new SpaceNode.Constant(child)));
      case SpaceNode.Constant constant
          when constant.value() instanceof List<?> list && !list.isEmpty() ->
          put(path, Mutation.OneOf.equal(list));
      case Domain.Numeric numeric -> put(path, new Mutation.Within(numeric));
      case Domain.Choice choice when isConstant(choice) -> put(path, oneOf(choice));
      default ->
          problems.add(
              null,
              "%s.%s: must be a list of values or a domain".formatted(key, path),
              "use {uniform: [0, 1]}");
    }
  }

  private void walkSpace(String path, SpaceNode node) {
    switch (node) {
      case SpaceNode.MapNode map ->
          map.entries().forEach((name, child) -> walkSpace(join(path, name), child));
      case SpaceNode.Conditional conditional -> walkSpace(path, conditional.node());
      case Domain.Numeric numeric -> put(path, new Mutation.Within(numeric));
      case Domain.Choice choice when isConstant(choice) -> put(path, oneOf(choice));
      default -> {} // what is fixed, to be compared, or made of other values
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isConstant(Domain.Choice choice) {
    return choice.items().stream().allMatch(SpaceNode.Constant.class::isInstance);
  }

  private static Mutation oneOf(Domain.Choice choice) {
    List<@Nullable Object> values = new ArrayList<>();
    choice.items().forEach(item -> values.add(((SpaceNode.Constant) item).value()));
    if (choice.weights().isEmpty()) {
      return Mutation.OneOf.equal(values);
    }
    double sum = choice.weights().stream().mapToDouble(weight -> weight).sum();
    List<Double> weights = choice.weights().stream().map(weight -> weight / sum).toList();
    return new Mutation.OneOf(
        Collections.unmodifiableList(values), new Range.Items(weights, choice.isOrdered()));
  }

  private void put(String path, Mutation mutation) {
    if (found.put(path, mutation) != null) {
      problems.add(null, "%s.%s: is there twice".formatted(key, path), "keep one of them");
    }
    for (String other : found.keySet()) {
      if (other.startsWith(path + ".") || path.startsWith(other + ".")) {
        problems.add(
            null, "%s.%s: is explored with %s already".formatted(key, path, other), "keep one");
      }
    }
  }
}
