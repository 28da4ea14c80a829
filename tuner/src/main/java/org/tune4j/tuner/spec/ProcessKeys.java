package org.tune4j.tuner.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.CommandTemplate;
import org.tune4j.runner.ProcessSpec;
import org.tune4j.runner.TrainableType;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.ValueType;
import org.tune4j.space.ValueType.AnyOf;
import org.tune4j.space.ValueType.Bool;
import org.tune4j.space.ValueType.ListOf;
import org.tune4j.space.ValueType.MapOf;
import org.tune4j.space.ValueType.Real;
import org.tune4j.space.ValueType.Text;
import org.tune4j.space.ValueType.Whole;
import org.tune4j.tuner.Sweep.Isolation;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Whether trials run on threads or in processes: {@code isolation}, {@code command} and {@code
 * process}.
 */
record ProcessKeys(String sweep, Node.Mapping keys, Problems problems) {
  private static final ValueType SCALAR =
      new AnyOf(
          List.of(
              Text.of(),
              new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
              new Real(-1e300, 1e300),
              new Bool()));

  static final ValueType COMMAND = new ListOf(SCALAR);

  static final ConfigSchema PROCESS =
      ConfigSchema.of(
          List.of(
              SweepKeys.key("env", new MapOf(ConfigSchema.anything()), "environment variables"),
              SweepKeys.key("stop_grace_s", new Real(0, 1e6), "from SIGTERM to SIGKILL"),
              SweepKeys.key("output_mb", new Real(0, 1e6), "kept of each output stream"),
              SweepKeys.key("heap_mb", new Whole(0, 100_000_000), "heap of a Java process"),
              SweepKeys.key("time_limit_s", new Real(0, 1e18), "the longest attempt"),
              SweepKeys.key("results_file", AnyOf.orNull(Text.of()), "instead of printing"),
              SweepKeys.key("folder", AnyOf.orNull(Text.of()), "the working directory")),
          Map.of());

  /** What the keys say; what is wrong with them is among the problems afterwards. */
  Isolation isolation(Trainables run, @Nullable SearchSpace space) {
    boolean runsCommand = run.types().stream().map(TrainableType::name).anyMatch("command"::equals);
    List<String> command = command();
    checkCommand(runsCommand, run, command, space);
    boolean process = "process".equals(value("isolation"));
    return new Isolation(process, spec(command));
  }

  private void checkCommand(
      boolean runsCommand, Trainables run, List<String> command, @Nullable SearchSpace space) {
    if (runsCommand && command.isEmpty()) {
      add(
          "run",
          "run: command: there must be a command to run",
          "add command: [python3, train.py]");
    }
    if (!command.isEmpty() && !runsCommand && !run.types().isEmpty()) {
      add("command", "command: nothing runs it", "write run: command");
    }
    if (runsCommand && run.types().size() == 1 && "thread".equals(value("isolation"))) {
      add("isolation", "isolation: a command is always a process (\"thread\")", "delete it");
    }
    if (runsCommand && space != null) {
      checkNames(space);
    }
  }

  /** Each argument may only name what a trial can have. */
  private void checkNames(SearchSpace space) {
    List<String> paths =
        space.leafPaths().stream()
            .filter(path -> path.startsWith("config."))
            .map(path -> path.substring("config.".length()))
            .toList();
    if (keys.get("command") instanceof Node.Sequence arguments) {
      for (Node argument : arguments.items()) {
        List<String> one = List.of(text(Plain.value(argument)));
        for (Problem problem : CommandTemplate.problems(one, paths)) {
          problems.add(
              argument.place(), "sweep " + sweep + ": " + problem.message(), problem.maybe());
        }
      }
    }
  }

  private ProcessSpec spec(List<String> command) {
    ProcessSpec usual = ProcessSpec.DEFAULT;
    return new ProcessSpec(
        command,
        env(),
        Math.max(0, number("stop_grace_s", usual.stopGraceS())),
        Math.max(0, (long) (number("output_mb", usual.outputBytes() / 1048576.0) * 1048576)),
        (int) Math.max(0, number("heap_mb", usual.heapMb())),
        Math.max(0, number("time_limit_s", usual.timeLimitS())),
        resultsFile(),
        value("process.folder") instanceof String text ? text : null);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (value("command") instanceof List<?> list) {
      list.forEach(argument -> command.add(text(argument)));
    }
    return command;
  }

  private Map<String, String> env() {
    Map<String, String> env = new HashMap<>();
    if (Plain.at(keys, "process.env") instanceof Node.Mapping map) {
      map.entries()
          .forEach(
              (name, entry) -> {
                Object value = Plain.value(entry.value());
                if (name.isEmpty()
                    || name.contains("=")
                    || value == null
                    || SCALAR.problem(value) != null) {
                  problems.add(
                      entry.keyPlace(),
                      "sweep %s: process.env: must be names without = and texts or numbers (%s: %s)"
                          .formatted(sweep, Problems.show(name), Problems.quote(value)));
                } else {
                  env.put(name, text(value));
                }
              });
    }
    return env;
  }

  private @Nullable String resultsFile() {
    if (!(value("process.results_file") instanceof String file)) {
      return null;
    }
    Path path = Path.of(file.replace("\0", "")).normalize();
    if (file.isEmpty() || path.isAbsolute() || path.startsWith("..") || file.contains("\0")) {
      add(
          "process.results_file",
          "process.results_file: must be a file in the trial's folder (%s)"
              .formatted(Problems.quote(file)),
          "use results.jsonl");
    }
    return file;
  }

  private double number(String key, double otherwise) {
    return value("process." + key) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private @Nullable Object value(String path) {
    Node node = Plain.at(keys, path);
    return node == null ? null : Plain.value(node);
  }

  private void add(String path, String message, String maybe) {
    Node node = Plain.at(keys, path);
    problems.add(
        node == null ? keys.place() : node.place(), "sweep " + sweep + ": " + message, maybe);
  }

  private static String text(@Nullable Object value) {
    return CommandTemplate.text(value);
  }
}
