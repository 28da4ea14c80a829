package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tune4j.results.Column;
import org.tune4j.results.ResultFormat;
import org.tune4j.results.RowSink;

/**
 * A table of texts, as queries are shown. Columns in which no row has anything are left out.
 *
 * @param <T> what stands in one row
 */
final class TextTable<T> {
  private final List<T> rows;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();

  TextTable(List<T> rows) {
    this.rows = List.copyOf(rows);
  }

  void add(String title, Function<T, String> text) {
    add(new Column(title, false), text);
  }

  void addNumber(String title, Function<T, String> text) {
    add(new Column(title, true), text);
  }

  List<String> lines() {
    StringBuilder text = new StringBuilder();
    RowSink sink = ResultFormat.TABLE.to(text);
    try {
      sink.columns(columns);
      for (int row = 0; row < rows.size(); row++) {
        List<Object> values = new ArrayList<>();
        for (List<String> column : cells) {
          values.add(column.get(row));
        }
        sink.row(values);
      }
      sink.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a text in memory
    }
    return text.toString().lines().toList();
  }

  private void add(Column column, Function<T, String> text) {
    List<String> all = rows.stream().map(text).toList();
    if (all.stream().anyMatch(cell -> !cell.isEmpty())) {
      columns.add(column);
      cells.add(all);
    }
  }
}
