package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.yaml.YamlWriter;

/**
 * A sweep in Java. It says the same things as a sweep file, in the same words, and is checked by
 * the same rules, so that a sweep from Java can be recorded, read again and resumed like any other.
 */
public final class SweepBuilder {
  private final String name;
  private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> config = new LinkedHashMap<>();
  private final Map<String, Double> stop = new LinkedHashMap<>();
  private final List<Stopper> rules = new ArrayList<>();
  private final Map<String, String> objectives = new LinkedHashMap<>();
  private final Map<String, Object> bounds = new LinkedHashMap<>();

  SweepBuilder(String name) {
    this.name = name;
  }

  /** What each trial runs: a registered name or the name of a class. */
  public SweepBuilder run(String trainable) {
    return set("run", trainable);
  }

  /**
   * What each trial runs is a program.
   *
   * @param command the program and its arguments, where <code>{{ config.lr }}</code> stands for a
   *     value of the config
   */
  public SweepBuilder command(String... command) {
    return run("command").set("command", List.of(command));
  }

  /**
   * One key of the config: a constant, a list or map of them, or a domain as the sweep file writes
   * it, such as {@code Map.of("loguniform", List.of(1e-5, 1e-2))}; {@link Domains} makes such maps.
   */
  public SweepBuilder config(String key, Object value) {
    config.put(key, value);
    return this;
  }

  /** What is optimised; one more with each call, and the first names the best trial. */
  public SweepBuilder objective(String metric, Mode mode) {
    objectives.put(metric, mode == Mode.MAX ? "max" : "min");
    return this;
  }

  /** What a metric must keep to for a trial to be the best. */
  public SweepBuilder bounds(String metric, Bounds kept) {
    Map<String, Object> sides = new LinkedHashMap<>();
    if (kept.min() != null) {
      sides.put("min", kept.min());
    }
    if (kept.max() != null) {
      sides.put("max", kept.max());
    }
    bounds.put(metric, sides);
    return this;
  }

  /** A trial ends when this metric is at or above this value. */
  public SweepBuilder stopAt(String metric, double value) {
    stop.put(metric, value);
    return this;
  }

  /** A rule that ends a trial or the whole sweep; any of several will do. */
  public SweepBuilder stop(Stopper rule) {
    rules.add(rule);
    return this;
  }

  /** How often the grid is walked through, or how many random configs are tried. */
  public SweepBuilder numSamples(int samples) {
    return set("num_samples", samples);
  }

  /** Where all randomness comes from. */
  public SweepBuilder seed(long seed) {
    return set("seed", seed);
  }

  /** How many trials may run at a time. */
  public SweepBuilder maxConcurrentTrials(int trials) {
    return set("max_concurrent_trials", trials);
  }

  /** What each trial asks for. */
  public SweepBuilder resources(PlacementGroup group) {
    if (group.bundles().size() > 1) {
      List<Object> bundles = new ArrayList<>();
      group.bundles().forEach(bundle -> bundles.add(amounts(bundle, bundle.custom())));
      return set(
          "resources_per_trial", Map.of("bundles", bundles, "strategy", group.strategy().name()));
    }
    Resources bundle = group.bundles().getFirst();
    return set("resources_per_trial", amounts(bundle, Map.of("custom_resources", bundle.custom())));
  }

  private static Map<String, Object> amounts(Resources bundle, Map<String, ?> others) {
    Map<String, Object> amounts = new LinkedHashMap<>(others);
    amounts.put("cpu", bundle.cpu());
    amounts.put("gpu", bundle.gpu());
    amounts.put("memory", bundle.memory());
    return amounts;
  }

  /** Any key of a sweep file, with the value that it would have there. */
  public SweepBuilder set(String key, Object value) {
    keys.put(key, value);
    return this;
  }

  /** {@link #build(TrainableRegistry)} with the trainables of the class path. */
  public Sweep build() {
    return build(TrainableRegistry.load());
  }

  /**
   * The sweep, checked.
   *
   * @param trainables what may be named in {@code run}
   * @throws org.tune4j.yaml.InvalidInputException with all problems
   */
  public Sweep build(TrainableRegistry trainables) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(keys);
    if (!rules.isEmpty()) {
      List<Object> list = new ArrayList<>();
      stop.forEach((metric, value) -> list.add(new StopRule.AtLeast(metric, value).words()));
      rules.forEach(rule -> list.add(rule.words()));
      all.put("stop", list);
    } else if (!stop.isEmpty()) {
      all.put("stop", stop);
    }
    if (objectives.size() == 1) {
      objectives.forEach((metric, mode) -> all.putAll(Map.of("metric", metric, "mode", mode)));
    } else if (!objectives.isEmpty()) {
      all.put("metric", List.copyOf(objectives.keySet()));
      all.put("mode", List.copyOf(objectives.values()));
    }
    if (!bounds.isEmpty()) {
      all.put("metric_bounds", bounds);
    }
    if (!config.isEmpty()) {
      all.put("config", config);
    }
    String yaml = YamlWriter.write(Map.of(name, all));
    List<Sweep> sweeps = SweepFile.parse(yaml, "sweep " + name, trainables);
    return sweeps.get(0);
  }
}
