package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.Column;
import org.tune4j.results.RowSink;
import org.tune4j.trial.Numbers;

/**
 * A row as lines of name and value: for one row with many columns. Values that are null are left
 * out.
 */
final class UprightFormat implements RowSink {
  private final PrintWriter out;
  private List<Column> columns = List.of();

  UprightFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void columns(List<Column> shown) {
    columns = List.copyOf(shown);
  }

  @Override
  public void row(List<@Nullable Object> values) {
    int width = columns.stream().mapToInt(column -> column.name().length()).max().orElse(0);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null) {
        String name = columns.get(i).name();
        out.println(name + " ".repeat(width - name.length() + 2) + Numbers.show(value));
      }
    }
  }

  @Override
  public void end() {}
}
