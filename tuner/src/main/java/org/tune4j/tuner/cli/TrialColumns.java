package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.Column;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.RowSink;
import org.tune4j.results.SweepRow;

/**
 * Which columns of a sweep's trials a person wants to see: of the config only what tells trials
 * apart.
 */
final class TrialColumns {
  private TrialColumns() {}

  /** The names of the config's columns whose values are not the same in all trials. */
  static List<String> varying(ResultsReader reader, SweepRow sweep) throws IOException {
    List<String> config =
        names(reader, sweep.trialsRelation()).stream()
            .filter(name -> name.startsWith("config_"))
            .toList();
    if (config.isEmpty()) {
      return List.of();
    }
    Taken counts = new Taken();
    reader.query(
        config.stream()
            .map(name -> "count(distinct " + name + ")")
            .collect(Collectors.joining(", ", "select ", " from " + sweep.trialsRelation())),
        counts);
    return IntStream.range(0, config.size())
        .filter(i -> counts.row.get(i) instanceof Long count && count > 1)
        .mapToObj(config::get)
        .toList();
  }

  /** The names of a relation's columns. */
  static List<String> names(ResultsReader reader, String relation) throws IOException {
    Taken columns = new Taken();
    reader.query("select * from " + relation + " fetch first 0 rows only", columns);
    return columns.names;
  }

  /** A query for these columns of all trials. */
  static String query(SweepRow sweep, Stream<String> columns, String order) {
    return "select %s from %s order by %s"
        .formatted(
            columns.distinct().collect(Collectors.joining(", ")), sweep.trialsRelation(), order);
  }

  /** Keeps the columns and the last row. */
  private static final class Taken implements RowSink {
    final List<String> names = new ArrayList<>();
    List<@Nullable Object> row = List.of();

    @Override
    public void columns(List<Column> columns) {
      columns.forEach(column -> names.add(column.name()));
    }

    @Override
    public void row(List<@Nullable Object> values) {
      row = new ArrayList<>(values);
    }

    @Override
    public void end() {}
  }
}
