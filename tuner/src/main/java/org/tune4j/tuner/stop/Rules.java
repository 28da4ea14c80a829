package org.tune4j.tuner.stop;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Numbers;

/** What rules of both kinds have in common. */
final class Rules {
  private static final MathContext SHORT = new MathContext(6, RoundingMode.DOWN);

  private Rules() {}

  static <T> List<T> some(String rule, List<T> rules) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("stop: " + rule + ": must have at least one rule");
    }
    return List.copyOf(rules);
  }

  static SortedSet<String> metrics(Collection<? extends Stopper> rules) {
    SortedSet<String> metrics = new TreeSet<>();
    rules.forEach(rule -> metrics.addAll(rule.metrics()));
    return Collections.unmodifiableSortedSet(metrics);
  }

  static SortedSet<String> names(String... names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(names)));
  }

  static List<Map<String, Object>> words(Collection<? extends Stopper> rules) {
    return rules.stream().map(Stopper::words).toList();
  }

  /** In this order, whatever the JVM: a recorded sweep is compared with its file. */
  static Map<String, Object> words(String metric, String side, double value) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("metric", metric);
    words.put(side, value);
    return words;
  }

  /** The reason of rules that must all hold; {@code null} when one does not. */
  static @Nullable String all(List<@Nullable String> reasons) {
    return reasons.contains(null)
        ? null
        : "and: " + reasons.stream().map(r -> "(" + r + ")").collect(Collectors.joining(" and "));
  }

  static String joined(List<? extends Stopper> rules, String word) {
    return rules.size() == 1
        ? rules.get(0).toString()
        : rules.stream().map(Rules::inner).collect(Collectors.joining(word));
  }

  /** In brackets where it could be read otherwise. */
  private static String inner(Stopper rule) {
    return switch (rule) {
      case StopRule.Threshold r -> r.toString();
      case Plateau r -> r.toString();
      case SweepPlateau r -> r.toString();
      case SweepStopRule.Target r -> r.toString();
      case SweepStopRule.Budget r -> r.toString();
      default -> "(" + rule + ")";
    };
  }

  static String text(@Nullable Double value) {
    return value == null ? "not there" : Numbers.text(value);
  }

  /** With six digits, the rest cut off: what is below a bound stays so. */
  static String shortText(double value) {
    return Numbers.text(new BigDecimal(value).round(SHORT).doubleValue());
  }
}
