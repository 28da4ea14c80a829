package org.tune4j.rl.space;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One point of each part; every part has a name. In the flat encoding the parts stand in the order
 * of their names, whatever the order of the map that they came in: a map without an order of its
 * own could make the encoding another one in each run.
 *
 * @param parts at least one, sorted by name; they may be made of parts themselves
 */
public record Dict(SortedMap<String, Space> parts) implements Space {
  public Dict {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Dict: must have at least one part");
    }
    // not new TreeMap(SortedMap), which would keep an order of another kind
    TreeMap<String, Space> sorted = new TreeMap<>();
    sorted.putAll(parts);
    parts = Collections.unmodifiableSortedMap(sorted);
  }

  /** Takes the parts in the order of their names, whatever the order of the map. */
  public Dict(Map<String, ? extends Space> parts) {
    this((SortedMap<String, Space>) new TreeMap<String, Space>(parts));
  }

  @Override
  public int size() {
    return Parts.size(parts.values());
  }

  @Override
  public boolean contains(float[] point, int offset) {
    return Parts.contain(parts.values(), point, offset);
  }

  @Override
  public void sample(RandomGenerator random, float[] point, int offset) {
    Parts.sample(parts.values(), random, point, offset);
  }

  @Override
  public String toString() {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + ": " + part.getValue())
        .collect(Collectors.joining(", ", "Dict(", ")"));
  }
}
