package org.tune4j.tuner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tune4j.results.ResultFormat;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.space.Config;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.SweepResult;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** The last lines of a run: what came of a sweep, its best trial, and how to look further. */
final class Summary {
  private static final int MAX_METRICS = 12;
  private static final int MAX_FRONT = 10;

  private Summary() {}

  static List<String> of(SweepResult sweep, Path results) throws IOException {
    try (ResultsReader reader = ResultsReader.open(results)) {
      SweepRow row = KnownSweeps.find(reader, sweep.name());
      List<String> lines = new ArrayList<>();
      lines.add("");
      lines.add(outcome(sweep));
      Objectives objectives = row.objectives();
      String query = query(reader, row);
      if (objectives != null && objectives.areSeveral()) {
        query = Front.query(reader, row, objectives);
        lines.addAll(front(sweep, reader, row, objectives, results));
      } else if (sweep.best() != null && row.objective() != null) {
        lines.addAll(best(sweep.best(), BestConfig.of(reader, row, sweep.best()), row.objective()));
      } else if (objectives != null && !objectives.bounds().isEmpty() && sweep.terminated() > 0) {
        lines.add("No trial keeps to its bounds (" + ObjectivesText.bounds(objectives) + ")");
      }
      lines.addAll(neverReported(sweep, reader.metricNames(row)));
      lines.add("Its files: " + sweep.folder());
      lines.add("Look further:");
      lines.add("  " + Typed.command("sql", results, query));
      if (!sweep.finished()) {
        lines.add("Go on:");
        lines.add("  " + Typed.command("resume", results, sweep.name()));
      }
      return lines;
    }
  }

  private static List<String> front(
      SweepResult sweep, ResultsReader reader, SweepRow row, Objectives several, Path results)
      throws IOException {
    int size = sweep.front().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s beaten by no other in %s%s"
            .formatted(
                size == 1 ? "1 trial is" : size + " trials are",
                ObjectivesText.objectives(several),
                size == 0 ? "" : ":"));
    if (size > 0) {
      StringBuilder table = new StringBuilder();
      String query = Front.query(reader, row, several) + " fetch first %d rows only";
      reader.query(query.formatted(MAX_FRONT), ResultFormat.TABLE.to(table));
      table.toString().lines().limit(2L + MAX_FRONT).forEach(line -> lines.add("  " + line));
    }
    if (size > MAX_FRONT) {
      lines.add("All of them:");
      lines.add("  " + Typed.command("best", results, sweep.name()));
    }
    return lines;
  }

  private static String outcome(SweepResult sweep) {
    return "%s: %d ended well, %d in error%s (%s)"
        .formatted(
            sweep.name(),
            sweep.terminated(),
            sweep.errors(),
            sweep.unfinished() == 0 ? "" : ", " + sweep.unfinished() + " can go on",
            sweep.reason());
  }

  private static List<String> best(Trial best, Config config, Objective objective) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Best trial: number %d, %s %s at iteration %s"
            .formatted(
                best.number(),
                objective.metric(),
                Numbers.show(best.bestValue()),
                Numbers.show(best.bestIteration())));
    lines.add(
        config.equals(best.config()) ? "Its config:" : "Its config then; it went on with another:");
    lines.addAll(BestConfig.lines(config));
    return lines;
  }

  /** A metric that is misspelt stops nothing and ranks nothing, and nothing else would tell. */
  static List<String> neverReported(SweepResult sweep, List<String> reported) {
    if (reported.isEmpty() && sweep.terminated() == 0) {
      return List.of(); // no trial came to report anything
    }
    String shown =
        reported.isEmpty()
            ? "no metric"
            : reported.stream().limit(MAX_METRICS).collect(Collectors.joining(", "))
                + (reported.size() > MAX_METRICS ? ", …" : "");
    return sweep.metrics().stream()
        .filter(metric -> !Result.isAlwaysThere(metric) && !reported.contains(metric))
        .map(
            metric ->
                new Problem(
                        "metric " + metric + " was never reported; trials reported: " + shown,
                        null,
                        Problems.useNearest(metric, reported))
                    .toString())
        .toList();
  }

  private static String query(ResultsReader reader, SweepRow row) throws IOException {
    Objective objective = row.objective();
    String order =
        objective == null
            ? "number"
            : objective.mode() == Objective.Mode.MAX ? "best_value desc" : "best_value";
    return TrialColumns.query(
        row,
        Stream.of(
                Stream.of("number", "status"),
                TrialColumns.varying(reader, row).stream(),
                Stream.of("best_value", "timesteps_total"))
            .flatMap(part -> part),
        order);
  }
}
