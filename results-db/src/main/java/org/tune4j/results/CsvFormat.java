package org.tune4j.results;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/** RFC 4180. */
final class CsvFormat implements RowSink {
  private static final String END_OF_LINE = "\r\n";
  private final Appendable out;

  CsvFormat(Appendable out) {
    this.out = out;
  }

  @Override
  public void columns(List<Column> columns) throws IOException {
    line(columns.stream().map(column -> field(column.name())).collect(Collectors.joining(",")));
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    line(values.stream().map(CsvFormat::value).collect(Collectors.joining(",")));
  }

  @Override
  public void end() {
    // nothing follows the last row
  }

  private void line(String text) throws IOException {
    out.append(text).append(END_OF_LINE);
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String s when s.isEmpty() -> "\"\"";
      case List<?> list -> field(Json.write(list));
      default -> field(value.toString());
    };
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
