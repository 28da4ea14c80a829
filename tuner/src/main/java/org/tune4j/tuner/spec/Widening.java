package org.tune4j.tuner.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKind.Kept;
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

  private static final String NEW_SWEEP = "begin a new sweep with tune run";

  /** What of a sweep is its space. */
  private static final Set<String> SPACE = new TreeSet<>(List.of("config", "env", "constraints"));

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
            "only config, env, constraints, points_to_evaluate and num_samples may be others; "
                + NEW_SWEEP);
      }
    }
    SchedulerKind keeper = before.scheduling().keeper(Kept.SPACE);
    if (keeper != null) {
      refuseAnotherSpace(recorded, keeper.name(), old, young, problems);
    }
    problems.throwIfAny();
    return after.withSeed(seed);
  }

  private static void refuseAnotherSpace(
      String recorded,
      String keeper,
      Map<String, @Nullable Object> old,
      Map<String, @Nullable Object> young,
      Problems problems) {
    for (String key : SPACE) {
      if (!Objects.equals(old.get(key), young.get(key))) {
        problems.add(
            null,
            "resume: %s: %s: must stay as it is, because %s goes on in the space that it began with"
                .formatted(recorded, key, keeper),
            NEW_SWEEP);
      }
    }
  }

  /**
   * Checks that a recorded sweep may have another number of samples.
   *
   * @param recorded the name by which the sweep is recorded
   * @param before what it is
   * @param samples what it has so far; -1 for no end
   * @param asked what it is to have; -1 for no end
   * @throws InvalidInputException when it is less, or its scheduler cannot go on with it
   */
  public static void refuseUnlessGrows(String recorded, Sweep before, int samples, int asked) {
    boolean fewer = samples < 0 ? asked >= 0 : asked >= 0 && asked < samples;
    if (fewer || asked == 0 || asked < -1) {
      throw refused(
          recorded,
          "must not be less than before (%d; it was %d)".formatted(asked, samples),
          samples < 0 ? "leave it: -1 is without end" : "use " + samples + " or more, or -1");
    }
    SchedulerKind one = before.scheduling().keeper(Kept.SAMPLES);
    if (one != null && asked != samples) {
      throw refused(
          recorded,
          "must stay %d, because of %s (%d)".formatted(samples, one.name(), asked),
          NEW_SWEEP);
    }
    SchedulerKind population = before.scheduling().keeper(Kept.END);
    if (population != null && asked < 0 && samples >= 0) {
      throw refused(
          recorded,
          "must have an end, because of %s (%d)".formatted(population.name(), asked),
          "use a number");
    }
  }

  private static InvalidInputException refused(String sweep, String why, String maybe) {
    return new InvalidInputException(
        new Problem("resume: %s: num_samples %s".formatted(sweep, why), null, maybe));
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
