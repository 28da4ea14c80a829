package org.tune4j.rl.offline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/**
 * What {@code input} asks for: how often which source is read.
 *
 * @param shares of each source by its name, all together 1; {@value #SAMPLER} stands for the
 *     trial's own workers
 * @param files the files, folders or globs of each source but the workers
 */
public record InputSpec(Map<String, Double> shares, Map<String, List<String>> files) {
  /** The trial's own workers. */
  public static final String SAMPLER = "sampler";

  private static final String DATASET = "dataset";

  /**
   * From the keys {@code input} (a text, a list of texts, or shares by text) and {@code
   * input_config}.
   *
   * @throws org.tune4j.yaml.InvalidInputException when they ask for nothing that there could be
   */
  public static InputSpec parse(@Nullable Object input, Config inputConfig) {
    Map<String, Double> shares = new TreeMap<>();
    Map<String, List<String>> files = new TreeMap<>();
    switch (input) {
      case String name -> shares.put(name, 1.0);
      case List<?> names -> {
        shares.put("list", 1.0);
        files.put("list", texts(names));
      }
      case Map<?, ?> map ->
          map.forEach((name, share) -> shares.put(String.valueOf(name), of(share)));
      case null, default -> shares.put(SAMPLER, 1.0);
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > 1e-6) {
      throw InputProblem.of(
          "the shares of all sources must add up to 1 (" + sum + ")",
          "write {\"/data/mine\": 0.7, sampler: 0.3}");
    }
    for (String name : shares.keySet()) {
      if (name.equals(DATASET)) {
        files.put(name, dataset(inputConfig));
      } else if (!name.equals(SAMPLER)) {
        files.putIfAbsent(name, List.of(name));
      }
    }
    return new InputSpec(shares, files);
  }

  /** Whether anything is read from files. */
  public boolean reads() {
    return !files.isEmpty();
  }

  /** Whether the trial's own workers are learned from, too. */
  public boolean samples() {
    return shares.containsKey(SAMPLER);
  }

  private static double of(@Nullable Object share) {
    if (share instanceof Number number && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw InputProblem.of("the share of a source must be a number from 0 (" + share + ")", null);
  }

  private static List<String> texts(List<?> names) {
    if (names.isEmpty()) {
      throw InputProblem.of("must name a file at least ([])", null);
    }
    return names.stream().map(String::valueOf).toList();
  }

  private static List<String> dataset(Config config) {
    Object paths = config.has("paths") ? config.get("paths") : config.get("path");
    String format = config.getString("format", "json");
    if (!format.equals("json") || paths == null) {
      throw InputProblem.of(
          "dataset: input_config must have format: json and paths (" + config + ")", null);
    }
    return paths instanceof List<?> list ? texts(list) : List.of(String.valueOf(paths));
  }
}
