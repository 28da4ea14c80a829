package org.tune4j.space;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Place;

/** A part of a search space: what one value, map or list of a config may become. */
public sealed interface SpaceNode
    permits SpaceNode.Constant,
        SpaceNode.MapNode,
        SpaceNode.ListNode,
        SpaceNode.Axis,
        SpaceNode.Conditional,
        SpaceNode.Tuple,
        Domain {

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
   * The value of a key that is there only when others have certain values. Stands in maps only.
   *
   * @param path where it stands, such as {@code config.momentum}
   * @param node what it may become then; holds no axes
   * @param when all that must hold; at least one
   * @param place where it stands in the file
   */
  record Conditional(String path, SpaceNode node, List<When> when, @Nullable Place place)
      implements SpaceNode {
    public Conditional {
      when = List.copyOf(when);
    }
  }

  /**
   * Keys of a map that vary together. Stands in maps only, under the names of all its keys.
   *
   * @param keys two at least, by their paths from that map
   * @param node a choice or an axis, or one that is there under a condition; each of its items is a
   *     map with a value at each of the paths, which become part of the map around
   */
  record Tuple(List<String> keys, SpaceNode node) implements SpaceNode {
    public Tuple {
      keys = List.copyOf(keys);
    }

    /** What it is called in its map: {@code lr, batch}. */
    String name() {
      return String.join(", ", keys);
    }

    /**
     * Whether it gives a value, a part of it, or a part of a map.
     *
     * @param at where it stands
     * @param path of the value
     */
    boolean gives(String at, String path) {
      String around = at.substring(0, at.length() - name().length());
      return keys.stream()
          .map(around::concat)
          .anyMatch(
              key -> key.equals(path) || key.startsWith(path + ".") || path.startsWith(key + "."));
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
