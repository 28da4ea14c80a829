package org.tune4j.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.tune4j.math.JoeKuo;

/**
 * The cells of a grid in an order that fills it evenly.
 *
 * <p>A number is taken apart into a digit for each axis, as the listed order does. The first axis
 * takes its digit times a step near the golden section of its size, so that its items come far
 * apart. Each further one starts where a coordinate of a Sobol sequence says, whose index are the
 * digits before, and its own digit moves it on by such steps. So all axes move from the start; and
 * as the digits before can be told from the items before, no cell comes twice. An item that holds a
 * grid counts as often as that has cells, which are filled in the same way.
 *
 * <p>Immutable and thread-safe.
 */
final class SpreadCells {
  private static final BigInteger GOLDEN = BigInteger.valueOf(2_654_435_769L); // of 2^32

  private final SpaceNode root;
  private final Cells cells;

  SpreadCells(SpaceNode root, Cells cells) {
    this.root = root;
    this.cells = cells;
  }

  /** The item of each axis that takes part in a cell, by the axis's identity. */
  IdentityHashMap<SpaceNode.Axis, SpaceNode> select(BigInteger number) {
    cells.check(number);
    IdentityHashMap<SpaceNode.Axis, SpaceNode> selected = new IdentityHashMap<>();
    select(root, number, selected);
    return selected;
  }

  private void select(
      SpaceNode node, BigInteger number, IdentityHashMap<SpaceNode.Axis, SpaceNode> selected) {
    List<SpaceNode.Axis> axes = new ArrayList<>();
    Cells.collect(node, axes);
    BigInteger rest = number;
    BigInteger before = BigInteger.ONE; // how many numbers the digits before make
    for (int i = 0; i < axes.size(); i++) {
      SpaceNode.Axis axis = axes.get(i);
      BigInteger size = cells.total(axis);
      BigInteger[] next = rest.divideAndRemainder(size);
      BigInteger moved = next[1].multiply(step(size));
      BigInteger place = start(i, size, number.mod(before)).add(moved).mod(size);
      int item = cells.item(axis, place);
      selected.put(axis, axis.items().get(item));
      select(axis.items().get(item), place.subtract(cells.start(axis, item)), selected);
      before = before.multiply(size);
      rest = next[0];
    }
  }

  private static BigInteger start(int axis, BigInteger size, BigInteger index) {
    if (axis == 0) {
      return BigInteger.ZERO;
    }
    int digits = JoeKuo.digits((axis - 1) % JoeKuo.DIMENSIONS, index.intValue());
    return size.multiply(BigInteger.valueOf(Integer.toUnsignedLong(digits))).shiftRight(32);
  }

  /** Near the golden section of a size, and without a common divisor with it. */
  private static BigInteger step(BigInteger size) {
    BigInteger step = size.multiply(GOLDEN).shiftRight(32).max(BigInteger.ONE);
    while (!step.gcd(size).equals(BigInteger.ONE)) {
      step = step.add(BigInteger.ONE);
    }
    return step;
  }
}
