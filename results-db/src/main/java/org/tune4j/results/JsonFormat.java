package org.tune4j.results;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/** An array with one object per row and line; keys in the order of the columns. */
final class JsonFormat implements RowSink {
  private final Appendable out;
  private List<String> keys = List.of();
  private boolean first = true;

  JsonFormat(Appendable out) {
    this.out = out;
  }

  @Override
  public void columns(List<Column> columns) throws IOException {
    keys = columns.stream().map(column -> Json.write(column.name())).toList();
    out.append('[');
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    out.append(first ? "\n" : ",\n").append("  {");
    first = false;
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(keys.get(i)).append(": ").append(text(values.get(i)));
    }
    out.append('}');
  }

  @Override
  public void end() throws IOException {
    out.append(first ? "]\n" : "\n]\n");
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case Double d when !Double.isFinite(d) -> Json.write(d.toString()); // JSON has no such number
      case Instant at -> Json.write(at.toString());
      case null, default -> Json.write(value);
    };
  }
}
