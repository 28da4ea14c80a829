package org.tune4j.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/**
 * One point of a search space: an immutable nested map, equal by value.
 *
 * <p>Values are {@code String}, {@code Boolean}, {@code Long}, finite {@code Double}, {@code null},
 * and lists and maps of them. A path names a value: keys joined by dots, such as {@code
 * model.fcnet_hiddens}. Its {@linkplain #toString() text} is JSON with sorted keys, so that equal
 * configs have equal texts; {@code 1} and {@code 1.0} are different values.
 */
public final class Config {
  private static final Config EMPTY = new Config(new TreeMap<>());

  private final SortedMap<String, @Nullable Object> values;

  private Config(SortedMap<String, @Nullable Object> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** The config without any key. */
  public static Config empty() {
    return EMPTY;
  }

  /**
   * A config with a deep copy of these values. Whole numbers of any width become {@code Long},
   * floats {@code Double}.
   *
   * @throws IllegalArgumentException for a value of another kind, a NaN or an infinity
   */
  public static Config of(Map<String, ? extends @Nullable Object> values) {
    return new Config(copyMap("", values));
  }

  /**
   * Reads the text that {@link #toString()} wrote, or any JSON object.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Config parse(String json) {
    return of(Json.readObject(json));
  }

  /** The values, sorted by key at every depth; unmodifiable. */
  public SortedMap<String, @Nullable Object> asMap() {
    return values;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether the path is there, be its value {@code null} or not. */
  public boolean has(String path) {
    Object at = values;
    for (String key : path.split("\\.", -1)) {
      if (!(at instanceof Map<?, ?> map) || !map.containsKey(key)) {
        return false;
      }
      at = map.get(key);
    }
    return true;
  }

  /** The value at a path; {@code null} when it is {@code null} or not there. */
  public @Nullable Object get(String path) {
    Object at = values;
    for (String key : path.split("\\.", -1)) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(key);
    }
    return at;
  }

  /**
   * The number at a path.
   *
   * @throws IllegalArgumentException when it is not there or no number
   */
  public double getDouble(String path) {
    return typed(path, Number.class, "a number").doubleValue();
  }

  /** The number at a path, or {@code otherwise} when it is not there. */
  public double getDouble(String path, double otherwise) {
    return get(path) == null ? otherwise : getDouble(path);
  }

  /**
   * The whole number at a path; {@code 1e6} is one too.
   *
   * @throws IllegalArgumentException when it is not there or no whole number
   */
  public long getLong(String path) {
    return get(path) instanceof Double d && d == Math.rint(d) && Math.abs(d) < 0x1p63
        ? d.longValue()
        : typed(path, Long.class, "a whole number");
  }

  /** The whole number at a path, or {@code otherwise} when it is not there. */
  public long getLong(String path, long otherwise) {
    return get(path) == null ? otherwise : getLong(path);
  }

  /**
   * The truth value at a path.
   *
   * @throws IllegalArgumentException when it is not there or no truth value
   */
  public boolean getBoolean(String path) {
    return typed(path, Boolean.class, "true or false");
  }

  /** The truth value at a path, or {@code otherwise} when it is not there. */
  public boolean getBoolean(String path, boolean otherwise) {
    return get(path) == null ? otherwise : getBoolean(path);
  }

  /**
   * The text at a path.
   *
   * @throws IllegalArgumentException when it is not there or no text
   */
  public String getString(String path) {
    return typed(path, String.class, "a text");
  }

  /** The text at a path, or {@code otherwise} when it is not there. */
  public String getString(String path, String otherwise) {
    return get(path) == null ? otherwise : getString(path);
  }

  /**
   * The list at a path; unmodifiable.
   *
   * @throws IllegalArgumentException when it is not there or no list
   */
  @SuppressWarnings("unchecked") // every list inside is one that copyValue made
  public List<@Nullable Object> getList(String path) {
    return (List<@Nullable Object>) typed(path, List.class, "a list");
  }

  /** The map at a path as a config; the empty config when it is not there. */
  @SuppressWarnings("unchecked") // every map inside is one that copyMap made
  public Config getConfig(String path) {
    if (get(path) == null) {
      return EMPTY;
    }
    return new Config((SortedMap<String, @Nullable Object>) typed(path, SortedMap.class, "a map"));
  }

  /** This config with one value more or another one; maps on the way are made. */
  public Config with(String path, @Nullable Object value) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    int dot = path.indexOf('.');
    if (dot < 0) {
      patch.putAll(values);
      patch.put(path, value);
      return of(patch);
    }
    String key = path.substring(0, dot);
    Config inner = values.get(key) instanceof Map ? getConfig(key) : EMPTY;
    return with(key, inner.with(path.substring(dot + 1), value).asMap());
  }

  /** This config overlaid by another one: maps merge at every depth, all else is replaced. */
  public Config overlaidBy(Config other) {
    TreeMap<String, @Nullable Object> merged = new TreeMap<>(values);
    other.values.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map && values.get(key) instanceof Map
                    ? getConfig(key).overlaidBy(other.getConfig(key)).values
                    : value));
    return new Config(merged);
  }

  /** Every leaf by its path, sorted. A list is one leaf; so is an empty map. */
  public SortedMap<String, @Nullable Object> leaves() {
    SortedMap<String, @Nullable Object> leaves = new TreeMap<>();
    collect("", values, leaves);
    return Collections.unmodifiableSortedMap(leaves);
  }

  /** Equal when every value at every depth is. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Config config && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The canonical text: JSON with sorted keys and no white space. */
  @Override
  public String toString() {
    return Json.write(values);
  }

  private <T> T typed(String path, Class<T> type, String what) {
    Object value = get(path);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "config: "
              + path
              + ": must be "
              + what
              + (has(path) ? " (" + value + ")" : ", but is not there"));
    }
    return type.cast(value);
  }

  private static void collect(
      String prefix,
      Map<String, @Nullable Object> map,
      SortedMap<String, @Nullable Object> leaves) {
    map.forEach((key, value) -> collectValue(prefix + key, value, leaves));
  }

  @SuppressWarnings("unchecked")
  private static void collectValue(
      String path, @Nullable Object value, SortedMap<String, @Nullable Object> leaves) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      collect(path + ".", (Map<String, @Nullable Object>) map, leaves);
    } else {
      leaves.put(path, value);
    }
  }

  private static SortedMap<String, @Nullable Object> copyMap(String path, Map<?, ?> map) {
    TreeMap<String, @Nullable Object> copy = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw new IllegalArgumentException("config: " + path + key + ": a key must be a text");
          }
          copy.put(name, copyValue(path + name, value));
        });
    return Collections.unmodifiableSortedMap(copy);
  }

  private static @Nullable Object copyValue(String path, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Long l -> l;
      case Integer i -> i.longValue();
      case Short s -> s.longValue();
      case Byte b -> b.longValue();
      case Double d -> finite(path, d);
      case Float f -> finite(path, f.doubleValue());
      case Config c -> c.values;
      case Map<?, ?> m -> copyMap(path + ".", m);
      case List<?> l -> copyList(path, l);
      default ->
          throw new IllegalArgumentException(
              "config: "
                  + path
                  + ": must be a text, a truth value, a number, a list or a map, not a "
                  + value.getClass().getSimpleName());
    };
  }

  private static List<@Nullable Object> copyList(String path, List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      copy.add(copyValue(path + "." + i, list.get(i)));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Double finite(String path, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("config: " + path + ": must be finite (" + value + ")");
    }
    return value == 0 ? Double.valueOf(0.0) : Double.valueOf(value); // one zero
  }
}
