package org.tune4j.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Json;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * The arguments of a command, in which <code>{{ config.lr }}</code> stands for a value: a path into
 * the config, or one of {@code trial.id}, {@code trial.number}, {@code trial.seed}, {@code
 * trial.attempt} and {@code trial.folder}. Each argument stays one argument, whatever its values
 * hold; no shell sees it.
 */
public final class CommandTemplate {
  private static final Pattern NAME = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final String CONFIG = "config.";

  /** What can be named beside the config. */
  static final List<String> TRIAL_NAMES =
      List.of("trial.attempt", "trial.folder", "trial.id", "trial.number", "trial.seed");

  private CommandTemplate() {}

  /**
   * What is wrong with a command, before any trial runs.
   *
   * @param sample a config with all keys that a trial may have
   * @return a problem without a place for each name that does not exist
   */
  public static List<Problem> problems(List<String> command, Config sample) {
    return problems(command, sample.leaves().keySet());
  }

  /**
   * What is wrong with a command, before any trial runs.
   *
   * @param configPaths the paths of the config's leaves, such as {@code model.hidden}
   * @return a problem without a place for each name that does not exist
   */
  public static List<Problem> problems(List<String> command, Collection<String> configPaths) {
    SortedSet<String> known = new TreeSet<>(TRIAL_NAMES);
    for (String path : configPaths) {
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        known.add(CONFIG + path.substring(0, dot));
      }
      known.add(CONFIG + path);
    }
    List<Problem> problems = new ArrayList<>();
    for (String argument : command) {
      Matcher names = NAME.matcher(argument);
      while (names.find()) {
        String name = names.group(1).strip();
        if (!known.contains(name)) {
          problems.add(unknown(name, known));
        }
      }
    }
    return problems;
  }

  /**
   * The arguments of one attempt.
   *
   * @throws ProcessFailedException when a name does not exist
   */
  static List<String> fill(List<String> command, Assignment trial, String folder)
      throws ProcessFailedException {
    List<Problem> problems = problems(command, trial.config());
    if (!problems.isEmpty()) {
      throw new ProcessFailedException(problems.getFirst().toString());
    }
    Map<String, String> values = trialValues(trial, folder);
    return command.stream().map(argument -> fill(argument, trial.config(), values)).toList();
  }

  private static String fill(String argument, Config config, Map<String, String> trial) {
    return NAME.matcher(argument)
        .replaceAll(
            match -> {
              String name = match.group(1).strip();
              String value = trial.get(name);
              return Matcher.quoteReplacement(
                  value == null ? text(config.get(name.substring(CONFIG.length()))) : value);
            });
  }

  private static Map<String, String> trialValues(Assignment trial, String folder) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("trial.attempt", String.valueOf(trial.attempt()));
    values.put("trial.folder", folder);
    values.put("trial.id", trial.trialId());
    values.put("trial.number", number(trial.trialId()));
    values.put("trial.seed", String.valueOf(trial.seed()));
    return values;
  }

  /** The number that a trial's id ends with, without leading zeros. */
  static String number(String trialId) {
    String digits = trialId.substring(trialId.lastIndexOf('_') + 1).replaceFirst("^0+(?=.)", "");
    return digits;
  }

  /** A value as programs of any language read it; a list or map as JSON. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String s -> s;
      case Double d -> String.valueOf(d).toLowerCase(Locale.ROOT); // 1.0e-5
      case Boolean b -> b.toString();
      case Long l -> l.toString();
      default -> Json.write(value);
    };
  }

  private static Problem unknown(String name, Collection<String> known) {
    String nearest = Problems.nearest(name, known);
    return new Problem(
        "command: {{ %s }}: there is no such value".formatted(Problems.show(name)),
        null,
        nearest == null
            ? "use a key of the config, such as {{ config.lr }}, or {{ trial.id }}"
            : "use {{ " + nearest + " }}");
  }
}
