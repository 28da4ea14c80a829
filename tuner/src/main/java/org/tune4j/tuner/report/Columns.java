package org.tune4j.tuner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.report.SweepView.Row;

/**
 * A table's columns, which can be fitted to a width: first the texts that may be shortened are,
 * then whole columns go, the least telling first.
 */
final class Columns {
  private static final String GAP = "  ";
  private static final int MAX_TEXT = 60;
  private static final int MIN_TEXT = 12;

  /** Keeps its place in the table; the highest {@code rank} goes first. */
  private record Column(String title, boolean right, int rank, List<String> cells) {
    int width() {
      return Math.max(title.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    Column cutTo(int width) {
      List<String> shorter = cells.stream().map(cell -> Texts.cut(cell, width)).toList();
      return new Column(Texts.cut(title, width), right, rank, shorter);
    }

    String cell(int row) {
      String text = row < 0 ? title : cells.get(row);
      String pad = " ".repeat(width() - text.length());
      return right ? pad + text : text + pad;
    }
  }

  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows;

  private Columns(List<Row> rows) {
    this.rows = rows;
  }

  static Columns of(SweepView view, List<Row> rows) {
    Columns table = new Columns(rows);
    Objective objective = view.objective();
    table.add("trial", true, 0, row -> String.valueOf(row.number()));
    table.add("status", false, 1, row -> row.status().name());
    if (rows.stream().map(Row::member).filter(Objects::nonNull).distinct().count() > 1) {
      table.add("member", false, 8, Row::member);
    }
    int rank = 10;
    for (String path : view.params()) {
      table.add(
          path.substring(path.lastIndexOf('.') + 1),
          true,
          rank++,
          row -> Texts.value(row.config().get(path)));
    }
    table.add("iter", true, 3, row -> begun(row, Texts.count(row.iteration())));
    table.add("time", true, 5, row -> begun(row, Texts.duration(row.timeTotalS())));
    table.add("steps", true, 4, row -> begun(row, Texts.count(row.timesteps())));
    if (objective != null) {
      table.add(
          objective.metric(), true, 2, row -> row.value() == null ? "" : Texts.number(row.value()));
    }
    for (Objective other : view.otherObjectives()) {
      table.add(
          other.metric(),
          true,
          2,
          row -> {
            Double value = row.values().get(other.metric());
            return value == null ? "" : Texts.number(value);
          });
    }
    table.add("note", false, 6, Row::note);
    return table;
  }

  /** The lines of the table, none longer than {@code width} as far as that is possible. */
  List<String> fit(int width) {
    shorten("note", width);
    shorten("member", width);
    while (totalWidth() > width && columns.size() > 2) {
      columns.remove(
          columns.stream().max(java.util.Comparator.comparingInt(Column::rank)).orElseThrow());
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(-1));
    lines.add("-".repeat(Math.min(width, totalWidth())));
    for (int row = 0; row < rows.size(); row++) {
      lines.add(line(row));
    }
    return lines;
  }

  private void add(String title, boolean right, int rank, Function<Row, @Nullable String> text) {
    List<String> cells =
        rows.stream()
            .map(row -> Texts.cut(Objects.requireNonNullElse(text.apply(row), ""), MAX_TEXT))
            .toList();
    if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
      columns.add(new Column(title, right, rank, cells));
    }
  }

  private static String begun(Row row, String text) {
    return row.status() == TrialStatus.PENDING && row.iteration() == 0 ? "" : text;
  }

  private void shorten(String title, int width) {
    columns.replaceAll(
        column -> {
          int over = totalWidth() - width;
          return over > 0 && column.title.equals(title) && column.width() > MIN_TEXT
              ? column.cutTo(Math.max(MIN_TEXT, column.width() - over))
              : column;
        });
  }

  private int totalWidth() {
    return columns.stream().mapToInt(Column::width).sum() + GAP.length() * (columns.size() - 1);
  }

  private String line(int row) {
    return String.join(GAP, columns.stream().map(column -> column.cell(row)).toList())
        .stripTrailing();
  }
}
