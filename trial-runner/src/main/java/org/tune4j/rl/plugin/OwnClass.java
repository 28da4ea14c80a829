package org.tune4j.rl.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A class that a user names where a sweep expects a {@code T}.
 *
 * @param type what the class must be
 * @param parameters what its public constructor takes
 */
public record OwnClass<T>(Class<T> type, List<Class<?>> parameters) {

  public OwnClass {
    parameters = List.copyOf(parameters);
  }

  /** A class whose constructor takes these. */
  public static <T> OwnClass<T> of(Class<T> type, Class<?>... parameters) {
    return new OwnClass<>(type, Arrays.asList(parameters));
  }

  /**
   * An object of a named class whose constructor takes a config or nothing.
   *
   * @param key where the name stands, for errors
   * @throws InvalidInputException when there is no such class, or it cannot be made
   */
  public static <T> T configured(Class<T> type, String key, String name, Config config) {
    return offered(type, key, name, config);
  }

  /**
   * An object of a named class whose constructor takes one of these, or nothing.
   *
   * @param key where the name stands, for errors
   * @param offers the first one that a constructor takes is taken
   * @throws InvalidInputException when there is no such class, or it cannot be made
   */
  public static <T> T offered(Class<T> type, String key, String name, Object... offers) {
    for (Object offer : offers) {
      if (takes(name, offer.getClass())) {
        return OwnClass.of(type, offer.getClass()).make(key, name, offer);
      }
    }
    String signatures =
        Arrays.stream(offers)
            .map(offer -> "(" + name(offer.getClass()) + ")")
            .collect(Collectors.joining(", ", "", " or ()"));
    return OwnClass.of(type).make(key, name, signatures, new Object[0]);
  }

  /** Whether there is a class of that name, of whatever kind. */
  public static boolean exists(String name) {
    try {
      Class.forName(name, false, loader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    } catch (LinkageError e) {
      return true;
    }
  }

  private static boolean takes(String name, Class<?>... parameters) {
    try {
      return Class.forName(name, false, loader()).getConstructor(parameters).getParameterCount()
          > 0;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  /**
   * An object of a named class.
   *
   * @param key where the name stands, for errors: {@code model.custom_action_dist}
   * @param name of the class, with its package
   * @param arguments for the constructor
   * @throws InvalidInputException when there is no such class, or it cannot be made
   */
  public T make(String key, String name, Object... arguments) {
    return make(key, name, signature(), arguments);
  }

  private T make(String key, String name, String signatures, Object[] arguments) {
    try {
      Class<?> found = Class.forName(name, true, loader());
      if (!type.isAssignableFrom(found)) {
        throw problem(key, name, "must implement " + type.getName(), null);
      }
      return type.cast(
          found.getConstructor(parameters.toArray(Class[]::new)).newInstance(arguments));
    } catch (ClassNotFoundException e) {
      throw problem(key, name, "there is no such class", "its jar is not on the class path");
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof InvalidInputException said
          ? said
          : problem(key, name, "its constructor failed: " + e.getCause(), null);
    } catch (ExceptionInInitializerError e) {
      throw problem(key, name, "its static initialiser failed: " + e.getCause(), null);
    } catch (LinkageError e) {
      throw problem(key, name, "it cannot be loaded: " + e, null);
    } catch (ReflectiveOperationException e) {
      throw problem(
          key, name, "must be a public class with a public constructor " + signatures, null);
    }
  }

  private String signature() {
    return parameters.stream().map(OwnClass::name).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : OwnClass.class.getClassLoader();
  }

  private static InvalidInputException problem(
      String key, String name, String what, @Nullable String maybe) {
    return new InvalidInputException(new Problem(key + ": " + name + ": " + what, null, maybe));
  }
}
