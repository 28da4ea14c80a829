package org.tune4j.space;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of another value, for a key to be there.
 *
 * @param path of the other value, such as {@code config.model}; when it is not there itself,
 *     nothing holds of it
 * @param test what must hold
 */
public record When(String path, Test test) {

  /** A test of a value. */
  public sealed interface Test {
    /** Whether a value passes. */
    boolean passes(@Nullable Object value);

    /** It is one of these; numbers are the same when they are as great. */
    record OneOf(List<Object> values) implements Test {
      public OneOf {
        values = List.copyOf(values);
      }

      @Override
      public boolean passes(@Nullable Object value) {
        return values.stream().anyMatch(wanted -> same(wanted, value));
      }

      private static boolean same(Object wanted, @Nullable Object value) {
        return (wanted instanceof Number a && value instanceof Number b)
            ? a.doubleValue() == b.doubleValue()
            : wanted.equals(value);
      }
    }

    /** It is a number between these, both included. */
    record Between(double low, double high) implements Test {
      @Override
      public boolean passes(@Nullable Object value) {
        return value instanceof Number number
            && number.doubleValue() >= low
            && number.doubleValue() <= high;
      }
    }
  }

  /** Whether it holds for these parts of a variant. */
  boolean holds(Map<String, @Nullable Object> roots) {
    Object at = roots;
    for (String key : path.split("\\.", -1)) {
      at = child(at, key);
      if (at == null) {
        return false;
      }
    }
    return test.passes(at);
  }

  private static @Nullable Object child(@Nullable Object parent, String key) {
    if (parent instanceof Map<?, ?> map) {
      return map.get(key);
    }
    if (parent instanceof List<?> list && key.matches("\\d{1,9}")) {
      int index = Integer.parseInt(key);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
