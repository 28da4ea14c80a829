package org.tune4j.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * What a sweep can try: a tree whose first level are the parts of a variant ({@code run}, {@code
 * env}, {@code config}, {@code resources_per_trial}) and whose leaves are constants, domains and
 * axes of the grid. Immutable and thread-safe.
 */
public final class SearchSpace {
  /** How many variants are made when a space is read. */
  private static final int TRIED = 8;

  /** How many variants are made when constraints are read. */
  private static final int DRAWN = 2_000;

  private static final SpaceNode EMPTY = new SpaceNode.MapNode(new TreeMap<>());

  private final SpaceNode.MapNode root;
  private final Cells cells;
  private final SpreadCells spread;
  private final Shuffle shuffle;
  private final List<Constraint> constraints;

  /** A space of these parts. */
  public SearchSpace(SpaceNode.MapNode root) {
    this(root, List.of());
  }

  /** A space of these parts, whose variants must satisfy all of these. */
  private SearchSpace(SpaceNode.MapNode root, List<Constraint> constraints) {
    this.root = root;
    this.cells = new Cells(root);
    this.spread = new SpreadCells(root, cells);
    this.shuffle = new Shuffle(cells.count());
    this.constraints = List.copyOf(constraints);
  }

  /**
   * Reads a space.
   *
   * @param root the parts of a variant; the caller has left out all other keys of the sweep
   * @param schema what each part takes, such as {@code config} of type {@link ValueType.MapOf}
   * @param problems takes all that is wrong; the space is of use only when nothing is
   */
  public static SearchSpace parse(Node.Mapping root, ConfigSchema schema, Problems problems) {
    Problems own = new Problems();
    SpaceParser parser = new SpaceParser(own);
    SearchSpace space = new SearchSpace(new SpaceNode.MapNode(parser.entries("", root, schema)));
    space.checkConditions(own);
    if (own.isEmpty() && parser.hasDependencies()) {
      space.tryOut(own);
    }
    own.list().forEach(problems::add);
    return space;
  }

  /** Expressions show their mistakes only when they are evaluated, so some variants are made. */
  private void tryOut(Problems problems) {
    BigInteger step = cells().divide(BigInteger.valueOf(TRIED)).max(BigInteger.ONE);
    try {
      for (int i = 0; i < TRIED; i++) {
        variant(step.multiply(BigInteger.valueOf(i)).mod(cells()), 1, i);
      }
    } catch (InvalidInputException e) {
      e.problems().forEach(problems::add);
    }
  }

  private void checkConditions(Problems problems) {
    SortedSet<String> known = leafPaths();
    for (SpaceNode.Conditional conditional : conditionals(root)) {
      for (When when : conditional.when()) {
        boolean isKnown =
            known.contains(when.path())
                || known.stream().anyMatch(leaf -> when.path().startsWith(leaf + "."));
        if (!isKnown) {
          problems.add(
              conditional.place(),
              "search space: %s: when: there is no key %s"
                  .formatted(conditional.path(), Problems.show(when.path())),
              Problems.useNearest(when.path(), known));
        }
      }
    }
  }

  private static List<SpaceNode.Conditional> conditionals(SpaceNode node) {
    List<SpaceNode.Conditional> found = new ArrayList<>();
    if (node instanceof SpaceNode.Conditional conditional) {
      found.add(conditional);
    }
    children(node).forEach(child -> found.addAll(conditionals(child)));
    return found;
  }

  /** What stands directly below a node. */
  static Collection<SpaceNode> children(SpaceNode node) {
    return switch (node) {
      case SpaceNode.MapNode map -> map.entries().values();
      case SpaceNode.ListNode list -> list.items();
      case SpaceNode.Axis axis -> axis.items();
      case Domain.Choice choice -> choice.items();
      case SpaceNode.Conditional conditional -> List.of(conditional.node());
      case SpaceNode.Tuple tuple -> List.of(tuple.node());
      default -> List.of();
    };
  }

  /** The tree. */
  public SpaceNode.MapNode root() {
    return root;
  }

  /** How many cells the grid has, axes inside of axes included; 1 when there is no axis. */
  public BigInteger cells() {
    return cells.count();
  }

  /** The axes that stand inside no other, in the order of their paths; the first is the fastest. */
  public List<SpaceNode.Axis> axes() {
    List<SpaceNode.Axis> axes = new ArrayList<>();
    Cells.collect(root, axes);
    return Collections.unmodifiableList(axes);
  }

  /**
   * One variant.
   *
   * @param cell which cell of the grid, from 0; see {@link Cells} for their order
   * @param seed where the domains' values come from, with
   * @param number which draw of them this is
   * @throws IndexOutOfBoundsException when there is no such cell
   * @throws InvalidInputException when a {@code sample_from} cannot be evaluated
   */
  public Config variant(BigInteger cell, long seed, long number) {
    return variant(cells.select(cell), seed, number);
  }

