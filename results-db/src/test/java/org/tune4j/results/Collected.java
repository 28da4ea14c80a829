package org.tune4j.results;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps an answer. */
final class Collected implements RowSink {
  final List<String> names = new ArrayList<>();
  final List<List<@Nullable Object>> rows = new ArrayList<>();
  boolean ended;

  @Override
  public void columns(List<Column> columns) {
    columns.forEach(column -> names.add(column.name()));
  }

  @Override
  public void row(List<@Nullable Object> values) {
    rows.add(values);
  }

  @Override
  public void end() {
    ended = true;
  }

  static Collected of(ResultsReader reader, String sql) {
    Collected answer = new Collected();
    try {
      reader.query(sql, answer);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    return answer;
  }
}
