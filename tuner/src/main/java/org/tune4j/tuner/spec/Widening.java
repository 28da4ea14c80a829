package org.tune4j.tuner.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** What of a sweep may be another when it is resumed with a file: what it searches. */
public final class Widening {
  private static final Set<String> FREE =
      new TreeSet<>(
          List.of("config", "env", "constraints", "points_to_evaluate", "num_samples", "seed"));

  private Widening() {}

  /**
   * The sweep of a file that a recorded sweep is to become.
   *
   * @param recorded the name by which the sweep is recorded
   * @param before what it is
   * @param seed the recorded seed
   * @throws InvalidInputException when the file has no such sweep, or another one
   */
  public static Sweep of(List<Sweep> file, String recorded, Sweep before, long seed) {
    Sweep after =
        file.stream()
            .filter(sweep -> sweep.name().equals(before.name()))
            .findFirst()
            .orElseThrow(() -> absent(file, before.name()));
    Problems problems = new Problems();
    Map<String, @Nullable Object> old = keys(before);
    Map<String, @Nullable Object> young = keys(after);
    if (young.get("seed") instanceof Number number && number.longValue() != seed) {
      problems.add(
          null,
          "resume: %s: seed: must stay %d (%d)".formatted(recorded, seed, number.longValue()),
          "leave it out");
    }
    Set<String> all = new TreeSet<>(old.keySet());
    all.addAll(young.keySet());
    all.removeAll(FREE);
    for (String key : all) {
      if (!Objects.equals(old.get(key), young.get(key))) {
        problems.add(
            null,
            "resume: %s: %s: must stay as it is (%s)"
                .formatted(recorded, key, old.containsKey(key) ? old.get(key) : "not there"),
            "only config, env, constraints, points_to_evaluate and num_samples may be others; begin"
                + " a new sweep with tune run");
      }
    }
    problems.throwIfAny();
    return after.withSeed(seed);
  }

  private static Map<String, @Nullable Object> keys(Sweep sweep) {
    Map<String, @Nullable Object> keys =
        YamlReader.read(sweep.yaml(), "sweep", new Problems()).get(sweep.name())
                instanceof Node.Mapping map
            ? Plain.map(map)
            : new LinkedHashMap<>();
    if (keys.get("search_alg") instanceof String type) { // the short form of the same
      keys.put("search_alg", new LinkedHashMap<>(Map.of("type", type)));
    }
    if (keys.get("search_alg") instanceof Map<?, ?> searcher) {
      searcher.remove("points_to_evaluate");
    }
    return keys;
  }

  private static InvalidInputException absent(List<Sweep> file, String name) {
    List<String> names = file.stream().map(Sweep::name).toList();
    return new InvalidInputException(
        new Problem(
            "resume: the file has no sweep %s (there is: %s)"
                .formatted(name, String.join(", ", names)),
            null,
            Problems.useNearest(name, names)));
  }
}
