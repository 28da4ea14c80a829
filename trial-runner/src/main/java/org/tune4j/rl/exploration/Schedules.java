package org.tune4j.rl.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Problems;

/** Reads schedules. Names and keys are those of RLlib's schedule classes. */
final class Schedules {
  private static final Map<String, Set<String>> KEYS =
      new TreeMap<>(
          Map.of(
              "constant", Set.of("value"),
              "linear", Set.of("schedule_timesteps", "initial_p", "final_p"),
              "polynomial", Set.of("schedule_timesteps", "initial_p", "final_p", "power"),
              "exponential", Set.of("schedule_timesteps", "initial_p", "decay_rate"),
              "piecewise", Set.of("endpoints", "outside_value")));

  private Schedules() {}

  /** From a map with a {@code type}. */
  static Schedule of(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new TreeMap<>();
    map.forEach((key, value) -> named.put(String.valueOf(key), value));
    Config config = Config.of(named);
    String type = type(named.get("type"));
    check(named, type);
    return switch (type) {
      case "constant" -> new Schedule.Constant(config.getDouble("value", 0));
      case "linear" -> polynomial(config, 1);
      case "polynomial" -> polynomial(config, config.getDouble("power", 2));
      case "exponential" ->
          new Schedule.Exponential(
              config.getDouble("initial_p", 1), config.getDouble("decay_rate", 0.1), steps(config));
      default -> within(config);
    };
  }

  /** From a list of {@code [step, value]} pairs. */
  static Schedule.Piecewise piecewise(@Nullable Object points) {
    List<Schedule.Point> read = new ArrayList<>();
    for (Object item : points instanceof List<?> list ? list : List.of("none")) {
      if (!(item instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof Number step)
          || !(pair.get(1) instanceof Number value)) {
        throw new IllegalArgumentException(
            "schedule: must be a list of pairs [step, value] (" + points + ")");
      }
      read.add(new Schedule.Point(step.longValue(), value.doubleValue()));
    }
    return new Schedule.Piecewise(read);
  }

  private static Schedule polynomial(Config config, double power) {
    return new Schedule.Polynomial(
        config.getDouble("initial_p", 1), config.getDouble("final_p", 0), steps(config), power);
  }

  private static Schedule within(Config config) {
    Schedule.Piecewise inside = piecewise(config.get("endpoints"));
    if (config.get("outside_value") == null) {
      return inside;
    }
    return new Schedule.Within(
        inside,
        inside.points().getFirst().step(),
        inside.points().getLast().step(),
        config.getDouble("outside_value"));
  }

  private static long steps(Config config) {
    double steps = config.getDouble("schedule_timesteps", 0);
    if (!(steps >= 1)) {
      throw new IllegalArgumentException(
          "schedule: schedule_timesteps must be at least 1 (" + Problems.show(steps) + ")");
    }
    return (long) steps;
  }

  /** {@code exponential} for {@code ExponentialSchedule}, with or without a package. */
  private static String type(@Nullable Object value) {
    String name = String.valueOf(value);
    String simple = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = simple.replaceFirst("schedule$", "");
    if (!KEYS.containsKey(type)) {
      throw new IllegalArgumentException(
          "schedule: type must be one of "
              + String.join(", ", KEYS.keySet())
              + " ("
              + (value == null ? "it is missing" : name)
              + ")");
    }
    return type;
  }

  private static void check(Map<String, ?> map, String type) {
    for (String key : map.keySet()) {
      if (!key.equals("type") && !KEYS.getOrDefault(type, Set.of()).contains(key)) {
        throw new IllegalArgumentException("schedule: " + type + " has no key " + key);
      }
    }
  }
}
