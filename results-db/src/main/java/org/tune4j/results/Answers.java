package org.tune4j.results;

import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams a result set into a sink. */
final class Answers {
  private Answers() {}

  /** All of it; the number of rows. */
  static long stream(ResultSet rows, RowSink sink) throws SQLException, IOException {
    ResultSetMetaData meta = rows.getMetaData();
    int width = meta.getColumnCount();
    List<Column> columns = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      columns.add(new Column(meta.getColumnLabel(i), isNumber(meta.getColumnType(i))));
    }
    sink.columns(List.copyOf(columns));
    long count = 0;
    while (rows.next()) {
      List<@Nullable Object> values = new ArrayList<>(width);
      for (int i = 1; i <= width; i++) {
        values.add(value(rows, i, meta.getColumnType(i)));
      }
      sink.row(values);
      count++;
    }
    sink.end();
    return count;
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          true;
      default -> false;
    };
  }

  private static @Nullable Object value(ResultSet rows, int index, int type) throws SQLException {
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          rows.getObject(index, Long.class);
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> rows.getObject(index, Double.class);
      case Types.NUMERIC, Types.DECIMAL -> rows.getBigDecimal(index);
      case Types.BOOLEAN -> rows.getObject(index, Boolean.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Sql.instant(rows, index);
      case Types.ARRAY -> list(rows.getArray(index));
      default -> rows.getString(index);
    };
  }

  private static @Nullable List<@Nullable Object> list(@Nullable Array array) throws SQLException {
    return array == null ? null : elements((Object[]) array.getArray());
  }

  private static List<@Nullable Object> elements(@Nullable Object[] values) {
    return Arrays.stream(values).map(Answers::element).toList();
  }

  private static @Nullable Object element(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number n -> n;
      case Boolean b -> b;
      case Object[] inner -> elements(inner);
      default -> value.toString();
    };
  }
}
