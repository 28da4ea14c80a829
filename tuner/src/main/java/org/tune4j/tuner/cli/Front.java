package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;

/** The trials that no other beats, of a sweep with several objectives. */
final class Front {
  private Front() {}

  /** Their numbers, what tells their configs apart, and all objectives; best in the first first. */
  static String query(ResultsReader reader, SweepRow sweep, Objectives several) throws IOException {
    List<String> names = TrialColumns.names(reader, sweep.paretoRelation());
    List<String> objectives = names.subList(names.size() - several.list().size(), names.size());
    return Stream.of(
                Stream.of("number"),
                TrialColumns.varying(reader, sweep).stream(),
                objectives.stream().map(Front::quoted))
            .flatMap(part -> part)
            .collect(Collectors.joining(", ", "select ", " from " + sweep.paretoRelation()))
        + order(several, objectives);
  }

  /** All columns. */
  static String all(ResultsReader reader, SweepRow sweep, Objectives several) throws IOException {
    List<String> names = TrialColumns.names(reader, sweep.paretoRelation());
    return "select * from "
        + sweep.paretoRelation()
        + order(several, names.subList(names.size() - several.list().size(), names.size()));
  }

  private static String order(Objectives several, List<String> objectives) {
    boolean max = several.first().mode() == Objective.Mode.MAX;
    return " order by " + quoted(objectives.get(0)) + (max ? " desc" : "") + ", number";
  }

  /** A metric may be named like a word of SQL. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
