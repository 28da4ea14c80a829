package org.tune4j.space;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

/**
 * What must hold between the values of a variant, such as {@code actor_lr <= critic_lr}. It reads
 * keys of {@code config} by their names, and all else as an {@link Expression} does. Where a value
 * that it reads is not there, it holds. Immutable and thread-safe.
 */
public final class Constraint {
  private final Expression expression;
  private final @Nullable Place place;

  private Constraint(Expression expression, @Nullable Place place) {
    this.expression = expression;
    this.place = place;
  }

  /**
   * Compiles a constraint.
   *
   * @param keys the keys that {@code config} may have
   * @param place where it stands in the file
   * @throws IllegalArgumentException with what is wrong, on one line
   */
  static Constraint of(String text, Collection<String> keys, @Nullable Place place) {
    List<String> names =
        keys.stream()
            .filter(key -> key.matches("[A-Za-z_][A-Za-z0-9_]*"))
            .filter(key -> !ExpressionLanguage.ROOTS.contains(key))
            .toList();
    return new Constraint(Expression.of(text, names), place);
  }

  /** The paths of the values that it reads. */
  Set<String> references() {
    return expression.references();
  }

  /**
   * Whether it holds.
   *
   * @throws InvalidInputException when it cannot be evaluated, or is neither true nor false
   */
  public boolean holds(Config variant) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    if (variant.get("config") instanceof Map<?, ?> config) {
      config.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    values.putAll(variant.asMap());
    if (!expression.references().stream().allMatch(path -> isThere(values, path))) {
      return true;
    }
    Object value;
    try {
      value = expression.evaluate(values);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw invalid("must be true or false (" + value + ")");
  }

  private static boolean isThere(Map<?, ?> values, String path) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    if (!values.containsKey(key)) {
      return false;
    }
    return dot < 0
        || !(values.get(key) instanceof Map<?, ?> inner)
        || isThere(inner, path.substring(dot + 1));
  }

  private InvalidInputException invalid(String message) {
    return new InvalidInputException(
        new Problem("constraints: \"" + expression + "\": " + message, place, null));
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
