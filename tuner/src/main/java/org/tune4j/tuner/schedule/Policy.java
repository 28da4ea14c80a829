package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Which config a trial had from which iteration on.
 *
 * @param begins what the keys that change were at first; empty when nobody knows
 * @param steps in the order of their iterations
 */
record Policy(Config begins, List<Step> steps) {
  static final String KEY = "policy";
  static final String FILE = "policy_file";
  private static final String ITERATION = "training_iteration";
  private static final String CONFIG = "config";

  /** The columns of a row as Tune writes it. */
  private static final int COLUMNS = 6;

  /**
   * A change.
   *
   * @param iteration after this one, from 1
   * @param changes the values that are others from then on
   */
  record Step(int iteration, Config changes) {}

  /** A row of Tune's file: who went on from whom, and with what. */
  private record Row(String target, String donor, int iteration, Config before, Config after) {}

  Policy {
    steps = List.copyOf(steps);
  }

  /**
   * What a user set: rows as Tune writes them, or steps.
   *
   * @throws InvalidInputException when there are none, or one is wrong
   */
  static Policy of(Config settings) {
    if (settings.has(FILE)) {
      throw wrong(FILE + ": can only be read where the sweep file lies", "list its rows as policy");
    }
    List<@Nullable Object> items = settings.has(KEY) ? settings.getList(KEY) : List.of();
    if (items.isEmpty()) {
      throw wrong(KEY + ": must have a step", "name a policy_file");
    }
    return items.getFirst() instanceof Map ? steps(items) : rows(items);
  }

  private static Policy steps(List<@Nullable Object> items) {
    List<Step> steps = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Map<?, ?> map
          && map.size() == 2
          && map.get(ITERATION) instanceof Long iteration
          && iteration > last
          && iteration <= Integer.MAX_VALUE
          && map.get(CONFIG) instanceof Map<?, ?> changes)) {
        throw wrong(
            "%s: item %d must have a training_iteration, greater than the one before, and a config"
                .formatted(KEY, i + 1),
            "write {training_iteration: 10, config: {lr: 0.01}}");
      }
      last = iteration.intValue();
      steps.add(new Step(last, config(changes)));
    }
    return new Policy(Config.empty(), steps);
  }

  /** The rows that led to the last one: each goes on from the trial that the next one names. */
  private static Policy rows(List<@Nullable Object> items) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      rows.add(row(items.get(i), i + 1));
    }
    Deque<Row> chain = new ArrayDeque<>();
    for (Row row : rows.reversed()) {
      if (!chain.isEmpty() && !row.target.equals(chain.getFirst().donor)) {
        break; // what was done to it before was overwritten
      }
      chain.addFirst(row);
    }
    Config begins = Config.empty();
    Config now = chain.getFirst().before;
    List<Step> steps = new ArrayList<>();
    for (Row row : chain) {
      Config changes = Config.empty();
      SortedMap<String, @Nullable Object> old = now.leaves();
      for (Map.Entry<String, @Nullable Object> leaf : row.after.leaves().entrySet()) {
        if (!Objects.equals(leaf.getValue(), old.get(leaf.getKey()))) {
          changes = changes.with(leaf.getKey(), leaf.getValue());
          if (chain.getFirst().before.has(leaf.getKey())) {
            begins = begins.with(leaf.getKey(), chain.getFirst().before.get(leaf.getKey()));
          }
        }
      }
      now = row.after;
      steps.add(new Step(row.iteration, changes));
    }
    return new Policy(begins, steps);
  }

  private static Row row(@Nullable Object item, int number) {
    if (item instanceof List<?> list
        && list.size() == COLUMNS
        && list.get(3) instanceof Number iteration
        && list.get(4) instanceof Map<?, ?> before
        && list.get(5) instanceof Map<?, ?> after) {
      return new Row(
          String.valueOf(list.get(0)),
          String.valueOf(list.get(1)),
          iteration.intValue(),
          config(before),
          config(after));
    }
    throw wrong(
        ("%s: item %d must be [target, clone, its iteration, the clone's iteration, old config,"
                + " new config]")
            .formatted(KEY, number),
        null);
  }

  private static Config config(Map<?, ?> map) {
    return Config.of(Map.of(KEY, map)).getConfig(KEY);
  }

  private static InvalidInputException wrong(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }

  /** How many steps are due after an iteration. */
  int due(int iteration) {
    int due = 0;
    while (due < steps.size() && steps.get(due).iteration() <= iteration) {
      due++;
    }
    return due;
  }

  /**
   * Checks that the config has the keys, and begins as the policy does.
   *
   * @throws InvalidInputException with all that is wrong
   */
  void refuseUnlessFits(SearchSpace space) {
    Problems problems = new Problems();
    for (Step step : steps) {
      step.changes().leaves().keySet().forEach(path -> Mutations.check(KEY, path, space, problems));
    }
    problems.throwIfAny();
    Config first = space.variant(BigInteger.ZERO, 1, 0).getConfig(CONFIG);
    begins
        .leaves()
        .forEach(
            (path, value) -> {
              if (!Objects.equals(first.get(path), value)) {
                problems.add(
                    null,
                    "%s: begins with %s %s, but the config has another one"
                        .formatted(KEY, path, Problems.quote(value)),
                    "set %s: %s in config".formatted(path, Problems.show(value)));
              }
            });
    problems.throwIfAny();
  }
}
