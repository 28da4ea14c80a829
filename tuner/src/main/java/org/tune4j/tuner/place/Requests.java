package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Bytes;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** What a trial asks for, out of the words of a sweep file. */
public final class Requests {
  private static final String TITLE = "resources: ";

  private Requests() {}

  /**
   * Reads {@code resources_per_trial}.
   *
   * @param resources one value for each key, as a variant has it; 1 CPU when it says nothing
   * @throws InvalidInputException when an amount that was drawn or computed is none
   */
  public static PlacementGroup of(Config resources) {
    try {
      return read(resources);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          new Problem("resources_per_trial: " + withoutTitle(e), null, null));
    }
  }

  private static String withoutTitle(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(TITLE) ? message.substring(TITLE.length()) : message;
  }

  private static PlacementGroup read(Config resources) {
    List<Resources> bundles = new ArrayList<>();
    if (resources.get("bundles") instanceof List<?> list) {
      list.forEach(bundle -> bundles.add(bundle(bundle)));
    }
    if (bundles.isEmpty()) {
      bundles.add(
          new Resources(
              resources.getDouble("cpu", 1),
              resources.getDouble("gpu", 0),
              bytes(resources.get("memory")),
              customAmounts(resources.getConfig("custom_resources").asMap())));
      Resources extra =
          new Resources(resources.getDouble("extra_cpu", 0), resources.getDouble("extra_gpu", 0));
      if (!extra.isNothing()) {
        bundles.add(extra);
      }
    }
    return new PlacementGroup(
        bundles, Strategy.valueOf(resources.getString("strategy", Strategy.PACK.name())));
  }

  /**
   * Reads what a key says about amounts, such as {@code {cpu: 2, custom_resources: {licence: 1}}}.
   *
   * @throws InvalidInputException when one is none, with the key
   */
  public static Resources amounts(String key, Config resources) {
    try {
      return amounts(resources);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(new Problem(key + ": " + withoutTitle(e), null, null));
    }
  }

  private static Resources amounts(Config resources) {
    return new Resources(
        resources.getDouble("cpu", 0),
        resources.getDouble("gpu", 0),
        bytes(resources.get("memory")),
        customAmounts(resources.getConfig("custom_resources").asMap()));
  }

  private static Resources bundle(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("bundles: must be a list of maps (" + value + ")");
    }
    SortedMap<String, @Nullable Object> custom = new TreeMap<>();
    map.forEach((name, amount) -> custom.put(String.valueOf(name), amount));
    Object cpu = custom.remove("cpu");
    Object gpu = custom.remove("gpu");
    Object memory = custom.remove("memory");
    return new Resources(
        number("cpu", cpu), number("gpu", gpu), bytes(memory), customAmounts(custom));
  }

  private static SortedMap<String, Double> customAmounts(Map<String, @Nullable Object> values) {
    SortedMap<String, Double> amounts = new TreeMap<>();
    values.forEach((name, value) -> amounts.put(name, number(name, value)));
    return amounts;
  }

  private static double number(String name, @Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(name + ": must be a number (" + value + ")");
  }

  private static long bytes(@Nullable Object value) {
    return value instanceof String text ? Bytes.parse(text) : (long) number("memory", value);
  }
}
