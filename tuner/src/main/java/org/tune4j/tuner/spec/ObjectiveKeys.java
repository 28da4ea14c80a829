package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.ValueType.Text;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Objectives;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * What a sweep optimises: {@code metric}, {@code mode} and {@code metric_bounds}. One metric may
 * leave out its mode when the trainable says it.
 */
record ObjectiveKeys(String sweep, Node.Mapping keys, Problems problems) {
  static final String METRIC = "metric";
  static final String MODE = "mode";
  static final String BOUNDS = "metric_bounds";

  private static final Text MODES = Text.of("min", "max");
  private static final Set<String> SIDES = Set.of("min", "max");

  /**
   * Reads and checks them.
   *
   * @param usual what the trainable optimises, if it says so
   * @param algorithm what searches; {@code null} for a walk, which learns nothing
   * @return {@code null} when nothing is optimised, or there are problems
   */
  @Nullable Objectives read(@Nullable Objective usual, @Nullable AlgorithmKind algorithm) {
    int before = problems.list().size();
    List<Objective> list = objectives(usual);
    boolean understood = problems.list().size() == before;
    SortedMap<String, Bounds> bounds = bounds();
    if (understood && list.isEmpty()) {
      checkNothing(algorithm, !bounds.isEmpty());
    } else if (list.size() > 1 && algorithm != null && !algorithm.several()) {
      problem(METRIC, algorithm.name() + " takes one metric (" + list.size() + ")", several());
    }
    return problems.list().size() > before || list.isEmpty() ? null : new Objectives(list, bounds);
  }

  private void checkNothing(@Nullable AlgorithmKind algorithm, boolean bounded) {
    if (algorithm != null && algorithm.learns()) {
      problem(
          "search_alg",
          algorithm.name() + " needs a metric to learn from",
          "add metric: NAME and mode: max");
    }
    if (bounded) {
      problem(
          BOUNDS,
          "needs a metric, which trials that keep to it are ranked by",
          "add metric: NAME and mode: max");
    }
  }

  private static @Nullable String several() {
    List<String> learning =
        AlgorithmKinds.all().values().stream()
            .filter(AlgorithmKind::several)
            .sorted((a, b) -> Boolean.compare(b.learns(), a.learns()))
            .map(AlgorithmKind::name)
            .toList();
    return learning.isEmpty() ? null : "use search_alg: " + learning.get(0);
  }

  private List<Objective> objectives(@Nullable Objective usual) {
    Node metric = there(METRIC);
    if (metric instanceof Node.Sequence list) {
      return several(list);
    }
    if (there(MODE) instanceof Node.Sequence modes) {
      problem(
          MODE,
          "must be one word when metric is (" + Problems.quote(Plain.value(modes)) + ")",
          "write mode: max");
      return List.of();
    }
    Objective one = one(metric == null ? null : metric(metric, ""), mode(there(MODE), ""), usual);
    return one == null ? List.of() : List.of(one);
  }

  private @Nullable Objective one(
      @Nullable String metric, @Nullable Mode mode, @Nullable Objective usual) {
    if (metric == null) {
      if (mode != null && usual == null && there(METRIC) == null) {
        problem(MODE, "needs a metric", "add metric: NAME");
      }
      return usual == null || mode == null ? usual : new Objective(usual.metric(), mode);
    }
    if (mode == null && (usual == null || !usual.metric().equals(metric))) {
      if (there(MODE) == null) {
        problem(METRIC, "must come with mode, min or max (" + metric + ")", "add mode: max");
      }
      return null;
    }
    return mode == null ? usual : new Objective(metric, mode);
  }

