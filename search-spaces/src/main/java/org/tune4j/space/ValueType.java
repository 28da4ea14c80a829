package org.tune4j.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Problems;

/** What values a config key takes. Values are those of {@link Config}. */
public sealed interface ValueType {

  /**
   * What is wrong with a value, as the end of a sentence that begins with the key: {@code must be a
   * whole number from 1}. {@code null} when nothing is.
   */
  @Nullable String problem(@Nullable Object value);

  /**
   * What to try in place of a wrong value, after "Maybe "; {@code null} when there is no good
   * guess.
   */
  default @Nullable String hint(@Nullable Object value) {
    return null;
  }

  /**
   * The form in which a config holds an accepted value: a whole number is a {@code Long}, be it
   * written {@code 1e6} or not.
   */
  default @Nullable Object canonical(@Nullable Object value) {
    return value;
  }

  /** Anything. */
  record Any() implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      return null;
    }
  }

  /** True or false. */
  record Bool() implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      return value instanceof Boolean ? null : "must be true or false";
    }
  }

  /** A whole number, both bounds included; a float with a whole value, such as 1e6, will do. */
  record Whole(long min, long max) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      return canonical(value) instanceof Long n && n >= min && n <= max
          ? null
          : min == max
              ? "must be " + min
              : "must be a whole number"
                  + range(String.valueOf(min), String.valueOf(max), (double) min, (double) max);
    }

    @Override
    public @Nullable Object canonical(@Nullable Object value) {
      return value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 0x1p63
          ? (Object) d.longValue()
          : value;
    }
  }

  /** A number, both bounds included. */
  record Real(double min, double max) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
        return null;
      }
      return "must be a number"
          + (min == Double.MIN_VALUE ? " above 0" : "")
          + range(
              Problems.show(min),
              Problems.show(max),
              min == Double.MIN_VALUE ? Double.NEGATIVE_INFINITY : min,
              max);
    }
  }

  /** A text; any when {@code allowed} is empty. */
  record Text(SortedSet<String> allowed) implements ValueType {
    public Text {
      allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
    }

    /** One of these words, or any text when there are none. */
    public static Text of(String... allowed) {
      return new Text(new TreeSet<>(List.of(allowed)));
    }

    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (value instanceof String text && (allowed.isEmpty() || allowed.contains(text))) {
        return null;
      }
      return allowed.isEmpty() ? "must be a text" : "must be one of " + String.join(", ", allowed);
    }

    @Override
    public @Nullable String hint(@Nullable Object value) {
      return value instanceof String text ? Problems.useNearest(text, allowed) : null;
    }
  }

  /**
   * A name that is known, or the name of a Java class, which is looked up only when a trial starts.
   */
  record Name(String what, SortedSet<String> known) implements ValueType {
    public Name {
      known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }

    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (value instanceof String text && (known.contains(text) || text.contains("."))) {
        return null;
      }
      return "must be " + what + " (" + String.join(", ", known) + ") or the name of a Java class";
    }

    @Override
    public @Nullable String hint(@Nullable Object value) {
      return value instanceof String text ? Problems.useNearest(text, known) : null;
    }
  }

  /**
   * The name of a Java class, which is looked up only when a trial starts.
   *
   * @param type what it must be, for errors
   */
  record ClassName(String type) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      return value instanceof String text && text.matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*")
          ? null
          : "must be the name of a Java class that implements " + type;
    }

    @Override
    public @Nullable String hint(@Nullable Object value) {
      return value instanceof Map
          ? "write such a class: a map of functions would be code in the file"
          : null;
    }
  }

  /** A list with items of one type. */
  record ListOf(ValueType item) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (!(value instanceof List<?> list)) {
        return "must be a list";
      }
      for (int i = 0; i < list.size(); i++) {
        String problem = item.problem(list.get(i));
        if (problem != null) {
          return "item " + (i + 1) + " " + problem;
        }
      }
      return null;
    }

    @Override
    public @Nullable Object canonical(@Nullable Object value) {
      if (!(value instanceof List<?> list)) {
        return value;
      }
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(v -> copy.add(item.canonical(v)));
      return copy;
    }
  }

  /** A map with keys of its own. */
  record MapOf(ConfigSchema schema) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        return "must be a map";
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        ConfigSchema.Key key = schema.key(String.valueOf(entry.getKey()));
        if (key == null) {
          if (!schema.open()) {
            return "has no key " + entry.getKey();
          }
          continue;
        }
        String problem = key.type().problem(entry.getValue());
        if (problem != null) {
          return "." + entry.getKey() + (problem.startsWith(".") ? "" : " ") + problem;
        }
      }
      return null;
    }

    /** The hint for what {@link #problem} tells of: the first key that is wrong. */
    @Override
    public @Nullable String hint(@Nullable Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        return null;
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = String.valueOf(entry.getKey());
        ConfigSchema.Key key = schema.key(name);
        if (key == null && !schema.open()) {
          return Problems.useNearest(name, schema.names());
        }
        if (key != null && key.type().problem(entry.getValue()) != null) {
          return key.type().hint(entry.getValue());
        }
      }
      return null;
    }

    @Override
    public @Nullable Object canonical(@Nullable Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        return value;
      }
      Map<String, @Nullable Object> copy = new TreeMap<>();
      map.forEach(
          (k, v) -> {
            ConfigSchema.Key key = schema.key(String.valueOf(k));
            copy.put(String.valueOf(k), key == null ? v : key.type().canonical(v));
          });
      return copy;
    }
  }

  /** One of several types. */
  record AnyOf(List<ValueType> types) implements ValueType {
    public AnyOf {
      types = List.copyOf(types);
    }

    /** A value of that type, or {@code null}. */
    public static AnyOf orNull(ValueType type) {
      return new AnyOf(List.of(type, new Null()));
    }

    @Override
    public @Nullable String problem(@Nullable Object value) {
      if (types.stream().anyMatch(t -> t.problem(value) == null)) {
        return null;
      }
      List<String> problems = types.stream().map(t -> String.valueOf(t.problem(value))).toList();
      return problems.stream()
          .filter(problem -> !problem.startsWith("must ")) // of a part: the rest is as it must be
          .findFirst()
          .orElseGet(
              () ->
                  problems.stream()
                      .map(problem -> problem.replaceFirst("^must be ", ""))
                      .collect(Collectors.joining(" or ", "must be ", "")));
    }

    @Override
    public @Nullable Object canonical(@Nullable Object value) {
      for (ValueType type : types) {
        if (type.problem(value) == null) {
          return type.canonical(value);
        }
      }
      return value;
    }

    @Override
    public @Nullable String hint(@Nullable Object value) {
      return types.stream().map(t -> t.hint(value)).filter(h -> h != null).findFirst().orElse(null);
    }
  }

  /** Only {@code null}. */
  record Null() implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object value) {
      return value == null ? null : "must be null";
    }
  }

  /**
   * One value (or {@code null}), because other values are known but not supported.
   *
   * @param value a text, a truth value, a number, or an empty list or map
   * @param why what other values would mean: {@code bandits are not supported yet}
   */
  record Only(Object value, String why) implements ValueType {
    @Override
    public @Nullable String problem(@Nullable Object other) {
      boolean same =
          (value instanceof Number a && other instanceof Number b)
              ? a.doubleValue() == b.doubleValue()
              : value.equals(other);
      return same || other == null ? null : "must be " + value + ", because " + why;
    }
  }

  /**
   * A type of which some texts are known but not supported.
   *
   * @param why what each of these texts would mean: {@code bandits are not supported yet}
   */
  record Except(ValueType type, SortedMap<String, String> why) implements ValueType {
    public Except {
      why = Collections.unmodifiableSortedMap(new TreeMap<>(why));
    }

    @Override
    public @Nullable String problem(@Nullable Object value) {
      String reason = value instanceof String text ? why.get(text) : null;
      return reason == null ? type.problem(value) : "must not be " + value + ", because " + reason;
    }

    @Override
    public @Nullable String hint(@Nullable Object value) {
      return value instanceof String text && why.containsKey(text) ? null : type.hint(value);
    }

    @Override
    public @Nullable Object canonical(@Nullable Object value) {
      return type.canonical(value);
    }
  }

  private static String range(String min, String max, double low, double high) {
    boolean below = low > -1e18;
    boolean above = high < 1e18;
    if (below && above) {
      return " from " + min + " to " + max;
    }
    return below ? " from " + min : above ? " up to " + max : "";
  }
}
