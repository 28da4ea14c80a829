package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CellsTest {

  @Test
  void axesInsideOfItemsAreAnInnerGrid() {
    SearchSpace space =
        Spaces.of(
            """
            config:
              b: {grid_search: [1, 2]}
              a:
                grid_search:
                  - {x: {grid_search: [7, 8]}}
                  - 5
            """);
    assertThat(space.cells()).isEqualTo(6);
    List<String> variants = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Config config = space.variant(BigInteger.valueOf(i), 1, i).getConfig("config");
      variants.add(config.toString());
    }
    assertThat(variants)
        .containsExactly(
            "{\"a\":{\"x\":7},\"b\":1}",
            "{\"a\":{\"x\":8},\"b\":1}",
            "{\"a\":5,\"b\":1}",
            "{\"a\":{\"x\":7},\"b\":2}",
            "{\"a\":{\"x\":8},\"b\":2}",
            "{\"a\":5,\"b\":2}");
  }

  @Test
  void theArithmeticAgreesWithWalking() {
    for (int seed = 0; seed < 300; seed++) {
      SpaceNode node = node(Seeds.random(3, "cells", seed), 0);
      SpaceNode.MapNode root = new SpaceNode.MapNode(new TreeMap<>(Map.of("config", node)));
      List<Object> walked = new ArrayList<>();
      walk(root, new IdentityHashMap<>(), walked);
      SearchSpace space = new SearchSpace(root);
      assertThat(space.cells()).as("seed %d", seed).isEqualTo(walked.size());
      for (int i = 0; i < walked.size(); i++) {
        assertThat(space.variant(BigInteger.valueOf(i), 1, 0).asMap())
            .as("seed %d, cell %d", seed, i)
            .isEqualTo(walked.get(i));
      }
    }
  }

  @Test
  void cellsBeyondTheGridAreRefused() {
    SearchSpace space = Spaces.of("config: {a: {grid_search: [1, 2]}}\n");
    assertThatThrownBy(() -> space.variant(BigInteger.TWO, 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> space.variant(BigInteger.valueOf(-1), 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /**
   * Tune's own way: walk the outer grid, the first axis fastest; in each cell, walk the axes that
   * the chosen items bring.
   */
  private static void walk(
      SpaceNode root, IdentityHashMap<SpaceNode.Axis, SpaceNode> chosen, List<Object> out) {
    List<SpaceNode.Axis> open = new ArrayList<>();
    openAxes(root, chosen, open);
    if (open.isEmpty()) {
      out.add(value(root, chosen));
      return;
    }
    int[] index = new int[open.size()];
    while (true) {
      IdentityHashMap<SpaceNode.Axis, SpaceNode> next = new IdentityHashMap<>(chosen);
      for (int i = 0; i < index.length; i++) {
        next.put(open.get(i), open.get(i).items().get(index[i]));
      }
      walk(root, next, out);
      int at = 0;
      while (at < index.length && ++index[at] == open.get(at).items().size()) {
        index[at++] = 0;
      }
      if (at == index.length) {
        return;
      }
    }
  }

  private static void openAxes(
      SpaceNode node,
      IdentityHashMap<SpaceNode.Axis, SpaceNode> chosen,
      List<SpaceNode.Axis> open) {
    switch (node) {
      case SpaceNode.MapNode map -> map.entries().values().forEach(n -> openAxes(n, chosen, open));
      case SpaceNode.ListNode list -> list.items().forEach(n -> openAxes(n, chosen, open));
      case SpaceNode.Axis axis when chosen.containsKey(axis) ->
          openAxes(chosen.get(axis), chosen, open);
      case SpaceNode.Axis axis -> open.add(axis);
      default -> {}
    }
  }

  private static @Nullable Object value(
      SpaceNode node, IdentityHashMap<SpaceNode.Axis, SpaceNode> chosen) {
    return switch (node) {
      case SpaceNode.MapNode map -> {
        Map<String, @Nullable Object> values = new TreeMap<>();
        map.entries().forEach((k, n) -> values.put(k, value(n, chosen)));
        yield values;
      }
      case SpaceNode.ListNode list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.items().forEach(n -> values.add(value(n, chosen)));
        yield values;
      }
      case SpaceNode.Axis axis -> value(chosen.get(axis), chosen);
      case SpaceNode.Constant constant -> constant.value();
      case SpaceNode.Conditional conditional -> throw new AssertionError("not made here");
      case SpaceNode.Tuple tuple -> throw new AssertionError("not made here");
      case Domain domain -> throw new AssertionError("not made here");
    };
  }

  private static SpaceNode node(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 3 ? 1 : depth == 0 ? 2 : 4) + (depth == 0 ? 1 : 0)) {
      case 1 -> {
        TreeMap<String, SpaceNode> entries = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
          entries.put("" + (char) ('a' + random.nextInt(5)), node(random, depth + 1));
        }
        yield new SpaceNode.MapNode(entries);
      }
      case 2 -> new SpaceNode.Axis("", several(random, depth));
      case 3 -> new SpaceNode.ListNode(several(random, depth));
      default -> new SpaceNode.Constant((long) random.nextInt(100));
    };
  }

  private static List<SpaceNode> several(RandomGenerator random, int depth) {
    List<SpaceNode> items = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      items.add(node(random, depth + 2));
    }
    return items;
  }
}
