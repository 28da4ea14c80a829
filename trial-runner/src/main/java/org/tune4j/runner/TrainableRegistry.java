package org.tune4j.runner;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * The trainables that sweeps can name: those of all {@link TrainableProvider}s on the class path,
 * those registered by the program, and any public class that implements {@link Trainable}, under
 * its full name. Thread-safe.
 */
public final class TrainableRegistry {
  private final Map<String, TrainableType> types = new ConcurrentHashMap<>();
  private final List<String> missing = new CopyOnWriteArrayList<>();
  private final ClassLoader loader;

  private TrainableRegistry(ClassLoader loader) {
    this.loader = loader;
  }

  /** A registry with what the class path of the running thread has. */
  public static TrainableRegistry load() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return load(context == null ? TrainableRegistry.class.getClassLoader() : context);
  }

  /** A registry with what a class loader finds. */
  public static TrainableRegistry load(ClassLoader loader) {
    TrainableRegistry registry = new TrainableRegistry(loader);
    registry.addProviders(ServiceLoader.load(TrainableProvider.class, loader).iterator());
    return registry;
  }

  /**
   * Adds a trainable.
   *
   * @throws IllegalArgumentException when another one has that name
   */
  public void register(TrainableType type) {
    TrainableType known = types.putIfAbsent(type.name(), type);
    if (known != null && !known.equals(type)) {
      throw new IllegalArgumentException("trainable " + type.name() + ": is registered already");
    }
  }

  /** All names, but not those of classes. */
  public SortedSet<String> names() {
    return new TreeSet<>(types.keySet());
  }

  /** {@link #resolve(String, Place)} for a name that stands in no file. */
  public TrainableType resolve(String name) {
    return resolve(name, null);
  }

  /**
   * The trainable of that name.
   *
   * @param place where the name stands, for the message
   * @throws InvalidInputException when there is none: why, and the nearest name
   */
  public TrainableType resolve(String name, @Nullable Place place) {
    TrainableType type = types.get(name);
    if (type != null) {
      return type;
    }
    Maker<Trainable> maker =
        name.contains(".")
            ? ofClass("run", Trainable.class, name)
            : new Maker<>(null, unknown(name));
    if (maker.constructor == null) {
      throw new InvalidInputException(
          new Problem(maker.problem, place, Problems.useNearest(name, names())));
    }
    Constructor<? extends Trainable> constructor = maker.constructor;
    return TrainableType.of(name, () -> newInstance(constructor));
  }

  /**
   * A new part of a trial.
   *
   * @param className a public class that implements {@link TrialPart}
   * @throws InvalidInputException when there is none: why
   */
  TrialPart part(String className) {
    Maker<TrialPart> maker = ofClass("part", TrialPart.class, className);
    if (maker.constructor == null) {
      throw new InvalidInputException(new Problem(maker.problem, null, null));
    }
    return newInstance(maker.constructor);
  }

  /** How a class is made, or why it cannot be. */
  private record Maker<T>(@Nullable Constructor<? extends T> constructor, String problem) {}

  private void addProviders(Iterator<TrainableProvider> providers) {
    while (true) {
      try {
        for (TrainableType type : providers.next().types()) {
          types.putIfAbsent(type.name(), type);
        }
      } catch (NoSuchElementException e) {
        return;
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        missing.add(e.getCause() == null ? e.toString() : e + ", caused by " + e.getCause());
      }
    }
  }

  private String unknown(String name) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "run: no trainable is named " + name + " (known: " + String.join(", ", names()) + ")");
    missing.forEach(m -> lines.add("  some trainables are missing: " + m));
    return String.join("\n", lines);
  }

  private <T> Maker<T> ofClass(String key, Class<T> type, String name) {
    String subject = key + ": class " + name;
    try {
      Class<?> found = Class.forName(name, false, loader);
      if (!type.isAssignableFrom(found)) {
        return new Maker<>(null, subject + " must implement " + type.getName());
      }
      if (!Modifier.isPublic(found.getModifiers()) || Modifier.isAbstract(found.getModifiers())) {
        return new Maker<>(null, subject + " must be public and not abstract");
      }
      return new Maker<>(found.asSubclass(type).getConstructor(), "");
    } catch (ClassNotFoundException e) {
      return new Maker<>(null, key + ": no class " + name + " is on the class path");
    } catch (NoSuchMethodException e) {
      return new Maker<>(null, subject + " must have a public constructor without parameters");
    } catch (LinkageError e) {
      return new Maker<>(null, subject + " cannot be loaded (" + e + ")");
    }
  }

  private static <T> T newInstance(Constructor<? extends T> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + ": could not make an object", e);
    }
  }
}
