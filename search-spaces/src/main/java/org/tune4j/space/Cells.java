package org.tune4j.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The cells of a grid by their number, without walking those before.
 *
 * <p>The order is Tune's: axes are sorted by path and the first is the fastest; axes inside of
 * items make a grid of their own, which is walked whole for each choice of the outer items. So an
 * item counts as many times as its inner grid has cells, and a number is taken apart from the
 * slowest axis to the fastest, then from the outer level to the inner one.
 *
 * <p>Immutable and thread-safe.
 */
final class Cells {
  private final SpaceNode root;

  /** For each axis: how many cells its first items make up, from none of them to all. */
  private final IdentityHashMap<SpaceNode.Axis, BigInteger[]> starts = new IdentityHashMap<>();

  private final BigInteger count;

  Cells(SpaceNode root) {
    this.root = root;
    this.count = count(root);
  }

  /** How many there are, at least one. */
  BigInteger count() {
    return count;
  }

  /** The item of each axis that takes part in a cell, by the axis's identity. */
  IdentityHashMap<SpaceNode.Axis, SpaceNode> select(BigInteger cell) {
    check(cell);
    IdentityHashMap<SpaceNode.Axis, SpaceNode> selected = new IdentityHashMap<>();
    BigInteger rest = cell;
    List<SpaceNode> level = List.of(root);
    while (!level.isEmpty()) {
      List<SpaceNode.Axis> axes = new ArrayList<>();
      level.forEach(node -> collect(node, axes));
      rest = selectLevel(axes, rest, selected);
      level = axes.stream().map(selected::get).toList();
    }
    return selected;
  }

  private BigInteger selectLevel(
      List<SpaceNode.Axis> axes,
      BigInteger cell,
      IdentityHashMap<SpaceNode.Axis, SpaceNode> selected) {
    BigInteger faster = BigInteger.ONE; // cells of the axes that are not chosen yet
    for (SpaceNode.Axis axis : axes) {
      faster = faster.multiply(total(axis));
    }
    BigInteger chosen = BigInteger.ONE; // cells inside the items that are
    BigInteger rest = cell;
    for (SpaceNode.Axis axis : axes.reversed()) {
      faster = faster.divide(total(axis));
      BigInteger unit = faster.multiply(chosen);
      BigInteger[] start = starts(axis);
      int item = item(axis, rest.divide(unit));
      selected.put(axis, axis.items().get(item));
      rest = rest.subtract(start[item].multiply(unit));
      chosen = chosen.multiply(start[item + 1].subtract(start[item]));
    }
    return rest;
  }

  void check(BigInteger cell) {
    if (cell.signum() < 0 || cell.compareTo(count) >= 0) {
      throw new IndexOutOfBoundsException("cell " + cell + " of " + count);
    }
  }

  /** The item of an axis that the cell of that number stands in, of those that its items make. */
  int item(SpaceNode.Axis axis, BigInteger number) {
    int found = Arrays.binarySearch(starts(axis), number);
    return found >= 0 ? found : -found - 2;
  }

  /** How many cells the items of an axis before this one make. */
  BigInteger start(SpaceNode.Axis axis, int item) {
    return starts(axis)[item];
  }

  private BigInteger[] starts(SpaceNode.Axis axis) {
    BigInteger[] start = starts.get(axis);
    if (start == null) {
      throw new IllegalStateException("not of this space: " + axis.path());
    }
    return start;
  }

  /** How many cells all items of an axis make. */
  BigInteger total(SpaceNode.Axis axis) {
    return starts(axis)[axis.items().size()];
  }

  private BigInteger count(SpaceNode node) {
    return switch (node) {
      case SpaceNode.Constant c -> BigInteger.ONE;
      case SpaceNode.MapNode map -> product(map.entries().values());
      case SpaceNode.ListNode list -> product(list.items());
      case SpaceNode.Axis axis -> sum(axis);
      case SpaceNode.Tuple tuple -> count(tuple.node());
      case SpaceNode.Conditional c -> BigInteger.ONE; // holds no axes
      case Domain domain -> BigInteger.ONE; // a choice holds no axes
    };
  }

  private BigInteger product(Iterable<SpaceNode> nodes) {
    BigInteger product = BigInteger.ONE;
    for (SpaceNode node : nodes) {
      product = product.multiply(count(node));
    }
    return product;
  }

  private BigInteger sum(SpaceNode.Axis axis) {
    BigInteger[] start = new BigInteger[axis.items().size() + 1];
    start[0] = BigInteger.ZERO;
    for (int i = 0; i < axis.items().size(); i++) {
      start[i + 1] = start[i].add(count(axis.items().get(i)));
    }
    starts.put(axis, start);
    return start[axis.items().size()];
  }

  /** The axes of a node that stand inside no other axis, in the order of their paths. */
  static void collect(SpaceNode node, List<SpaceNode.Axis> axes) {
    switch (node) {
      case SpaceNode.MapNode map -> map.entries().values().forEach(child -> collect(child, axes));
      case SpaceNode.ListNode list -> list.items().forEach(child -> collect(child, axes));
      case SpaceNode.Axis axis -> axes.add(axis);
      case SpaceNode.Tuple tuple -> collect(tuple.node(), axes);
      case SpaceNode.Constant c -> {}
      case SpaceNode.Conditional c -> {}
      case Domain domain -> {}
    }
  }
}