  /**
   * One variant of the grid in some order.
   *
   * @param place of the cell in that order, from 0
   * @param shuffled which of the orders by chance; any
   */
  Config variant(GridOrder order, BigInteger place, long shuffled, long seed, long number) {
    return switch (order) {
      case LISTED -> variant(place, seed, number);
      case SPACE_FILLING -> variant(spread.select(place), seed, number);
      case SHUFFLED -> variant(shuffle.at(place, shuffled), seed, number);
    };
  }

  private Config variant(
      IdentityHashMap<SpaceNode.Axis, SpaceNode> selected, long seed, long number) {
    return new VariantResolver(new Drawn(selected, seed, number)).resolve(root);
  }

  /**
   * The paths of all values that a variant may have, sorted. As in {@link Config#leaves()}, a list
   * is one leaf.
   */
  public SortedSet<String> leafPaths() {
    SortedSet<String> paths = new TreeSet<>();
    root.entries().forEach((key, node) -> leaves(key, node, paths));
    return Collections.unmodifiableSortedSet(paths);
  }

  private static void leaves(String path, SpaceNode node, SortedSet<String> paths) {
    switch (node) {
      case SpaceNode.Constant constant when constant.value() instanceof Map<?, ?> map ->
          Config.of(Collections.singletonMap("", map))
              .leaves()
              .keySet()
              .forEach(leaf -> paths.add(path + leaf));
      case SpaceNode.MapNode map ->
          map.entries()
              .forEach(
                  (key, child) ->
                      leaves(
                          child instanceof SpaceNode.Tuple ? path : path + "." + key,
                          child,
                          paths));
      case SpaceNode.Axis axis -> axis.items().forEach(item -> leaves(path, item, paths));
      case Domain.Choice choice -> choice.items().forEach(item -> leaves(path, item, paths));
      case SpaceNode.Conditional conditional -> leaves(path, conditional.node(), paths);
      case SpaceNode.Tuple tuple -> leaves(path, tuple.node(), paths);
      default -> paths.add(path);
    }
  }

  /**
   * Reads points to evaluate first: a list of maps, each of which fixes some keys of {@code
   * config}.
   *
   * @param config what {@code config} takes
   * @param problems takes all that is wrong
   */
  public List<Config> points(Node node, ConfigSchema config, Problems problems) {
    List<Config> points = new ArrayList<>();
    if (!(node instanceof Node.Sequence list)) {
      problems.add(node.place(), "points_to_evaluate: must be a list of maps");
      return points;
    }
    for (Node item : list.items()) {
      Problems own = new Problems();
      SpaceNode point =
          new SpaceParser(own).parse("points_to_evaluate", item, new ValueType.MapOf(config));
      if (point instanceof SpaceNode.Constant constant
          && constant.value() instanceof Map<?, ?> map) {
        checked(map, item, own).ifPresent(points::add);
      } else if (own.isEmpty()) {
        own.add(item.place(), "points_to_evaluate: must hold constants only");
      }
      own.list().forEach(problems::add);
    }
    return points;
  }

  private Optional<Config> checked(Map<?, ?> values, Node item, Problems problems) {
    try {
      Config point = Config.of(Map.of("point", values)).getConfig("point");
      fixing(point);
      return Optional.of(point);
    } catch (InvalidInputException e) {
      e.problems().forEach(p -> problems.add(item.place(), p.message(), p.maybe()));
      return Optional.empty();
    }
  }

  /**
   * This space with some values of {@code config} fixed, be they domains, axes or constants here.
   *
   * @throws InvalidInputException when the space has no such key
   */
  public SearchSpace fixing(Config point) {
    Problems problems = new Problems();
    SpaceNode config = root.entries().get("config");
    SpaceNode fixed =
        fix(
            "config",
            config == null ? new SpaceNode.Constant(null) : config,
            point.asMap(),
            problems);
    problems.throwIfAny();
    TreeMap<String, SpaceNode> entries = new TreeMap<>(root.entries());
    entries.put("config", fixed);
    return new SearchSpace(new SpaceNode.MapNode(entries), constraints);
  }

  /**
   * This space with some values of its variants kept: they are constants here. What is computed
   * from others is computed all the same, and what is there under a condition comes and goes, with
   * the value that it has here. Keys that the space does not have are kept too.
   *
   * @param values by the parts of a variant, {@code run}, {@code config} and so on
   */
  public SearchSpace keeping(Config values) {
    return new SearchSpace(Keeping.keep(root, values.asMap()), constraints);
  }

