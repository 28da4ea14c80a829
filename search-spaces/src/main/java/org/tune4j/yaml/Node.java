package org.tune4j.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file that knows where it stands. */
public sealed interface Node {
  /** Where the value begins. */
  Place place();

  /**
   * A single value.
   *
   * @param value a {@code String}, {@code Long}, {@code Double} (possibly not finite), {@code
   *     Boolean} or {@code null}
   */
  record Scalar(Place place, @Nullable Object value) implements Node {}

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A map, in the order of the file.
   *
   * @param entries by key
   */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key; {@code null} when the key is not there. */
    public @Nullable Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }
  }

  /**
   * One key of a map and its value.
   *
   * @param keyPlace where the key stands
   */
  record Entry(Place keyPlace, Node value) {}
}