  private List<Objective> several(Node.Sequence metrics) {
    List<@Nullable Mode> modes = modes(metrics);
    List<Objective> list = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < metrics.items().size(); i++) {
      Node item = metrics.items().get(i);
      String name = metric(item, item(i));
      if (name != null && !named.add(name)) {
        problem(
            item.place(), METRIC, Problems.show(name) + " is there twice", "delete one of them");
      }
      Mode mode = modes.get(i);
      if (name != null && mode != null) {
        list.add(new Objective(name, mode));
      }
    }
    if (metrics.items().isEmpty()) {
      problem(METRIC, "must name at least one", "write metric: NAME");
    }
    return list;
  }

  /** One for each metric; {@code null} where there is a problem. */
  private List<@Nullable Mode> modes(Node.Sequence metrics) {
    int count = metrics.items().size();
    List<@Nullable Mode> modes = new ArrayList<>();
    Node given = there(MODE);
    if (given == null) {
      if (count > 0) {
        problem(
            METRIC, "a list must come with mode, min or max for each or for all", "add mode: max");
      }
    } else if (given instanceof Node.Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        modes.add(mode(list.items().get(i), item(i)));
      }
      if (modes.size() != count) {
        problem(
            MODE,
            "must have an item for each of metric, or be one word (%d for %d)"
                .formatted(modes.size(), count),
            null);
      }
    } else {
      Mode all = mode(given, "");
      Stream.generate(() -> all).limit(count).forEach(modes::add);
    }
    while (modes.size() < count) {
      modes.add(null);
    }
    return modes;
  }

  private static String item(int index) {
    return "item " + (index + 1) + " ";
  }

  private @Nullable String metric(Node node, String which) {
    Object value = Plain.value(node);
    if (value instanceof String text) {
      return text;
    }
    problem(
        node.place(),
        METRIC,
        which
            + "must be a text"
            + (which.isEmpty() ? ", or a list of them" : "")
            + " ("
            + Problems.quote(value)
            + ")",
        null);
    return null;
  }

  private @Nullable Mode mode(@Nullable Node node, String which) {
    if (node == null) {
      return null;
    }
    Object value = Plain.value(node);
    String wrong = MODES.problem(value);
    if (wrong != null) {
      problem(
          node.place(),
          MODE,
          which + wrong + " (" + Problems.quote(value) + ")",
          MODES.hint(value));
      return null;
    }
    return "min".equals(value) ? Mode.MIN : Mode.MAX;
  }

  private SortedMap<String, Bounds> bounds() {
    SortedMap<String, Bounds> bounds = new TreeMap<>();
    Node node = there(BOUNDS);
    if (node instanceof Node.Mapping map) {
      map.entries()
          .forEach(
              (metric, entry) -> {
                Bounds read = bounds(BOUNDS + "." + Problems.show(metric), entry.value());
                if (read != null) {
                  bounds.put(metric, read);
                }
              });
    } else if (node != null) {
      problem(
          BOUNDS,
          "must be a map: metric to min, max or both (" + Problems.quote(Plain.value(node)) + ")",
          "write metric_bounds: {NAME: {max: 10}}");
    }
    return bounds;
  }

  private @Nullable Bounds bounds(String path, Node node) {
    if (!(node instanceof Node.Mapping map)) {
      problem(
          node.place(),
          path,
          "must be a map with min, max or both (" + Problems.quote(Plain.value(node)) + ")",
          "write {max: " + Problems.show(Plain.value(node)) + "}");
      return null;
    }
    for (Map.Entry<String, Node.Entry> side : map.entries().entrySet()) {
      if (!SIDES.contains(side.getKey())) {
        problem(
            side.getValue().keyPlace(),
            path,
            "there is no key " + Problems.show(side.getKey()),
            Problems.useNearest(side.getKey(), SIDES));
      }
    }
    Double min = side(path, map, "min");
    Double max = side(path, map, "max");
    if (map.entries().isEmpty()) {
      problem(node.place(), path, "must have min, max or both", null);
    }
    if (min != null && max != null && min > max) {
      problem(
          node.place(),
          path,
          "min (%s) must not be above max (%s)".formatted(Problems.show(min), Problems.show(max)),
          "swap them");
    }
    return new Bounds(min, max);
  }

  private @Nullable Double side(String path, Node.Mapping map, String side) {
    Node node = map.get(side);
    if (node == null) {
      return null;
    }
    if (Plain.value(node) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    problem(
        node.place(),
        path + "." + side,
        "must be a finite number (" + Problems.quote(Plain.value(node)) + ")",
        null);
    return null;
  }

  /** What stands at a key; {@code null} also for {@code null}. */
  private @Nullable Node there(String key) {
    Node node = keys.get(key);
    return node == null || Kinds.isNull(node) ? null : node;
  }

  private void problem(String key, String what, @Nullable String maybe) {
    Node.Entry entry = keys.entries().get(key);
    problem(entry == null ? keys.place() : entry.value().place(), key, what, maybe);
  }

  private void problem(@Nullable Place place, String path, String what, @Nullable String maybe) {
    problems.add(place, "sweep " + sweep + ": " + path + ": " + what, maybe);
  }
}
