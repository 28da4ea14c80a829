package org.tune4j.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each cell of a grid has been tried by trials that another space may have made. Two
 * trials are of the same cell when they have the same items on all axes. Not thread-safe.
 */
public final class TriedCells {
  private final ParameterSpace space;
  private final Map<List<Integer>, Integer> counts = new HashMap<>();

  public TriedCells(SearchSpace space) {
    this.space = ParameterSpace.of(space);
  }

  /** A trial was made; one that the space lacks changes nothing. */
  public void add(Config variant) {
    List<Integer> cell = cell(variant);
    if (cell != null) {
      counts.merge(cell, 1, Integer::sum);
    }
  }

  /** Whether a variant's cell was tried; each trial answers for one variant. */
  boolean take(Config variant) {
    List<Integer> cell = counts.isEmpty() ? null : cell(variant);
    if (cell == null || !counts.containsKey(cell)) {
      return false;
    }
    counts.computeIfPresent(cell, (key, count) -> count == 1 ? null : count - 1);
    return true;
  }

  private @Nullable List<Integer> cell(Config variant) {
    double[] point = space.locate(variant);
    if (point == null) {
      return null;
    }
    List<Integer> items = new ArrayList<>();
    for (int axis : space.axes()) {
      items.add(Double.isNaN(point[axis]) ? -1 : (int) point[axis]);
    }
    return items;
  }
}
