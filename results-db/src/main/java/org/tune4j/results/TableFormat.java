package org.tune4j.results;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/**
 * Aligned columns. The first rows decide the widths; what comes later streams, and a wider value
 * pushes its line out. Of a text only the first line is shown, and of a long one beside other
 * columns only its beginning; the other formats are whole.
 */
final class TableFormat implements RowSink {
  private static final int ROWS_THAT_DECIDE = 1_000;
  private static final int WIDEST = 60;
  private static final int LONGEST = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Appendable out;
  private final List<List<String>> waiting = new ArrayList<>();
  private List<Column> columns = List.of();
  private int[] widths = {};
  private boolean headerIsOut;

  TableFormat(Appendable out) {
    this.out = out;
  }

  @Override
  public void columns(List<Column> shown) {
    columns = shown;
    widths = shown.stream().mapToInt(column -> width(column.name())).toArray();
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    List<String> cells = values.stream().map(TableFormat::cell).map(this::cut).toList();
    if (headerIsOut) {
      line(cells);
      return;
    }
    waiting.add(cells);
    if (waiting.size() == ROWS_THAT_DECIDE) {
      writeWaiting();
    }
  }

  @Override
  public void end() throws IOException {
    if (!headerIsOut) {
      writeWaiting();
    }
  }

  private void writeWaiting() throws IOException {
    headerIsOut = true;
    for (List<String> cells : waiting) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, width(cells.get(i))));
      }
    }
    line(columns.stream().map(Column::name).toList());
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    line(rule);
    for (List<String> cells : waiting) {
      line(cells);
    }
    waiting.clear();
  }

  private void line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - width(cell)));
      line.append(i == 0 ? "" : "  ")
          .append(columns.get(i).isNumber() ? padding + cell : cell + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> number(d);
      case BigDecimal d -> plain(d);
      case Instant at -> TIME.format(at);
      case List<?> list -> Json.write(list);
      default -> oneLine(firstLine(value.toString()));
    };
  }

  private static String firstLine(String text) {
    int end = text.stripTrailing().indexOf('\n');
    return end < 0 ? text.stripTrailing() : text.substring(0, end).stripTrailing() + " …";
  }

  private String cut(String cell) {
    return columns.size() == 1 || width(cell) <= LONGEST
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** What would break the table or steer the terminal is shown as an escape. */
  private static String oneLine(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                case '\r' -> shown.append("\\r");
                default -> {
                  if (Character.isISOControl(c)) {
                    shown.append("\\u%04x".formatted(c));
                  } else {
                    shown.append((char) c);
                  }
                }
              }
            });
    return shown.toString();
  }

  /** Six significant digits; whole numbers whole; the very large and small with an exponent. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return String.valueOf((long) value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
    return size >= 1e15 || size < 1e-4 ? exponent(rounded) : plain(rounded);
  }

  private static String plain(BigDecimal value) {
    BigDecimal rounded =
        value.scale() > 6 && value.precision() > 12 ? value.round(new MathContext(12)) : value;
    BigDecimal stripped = rounded.stripTrailingZeros();
    return stripped.toPlainString();
  }

  private static String exponent(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    return value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
