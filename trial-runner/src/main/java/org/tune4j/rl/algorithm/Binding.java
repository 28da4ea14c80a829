package org.tune4j.rl.algorithm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/**
 * Fills a record from a resolved config: the component {@code numSgdIter} from the key {@code
 * num_sgd_iter}. A component may be a number, a truth value, a text, a list, a {@link Config},
 * another such record, or an {@link Object} for what has a form of its own.
 */
public final class Binding {
  private Binding() {}

  /** A record of that type with the config's values. */
  public static <R extends Record> R bind(Class<R> type, Config config) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = key(components[i].getName());
      if (!config.has(key)) {
        throw new IllegalArgumentException(
            "config: " + key + ": is not there, but " + type.getSimpleName() + " has it");
      }
      values[i] = value(components[i].getType(), key, config);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("config: " + type.getSimpleName() + " cannot be made", e);
    }
  }

  /** The key of a component: {@code numSgdIter} → {@code num_sgd_iter}. */
  static String key(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object value(Class<?> type, String key, Config config) {
    Object value = config.get(key);
    if (type == Config.class) {
      return config.getConfig(key);
    }
    if (type.isRecord() && value != null) {
      return bind(type.asSubclass(Record.class), config.getConfig(key));
    }
    if (value instanceof Number number) {
      return number(type, number);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(item -> item instanceof Long whole ? (Object) whole.intValue() : item)
          .toList();
    }
    return value;
  }

  private static Object number(Class<?> type, Number number) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(number.longValue());
    }
    if (type == long.class || type == Long.class) {
      return number.longValue();
    }
    return type == double.class || type == Double.class ? (Object) number.doubleValue() : number;
  }
}
