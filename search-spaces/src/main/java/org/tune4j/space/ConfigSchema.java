package org.tune4j.space;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a trainable takes in its config.
 *
 * @param keys by name
 * @param aliases names of other versions, by the path from here of the key they stand for: {@code
 *     buffer_size} → {@code replay_buffer_config.capacity}
 * @param open whether other keys are welcome too
 */
public record ConfigSchema(Map<String, Key> keys, Map<String, String> aliases, boolean open) {

  /**
   * One key.
   *
   * @param name as users write it
   * @param type what values it takes
   * @param doc one line of explanation
   */
  public record Key(String name, ValueType type, String doc) {}

  public ConfigSchema {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /** A schema that takes every key and value. */
  public static ConfigSchema anything() {
    return new ConfigSchema(Map.of(), Map.of(), true);
  }

  /** A schema of these keys and no others. */
  public static ConfigSchema of(Collection<Key> keys, Map<String, String> aliases) {
    Map<String, Key> byName = new LinkedHashMap<>();
    keys.forEach(key -> byName.put(key.name(), key));
    return new ConfigSchema(byName, aliases, false);
  }

  /** Every name that a config may use: keys and aliases. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(keys.keySet());
    names.addAll(aliases.keySet());
    return names;
  }

  /** The key of that name; {@code null} when there is none. */
  public @Nullable Key key(String name) {
    return keys.get(name);
  }
}
