package org.tune4j.tuner.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Objectives;
import org.tune4j.tuner.stop.Holds;
import org.tune4j.tuner.stop.Plateau;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.tuner.stop.SweepPlateau;
import org.tune4j.tuner.stop.SweepStopRule;
import org.tune4j.tuner.stop.SweepStopRule.Budget;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/** Reads one rule of a {@code stop} list that has no others in it. */
final class StopRuleReader {

  /** Where problems go. */
  interface Report {
    void problem(Place place, String path, String what, @Nullable String maybe);
  }

  private final Settings settings;
  private final @Nullable Objectives objectives;
  private final Report report;

  StopRuleReader(Settings settings, @Nullable Objectives objectives, Report report) {
    this.settings = settings;
    this.objectives = objectives;
    this.report = report;
  }

  /**
   * The rule of that word.
   *
   * @return {@code null} when it is wrong, and then there is at least one problem
   */
  @Nullable Stopper rule(String path, String word, Node node) {
    ValueType type = StopWords.RULES.get(word);
    if (type == null || !settings.check(path, type, node)) {
      return null;
    }
    String counter = StopWords.COUNTERS.get(word);
    Double count = number(node);
    if (counter != null && count != null) {
      return new StopRule.AtLeast(counter, count);
    }
    return switch (node) {
      case Node.Scalar scalar -> expression(path, scalar);
      case Node.Mapping map ->
          switch (word) {
            case StopWords.PLATEAU -> plateau(path, map);
            case StopWords.SWEEP_PLATEAU -> sweepPlateau(path, map);
            case StopWords.TARGET -> target(path, map);
            default -> budget(path, map);
          };
      case Node.Sequence list -> null;
    };
  }

  /** {@code {metric: loss, at_most: 0.1}}. */
  StopRule.@Nullable Threshold threshold(String path, Node.Mapping map) {
    return settings.check(path, new ValueType.MapOf(StopWords.THRESHOLD), map)
        ? value(path, map)
        : null;
  }

  private StopRule.@Nullable Threshold value(String path, Node.Mapping map) {
    String metric = metric(path, map);
    Double least = number(map, StopWords.AT_LEAST);
    Double most = number(map, StopWords.AT_MOST);
    if ((least == null) == (most == null)) {
      report.problem(
          map.place(),
          path,
          "must have at_least or at_most, and not both",
          least == null ? "add at_least: 1" : "write two rules, in and: [...]");
      return null;
    }
    if (metric == null) {
      return null;
    }
    return most == null
        ? new StopRule.AtLeast(metric, least == null ? 0 : least)
        : new StopRule.AtMost(metric, most);
  }

  private @Nullable StopRule expression(String path, Node.Scalar node) {
    try {
      return Holds.of(String.valueOf(node.value()));
    } catch (IllegalArgumentException e) {
      report.problem(
          node.place(), path, e.getMessage() + " (" + Problems.quote(node.value()) + ")", null);
      return null;
    }
  }

  private @Nullable StopRule plateau(String path, Node.Mapping map) {
    String metric = metric(path, map);
    Double threshold = number(map, "threshold");
    Mode mode = threshold == null || metric == null ? null : mode(path, map, metric);
    if (metric == null || (threshold != null && mode == null)) {
      return null;
    }
    Node unused = threshold == null ? map.get(StopWords.MODE) : null;
    if (unused != null) {
      report.problem(
          unused.place(),
          path + ".mode",
          "means nothing without threshold",
          "add threshold, or leave mode out");
      return null;
    }
    return new Plateau(
        metric,
        number(map, "std", Plateau.STD),
        (int) number(map, "num_results", Plateau.NUM_RESULTS),
        (int) number(map, "grace_period", Plateau.GRACE_PERIOD),
        threshold,
        mode);
  }

  private @Nullable SweepStopRule sweepPlateau(String path, Node.Mapping map) {
    String metric = metric(path, map);
    Mode mode = metric == null ? null : mode(path, map, metric);
    if (metric == null || mode == null) {
      return null;
    }
    return new SweepPlateau(
        new Objective(metric, mode),
        number(map, "std", SweepPlateau.STD),
        (int) number(map, "top", SweepPlateau.TOP),
        (int) number(map, "patience", 0));
  }

  private @Nullable SweepStopRule target(String path, Node.Mapping map) {
    StopRule.Threshold value = value(path, map);
    return value == null ? null : new SweepStopRule.Target(value, (int) number(map, "trials", 1));
  }

  private @Nullable SweepStopRule budget(String path, Node.Mapping map) {
    List<SweepStopRule> budgets = new ArrayList<>();
    for (Budget.Of of : Budget.Of.values()) {
      Double amount = number(map, of.word());
      if (amount != null) {
        budgets.add(new Budget(of, amount));
      }
    }
    if (budgets.isEmpty()) {
      report.problem(
          map.place(), path, "must have trials, iterations, steps or time_s", "add steps: 1000000");
      return null;
    }
    return budgets.size() == 1 ? budgets.get(0) : new SweepStopRule.Or(budgets);
  }

  /** The one that is named, or the objective's. */
  private @Nullable String metric(String path, Node.Mapping map) {
    Node metric = map.get(StopWords.METRIC);
    if (metric != null) {
      String name = String.valueOf(Plain.value(metric));
      if (name.isBlank()) {
        report.problem(metric.place(), path + ".metric", "must not be empty", null);
        return null;
      }
      return name;
    }
    if (objectives == null) {
      report.problem(map.place(), path, "must say which metric", "add metric: NAME");
      return null;
    }
    return objectives.first().metric();
  }

  /** The one that is said, or that of the objective with this metric. */
  private @Nullable Mode mode(String path, Node.Mapping map, String metric) {
    Node mode = map.get(StopWords.MODE);
    if (mode != null) {
      return "max".equals(Plain.value(mode)) ? Mode.MAX : Mode.MIN;
    }
    if (objectives != null) {
      for (Objective objective : objectives.list()) {
        if (objective.metric().equals(metric)) {
          return objective.mode();
        }
      }
    }
    report.problem(
        map.place(), path, "must come with mode, min or max (" + metric + ")", "add mode: max");
    return null;
  }

  private static double number(Node.Mapping map, String key, double otherwise) {
    Double number = number(map, key);
    return number == null ? otherwise : number;
  }

  private static @Nullable Double number(Node.Mapping map, String key) {
    Node node = map.get(key);
    return node == null ? null : number(node);
  }

  private static @Nullable Double number(Node node) {
    return Plain.value(node) instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