  /** Whether {@link #keeping} a part of its variants would not keep all of its values. */
  public boolean hasDependencies(String part) {
    SpaceNode node = root.entries().get(part);
    return node != null && Keeping.hasDependencies(node);
  }

  /** Whether something in a part of its variants is drawn, or an axis. */
  public boolean varies(String part) {
    return Keeping.varies(root.entries().getOrDefault(part, EMPTY));
  }

  /** Whether {@code config} or a constraint depends on another part of the variant. */
  public boolean dependsOn(String part) {
    return configDependsOn(part)
        || constraints.stream().anyMatch(constraint -> areWithin(constraint.references(), part));
  }

  /** Whether {@code config} does. */
  public boolean configDependsOn(String part) {
    return areWithin(Keeping.references(root.entries().getOrDefault("config", EMPTY)), part);
  }

  private static boolean areWithin(Set<String> paths, String part) {
    return paths.stream().anyMatch(path -> path.equals(part) || path.startsWith(part + "."));
  }

  /**
   * This space with constraints: a list of expressions, each of which must be true.
   *
   * @param problems takes all that is wrong, also that no variant was found that satisfies them
   */
  public SearchSpace constrained(Node node, Problems problems) {
    Problems own = new Problems();
    List<Constraint> read = new ArrayList<>();
    List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    for (Node item : items) {
      if (item instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
        try {
          read.add(Constraint.of(text, configKeys(), item.place()));
        } catch (IllegalArgumentException e) {
          own.add(item.place(), "constraints: \"" + text + "\": " + e.getMessage());
        }
      } else {
        own.add(
            item.place(),
            "constraints: must be expressions between quotes",
            "write constraints: [\"actor_lr <= critic_lr\"]");
      }
    }
    SearchSpace constrained = new SearchSpace(root, read);
    if (own.isEmpty()) {
      constrained.tryOutConstraints(node.place(), own);
    }
    own.list().forEach(problems::add);
    return constrained;
  }

  private Collection<String> configKeys() {
    SpaceNode.MapNode config = asMap(root.entries().getOrDefault("config", EMPTY));
    if (config == null) {
      return List.of();
    }
    Set<String> keys = new TreeSet<>(config.entries().keySet());
    config.entries().values().forEach(node -> keys.addAll(Tuples.keys(node)));
    return keys;
  }

  private void tryOutConstraints(Place place, Problems problems) {
    BigInteger step = cells().divide(BigInteger.valueOf(DRAWN)).max(BigInteger.ONE);
    try {
      for (int i = 0; i < DRAWN; i++) {
        if (allows(variant(step.multiply(BigInteger.valueOf(i)).mod(cells()), 1, i))) {
          return;
        }
      }
      problems.add(
          place,
          "constraints: none of %d configs satisfied them".formatted(DRAWN),
          "loosen them, or draw one value from another with sample_from");
    } catch (InvalidInputException e) {
      e.problems().forEach(problems::add);
    }
  }

  /** What its variants must satisfy. */
  public List<Constraint> constraints() {
    return constraints;
  }

  /**
   * Whether a variant satisfies all constraints.
   *
   * @throws InvalidInputException when one cannot be evaluated
   */
  public boolean allows(Config variant) {
    return constraints.stream().allMatch(constraint -> constraint.holds(variant));
  }

  private static SpaceNode fix(
      String path, SpaceNode node, @Nullable Object value, Problems problems) {
    SpaceNode.MapNode map = value instanceof Map ? asMap(node) : null;
    if (map == null || !(value instanceof Map<?, ?> values)) {
      return new SpaceNode.Constant(value);
    }
    SortedMap<String, SpaceNode> entries = Tuples.fix(path, map, values, problems);
    values.forEach(
        (key, inner) -> {
          SpaceNode there = entries.get(String.valueOf(key));
          if (there == null) {
            problems.add(
                new Problem(
                    "points_to_evaluate: " + path + "." + key + ": is not in the search space",
                    null,
                    Problems.useNearest(String.valueOf(key), entries.keySet())));
          } else {
            entries.put(String.valueOf(key), fix(path + "." + key, there, inner, problems));
          }
        });
    return new SpaceNode.MapNode(entries);
  }

  private static SpaceNode.@Nullable MapNode asMap(SpaceNode node) {
    if (node instanceof SpaceNode.Constant constant && constant.value() instanceof Map<?, ?> map) {
      TreeMap<String, SpaceNode> entries = new TreeMap<>();
      map.forEach((key, value) -> entries.put(String.valueOf(key), new SpaceNode.Constant(value)));
      return new SpaceNode.MapNode(entries);
    }
    return node instanceof SpaceNode.MapNode map ? map : null;
  }
}
