package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objectives;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.tuner.stop.SweepStopRule;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * What ends trials: {@code stop}. A map is what it is in Tune, metric to number, and no word has a
 * meaning of its own there; rules stand in a list.
 */
final class StopKeys {
  static final String STOP = "stop";

  private final String sweep;
  private final Node.Mapping keys;
  private final StopRuleReader reader;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param objectives what a rule without a metric means; {@code null} when nothing is optimised
   */
  StopKeys(String sweep, Node.Mapping keys, @Nullable Objectives objectives, Problems problems) {
    this.sweep = sweep;
    this.keys = keys;
    this.reader =
        new StopRuleReader(new Settings(sweep, keys, problems), objectives, this::problem);
    this.problems = problems;
  }

  /** The rules; those that are wrong are left out, and then there is at least one problem. */
  StopRules read() {
    Node stop = keys.get(STOP);
    if (stop == null || Kinds.isNull(stop)) {
      return StopRules.NONE;
    }
    return switch (stop) {
      case Node.Mapping map -> ofMap(map);
      case Node.Sequence list -> {
        List<Stopper> rules = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          Stopper rule = rule(STOP + ": item " + (i + 1), list.items().get(i));
          if (rule != null) {
            rules.add(rule);
          }
        }
        yield StopRules.of(rules);
      }
      case Node.Scalar scalar -> {
        problem(
            stop.place(),
            STOP,
            "must be a map, metric to number, or a list of rules ("
                + Problems.quote(scalar.value())
                + ")",
            "write stop: {training_iteration: 100}");
        yield StopRules.NONE;
      }
    };
  }

  /** Any metric may be named; each needs a number. */
  private StopRules ofMap(Node.Mapping map) {
    Map<String, Double> values = new TreeMap<>();
    map.entries()
        .forEach(
            (metric, entry) -> {
              Object value = Plain.value(entry.value());
              if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
                values.put(metric, number.doubleValue());
              } else {
                problem(
                    entry.value().place(),
                    STOP + "." + Problems.show(metric),
                    "must be a number (" + Problems.quote(value) + ")",
                    StopWords.RULES.containsKey(metric) && !(value instanceof Number)
                        ? "write rules as a list: stop: [{" + metric + ": ...}]"
                        : null);
              }
            });
    return new StopRules(
        values.entrySet().stream()
            .<StopRule>map(e -> new StopRule.AtLeast(e.getKey(), e.getValue()))
            .toList(),
        List.of());
  }

  /**
   * What its user should know: in a map, the words for rules name metrics.
   *
   * @return a sentence each
   */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (keys.get(STOP) instanceof Node.Mapping map) {
      for (String word : StopWords.COUNTERS.keySet().stream().sorted().toList()) {
        if (map.get(word) != null) {
          warnings.add(
              "sweep %s: stop.%s waits for a metric that is called so; for all %s write stop: {%s: N}"
                  .formatted(sweep, word, word, StopWords.COUNTERS.get(word)));
        }
      }
    }
    return warnings;
  }

  private @Nullable Stopper rule(String path, Node node) {
    if (!(node instanceof Node.Mapping map)) {
      problem(
          node.place(),
          path,
          "must be a map (" + Problems.quote(Plain.value(node)) + ")",
          "write {metric: loss, at_most: 0.1}");
      return null;
    }
    List<String> words = StopWords.of(map.entries().keySet());
    if (words.isEmpty() && isThreshold(map)) {
      return reader.threshold(path, map);
    }
    boolean known = true;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      if (!StopWords.all().contains(entry.getKey())) {
        known = false;
        unknown(path, entry.getKey(), entry.getValue());
      }
    }
    if (known && map.entries().size() != 1) {
      problem(
          node.place(),
          path,
          "must be one rule (%s)".formatted(String.join(", ", map.entries().keySet())),
          "write each as an item of its own: any of them will do");
    }
    Stopper rule = null;
    for (String word : words) { // one, or else each is checked at least
      Node value = map.get(word);
      rule = value == null ? null : rule(path + ": " + word, word, value);
    }
    return map.entries().size() == 1 ? rule : null;
  }

  private @Nullable Stopper rule(String path, String word, Node value) {
    return word.equals(StopWords.AND) || word.equals(StopWords.OR)
        ? several(path, word, value)
        : reader.rule(path, word, value);
  }

  /** A map with a misspelt key is one too, when another key shows it. */
  private static boolean isThreshold(Node.Mapping map) {
    return StopWords.THRESHOLD.keys().keySet().stream().anyMatch(key -> map.get(key) != null);
  }

  private void unknown(String path, String word, Node.Entry entry) {
    String nearest = Problems.useNearest(word, StopWords.all());
    Object value = Plain.value(entry.value());
    problem(
        entry.keyPlace(),
        path,
        "there is no rule "
            + Problems.show(word)
            + " (there is: metric, "
            + String.join(", ", StopWords.RULES.keySet())
            + ")",
        nearest == null && value instanceof Number
            ? "write {metric: %s, at_least: %s}"
                .formatted(Problems.show(word), Problems.show(value))
            : nearest);
  }

  /** {@code and} and {@code or}: of trials' rules or of the sweep's, but not of both. */
  private @Nullable Stopper several(String path, String word, Node node) {
    if (!(node instanceof Node.Sequence list) || list.items().isEmpty()) {
      problem(
          node.place(),
          path,
          "must be a list of rules (" + Problems.quote(Plain.value(node)) + ")",
          "write " + word + ": [{metric: loss, at_most: 0.1}, {iterations: 10}]");
      return null;
    }
    List<StopRule> trial = new ArrayList<>();
    List<SweepStopRule> whole = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      switch (rule(path + ": item " + (i + 1), list.items().get(i))) {
        case StopRule rule -> trial.add(rule);
        case SweepStopRule rule -> whole.add(rule);
        case null -> {}
      }
    }
    if (!trial.isEmpty() && !whole.isEmpty()) {
      problem(
          node.place(),
          path,
          "must not mix rules that end a trial with rules that end the sweep ("
              + trial.get(0)
              + "; "
              + whole.get(0)
              + ")",
          word.equals(StopWords.OR) ? "write them as items of the list stop" : null);
      return null;
    }
    if (trial.isEmpty() && whole.isEmpty()) {
      return null;
    }
    boolean and = word.equals(StopWords.AND);
    if (whole.isEmpty()) {
      return and ? new StopRule.And(trial) : new StopRule.Or(trial);
    }
    return and ? new SweepStopRule.And(whole) : new SweepStopRule.Or(whole);
  }

  private void problem(Place place, String path, String what, @Nullable String maybe) {
    problems.add(place, "sweep " + sweep + ": " + path + ": " + what, maybe);
  }
}
