package org.tune4j.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Lists the parameters of a tree, each after those that it depends on. Used once. */
final class Flattening {
  /**
   * A node, where it stands.
   *
   * @param key as {@link Parameter} has it
   * @param path where people see it stand; for keys that vary together, that of the map around them
   * @param under the choice or axis whose item it stands in; {@code null} when in none
   * @param item the number of that item
   * @param when the conditions around it, innermost last, with the one who has it
   */
  private record Spot(
      String key,
      String path,
      SpaceNode node,
      @Nullable Spot under,
      int item,
      List<SpaceNode.Conditional> when) {

    boolean isParameter() {
      return node instanceof Domain.Numeric
          || node instanceof Domain.Choice
          || node instanceof SpaceNode.Axis;
    }
  }

  private final Map<String, List<Spot>> byPath = new LinkedHashMap<>();
  private final List<Spot> spots = new ArrayList<>();
  private final Map<Spot, Integer> numbers = new LinkedHashMap<>();
  private final Set<Spot> onTheWay = new LinkedHashSet<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Integer> axes = new ArrayList<>();

  Flattening(SpaceNode.MapNode root) {
    root.entries().forEach((key, node) -> walk(key, key, node, null, 0, List.of()));
  }

  /** All of them. */
  List<Parameter> parameters() {
    spots.forEach(this::number);
    return parameters;
  }

  /** The numbers of those that are axes of the grid, once all are listed. */
  List<Integer> axes() {
    return axes;
  }

  private void walk(
      String key,
      String path,
      SpaceNode node,
      @Nullable Spot under,
      int item,
      List<SpaceNode.Conditional> when) {
    if (node instanceof SpaceNode.Conditional conditional) {
      List<SpaceNode.Conditional> inner = new ArrayList<>(when);
      inner.add(conditional);
      walk(key, path, conditional.node(), under, item, inner);
      return;
    }
    if (node instanceof SpaceNode.Tuple tuple) {
      walk(key, path, tuple.node(), under, item, when);
      return;
    }
    Spot spot = new Spot(key, path, node, under, item, when);
    byPath.computeIfAbsent(path, p -> new ArrayList<>()).add(spot);
    if (spot.isParameter()) {
      spots.add(spot);
    }
    switch (node) {
      case SpaceNode.MapNode map ->
          map.entries()
              .forEach(
                  (k, child) ->
                      walk(key + "." + k, within(path, k, child), child, under, item, when));
      case SpaceNode.ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          walk(key + "." + i, path + "." + i, list.items().get(i), under, item, when);
        }
      }
      case SpaceNode.Axis axis -> walkItems(spot, axis.items());
      case Domain.Choice choice -> walkItems(spot, choice.items());
      case SpaceNode.Constant constant when constant.value() instanceof Map<?, ?> map ->
          map.forEach(
              (k, value) ->
                  walk(
                      key + "." + k,
                      path + "." + k,
                      new SpaceNode.Constant(value),
                      under,
                      item,
                      when));
      default -> {}
    }
  }

  /** The items of keys that vary together are parts of the map around them. */
  private static String within(String path, String key, SpaceNode child) {
    return child instanceof SpaceNode.Tuple ? path : path + "." + key;
  }

  private void walkItems(Spot spot, List<SpaceNode> items) {
    for (int i = 0; i < items.size(); i++) {
      walk(spot.key() + "#" + i, spot.path(), items.get(i), spot, i, spot.when());
    }
  }

  /** The number of a parameter, those that it depends on first. */
  private int number(Spot spot) {
    Integer known = numbers.get(spot);
    if (known != null) {
      return known;
    }
    if (!onTheWay.add(spot)) {
      throw new InvalidInputException(
          new Problem(
              "search space: %s: when: must not depend on itself (%s)"
                  .formatted(
                      spot.path(),
                      String.join(", ", onTheWay.stream().map(Spot::path).sorted().toList())),
              null,
              null));
    }
    Condition when = active(spot);
    onTheWay.remove(spot);
    int number = parameters.size();
    numbers.put(spot, number);
    parameters.add(new Parameter(spot.key(), range(spot.node()), when));
    if (spot.node() instanceof SpaceNode.Axis) {
      axes.add(number);
    }
    return number;
  }

  private Condition active(Spot spot) {
    Condition active = Condition.always();
    Spot under = spot.under();
    if (under != null) {
      active = new Condition.Item(number(under), Set.of(spot.item()));
    }
    List<SpaceNode.Conditional> outer = under == null ? List.of() : under.when();
    for (SpaceNode.Conditional conditional :
        spot.when().subList(Math.min(outer.size(), spot.when().size()), spot.when().size())) {
      for (When when : conditional.when()) {
        active = active.and(condition(when));
      }
    }
    return active;
  }

  private Condition condition(When when) {
    List<Condition> any = new ArrayList<>();
    for (Spot spot : byPath.getOrDefault(when.path(), List.of())) {
      Condition passes = passes(spot, when.test());
      if (passes != null) {
        any.add(passes);
      }
    }
    return any.size() == 1 ? any.getFirst() : new Condition.Any(any);
  }

  /** When what stands there passes a test; {@code null} for never. */
  private @Nullable Condition passes(Spot spot, When.Test test) {
    return switch (spot.node()) {
      case SpaceNode.Constant constant -> test.passes(constant.value()) ? active(spot) : null;
      case Domain.Numeric numeric -> passes(number(spot), test);
      default -> null; // a choice: its items stand at the same path
    };
  }

  private static Condition passes(int parameter, When.Test test) {
    return switch (test) {
      case When.Test.Between between ->
          new Condition.Within(parameter, between.low(), between.high());
      case When.Test.OneOf oneOf ->
          new Condition.Any(
              oneOf.values().stream()
                  .filter(Number.class::isInstance)
                  .map(value -> ((Number) value).doubleValue())
                  .map(value -> (Condition) new Condition.Within(parameter, value, value))
                  .toList());
    };
  }

  private static Range range(SpaceNode node) {
    return switch (node) {
      case Domain.Numeric numeric -> new Range.Numbers(numeric);
      case Domain.Choice choice -> Weights.range(choice);
      case SpaceNode.Axis axis -> Range.Items.equal(axis.items().size(), isRising(axis.items()));
      default -> throw new IllegalArgumentException("no parameter: " + node);
    };
  }

  /** Numbers that rise are alike when they stand side by side. */
  private static boolean isRising(List<SpaceNode> items) {
    double before = Double.NEGATIVE_INFINITY;
    for (SpaceNode item : items) {
      if (!(item instanceof SpaceNode.Constant constant
          && constant.value() instanceof Number number
          && number.doubleValue() > before)) {
        return false;
      }
      before = number.doubleValue();
    }
    return items.size() > 1;
  }
}
