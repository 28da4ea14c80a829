package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrainableType;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Objective;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.tuner.place.Requests;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * The trainables that the trials of a sweep may run: one, or several when {@code run} is an axis.
 *
 * @param types those that are known
 */
record Trainables(List<TrainableType> types) {

  static Trainables of(
      String sweep, Node.Mapping keys, TrainableRegistry registry, Problems problems) {
    Node run = keys.get("run");
    if (run == null) {
      problems.add(
          keys.place(),
          "sweep " + sweep + ": run: must say what a trial runs",
          "add run: " + (registry.names().contains("PPO") ? "PPO" : "NAME"));
      return new Trainables(List.of());
    }
    List<TrainableType> types = new ArrayList<>();
    for (Node.Scalar name : names(run)) {
      if (name.value() instanceof String text) {
        try {
          types.add(registry.resolve(text, name.place()));
        } catch (InvalidInputException e) {
          e.problems().forEach(problem -> problems.add(inSweep(sweep, text, problem, registry)));
        }
      }
    }
    return new Trainables(types);
  }

  /** Names of RLlib's, and of what is to come, are no typing errors. */
  private static Problem inSweep(
      String sweep, String name, Problem problem, TrainableRegistry registry) {
    String prefix = "sweep " + sweep + ": ";
    if (!Later.TRAINABLE.knows(name)) {
      return new Problem(prefix + problem.message(), problem.place(), problem.maybe());
    }
    String there = " (there is: " + String.join(", ", registry.names()) + ")";
    return new Problem(
        prefix + "run: " + Problems.show(name) + " is not supported yet" + there,
        problem.place(),
        null);
  }

  /**
   * A constant, or the items of a one-key map such as grid_search; what else is wrong the space
   * finds.
   */
  private static List<Node.Scalar> names(Node run) {
    List<Node.Scalar> names = new ArrayList<>();
    switch (run) {
      case Node.Scalar scalar -> names.add(scalar);
      case Node.Sequence sequence -> {}
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries().values()) {
          if (entry.value() instanceof Node.Sequence items) {
            items.items().forEach(item -> names.addAll(names(item)));
          }
        }
      }
    }
    return names;
  }

  /** The keys that the config may have: those of any of the trainables. */
  ConfigSchema schema() {
    if (types.isEmpty()) {
      return ConfigSchema.anything();
    }
    ConfigSchema all = types.get(0).schema();
    for (TrainableType type : types.subList(1, types.size())) {
      all = either(all, type.schema());
    }
    return all;
  }

  /** The metrics that a trainable names one by one, sorted; none when it names none. */
  static List<String> metricNames(TrainableType type) {
    return Objects.requireNonNullElse(type.metrics(), Set.<String>of()).stream()
        .filter(name -> !name.endsWith("*"))
        .sorted()
        .toList();
  }

  /** What is optimised when the sweep does not say: what the first trainable says. */
  @Nullable Objective objective() {
    return types.isEmpty() ? null : types.get(0).objective();
  }

  /**
   * What the trial of a variant asks for: what the sweep says, or else its trainable, or else 1
   * CPU.
   */
  Function<Config, PlacementGroup> request() {
    Map<String, TrainableType> byName = new HashMap<>();
    types.forEach(type -> byName.put(type.name(), type));
    return variant -> {
      Config said = variant.getConfig("resources_per_trial");
      TrainableType type = byName.get(variant.getString("run"));
      PlacementGroup own =
          type == null || !said.isEmpty() ? null : type.resources(variant.getConfig("config"));
      return own == null ? Requests.of(said) : own;
    };
  }

  private static ConfigSchema either(ConfigSchema a, ConfigSchema b) {
    Map<String, ConfigSchema.Key> keys = new HashMap<>(a.keys());
    b.keys()
        .forEach(
            (name, key) ->
                keys.merge(
                    name,
                    key,
                    (x, y) ->
                        x.type().equals(y.type())
                            ? x
                            : new ConfigSchema.Key(
                                name, new ValueType.AnyOf(List.of(x.type(), y.type())), x.doc())));
    Map<String, String> aliases = new HashMap<>(a.aliases());
    aliases.putAll(b.aliases());
    aliases.keySet().removeAll(keys.keySet());
    return new ConfigSchema(keys, aliases, a.open() || b.open());
  }
}
