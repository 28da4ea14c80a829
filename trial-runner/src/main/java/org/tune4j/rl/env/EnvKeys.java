package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tune4j.space.Config;
import org.tune4j.yaml.Problems;

/** Reads the {@code env_config} of tune4j's own environments; errors name the key. */
final class EnvKeys {
  private static final String STEP_LIMIT = "max_episode_steps";

  private final Config config;

  /**
   * @throws IllegalArgumentException when the config has a key that is none of these and not {@code
   *     max_episode_steps}, which every environment has
   */
  EnvKeys(EnvContext context, String... known) {
    config = context.envConfig();
    Set<String> all = new TreeSet<>(Arrays.asList(known));
    all.add(STEP_LIMIT);
    for (String key : config.asMap().keySet()) {
      if (!all.contains(key)) {
        String nearest = Problems.nearest(key, all);
        throw new IllegalArgumentException(
            "env_config."
                + key
                + ": is not known\n  Maybe "
                + (nearest == null ? "one of " + String.join(", ", all) : "use " + nearest)
                + ".");
      }
    }
  }

  int stepLimit(int otherwise) {
    return whole(STEP_LIMIT, otherwise, 1);
  }

  int whole(String key, int otherwise, int least) {
    long value = config.getLong(key, otherwise);
    if (value < least || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "env_config." + key + ": must be at least " + least + " (" + value + ")");
    }
    return (int) value;
  }

  double number(String key, double otherwise) {
    return config.getDouble(key, otherwise);
  }

  double positive(String key, double otherwise) {
    double value = number(key, otherwise);
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "env_config." + key + ": must be greater than 0 (" + value + ")");
    }
    return value;
  }

  double probability(String key, double otherwise) {
    double value = number(key, otherwise);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "env_config." + key + ": must be from 0 to 1 (" + value + ")");
    }
    return value;
  }

  boolean flag(String key, boolean otherwise) {
    return config.getBoolean(key, otherwise);
  }

  /** One of several words. */
  String word(String key, String otherwise, String... words) {
    String value = config.getString(key, otherwise);
    List<String> all = List.of(words);
    if (!all.contains(value)) {
      throw new IllegalArgumentException(
          "env_config." + key + ": must be one of " + all + " (" + value + ")");
    }
    return value;
  }

  boolean has(String key) {
    return config.get(key) != null;
  }
}
