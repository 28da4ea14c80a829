package org.tune4j.space;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A part of a search space: what one value, map or list of a config may become. */
public sealed interface SpaceNode
    permits SpaceNode.Constant, SpaceNode.MapNode, SpaceNode.ListNode, SpaceNode.Axis, Domain {

  /**
   * Always the same.
   *
   * @param value a value as {@link Config} holds it
   */
  record Constant(@Nullable Object value) implements SpaceNode {}

  /** A map of which some part varies. */
  record MapNode(SortedMap<String, SpaceNode> entries) implements SpaceNode {
    public MapNode {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
  }

  /** A list of which some part varies. */
  record ListNode(List<SpaceNode> items) implements SpaceNode {
    public ListNode {
      items = List.copyOf(items);
    }
  }

  /**
   * An axis of the grid: each item is tried, with each item of the other axes.
   *
   * @param path where it stands, such as {@code config.lr}
   * @param items at least one; they may hold axes and domains themselves
   */
  record Axis(String path, List<SpaceNode> items) implements SpaceNode {
    public Axis {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException(path + ": grid_search: must have at least one value");
      }
    }
  }
}
