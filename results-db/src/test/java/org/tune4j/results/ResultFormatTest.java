package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", false),
          new Column("n", true),
          new Column("value", true),
          new Column("at", false),
          new Column("ok", false),
          new Column("list", false));
  private static final List<Object> FULL =
      List.of(
          "a \"b\", c",
          7L,
          0.1 + 0.2,
          Instant.parse("2026-03-01T10:00:00.5Z"),
          true,
          List.of(1.0, 2L, "x"));
  private static final List<Object> EMPTY = Arrays.asList("", null, null, null, null, null);

  private static String write(ResultFormat format, List<List<Object>> rows) throws IOException {
    StringBuilder out = new StringBuilder();
    RowSink sink = format.to(out);
    sink.columns(COLUMNS);
    for (List<Object> row : rows) {
      sink.row(row);
    }
    sink.end();
    return out.toString();
  }

  private static String cell(Object value) throws IOException {
    StringBuilder out = new StringBuilder();
    RowSink sink = ResultFormat.TABLE.to(out);
    sink.columns(List.of(new Column("x", value instanceof Number)));
    sink.row(Arrays.asList(value));
    sink.end();
    return out.toString().lines().skip(2).findFirst().orElse("").strip();
  }

  @Test
  void aTableIsAlignedAndNullIsEmpty() throws IOException {
    assertThat(write(ResultFormat.TABLE, List.of(FULL, EMPTY)))
        .isEqualTo(
            """
            name      n  value  at                       ok    list
            --------  -  -----  -----------------------  ----  -----------
            a "b", c  7    0.3  2026-03-01 10:00:00.500  true  [1.0,2,"x"]

            """);
  }

  @Test
  void csvFollowsRfc4180() throws IOException {
    assertThat(write(ResultFormat.CSV, List.of(FULL, EMPTY)))
        .isEqualTo(
            "name,n,value,at,ok,list\r\n"
                + "\"a \"\"b\"\", c\",7,0.30000000000000004,2026-03-01T10:00:00.500Z,true,"
                + "\"[1.0,2,\"\"x\"\"]\"\r\n"
                + "\"\",,,,,\r\n");
  }

  @Test
  void jsonIsAnArrayOfObjectsWithNumbersAsNumbers() throws IOException {
    assertThat(write(ResultFormat.JSON, List.of(FULL, EMPTY)))
        .isEqualTo(
            """
            [
              {"name": "a \\"b\\", c", "n": 7, "value": 0.30000000000000004, \
            "at": "2026-03-01T10:00:00.500Z", "ok": true, "list": [1.0,2,"x"]},
              {"name": "", "n": null, "value": null, "at": null, "ok": null, "list": null}
            ]
            """);
  }

  @Test
  void noRowsAreStillAnAnswer() throws IOException {
    assertThat(write(ResultFormat.JSON, List.of())).isEqualTo("[]\n");
    assertThat(write(ResultFormat.CSV, List.of())).isEqualTo("name,n,value,at,ok,list\r\n");
    assertThat(write(ResultFormat.TABLE, List.of()).lines()).hasSize(2);
  }

  @Test
  void aTableShowsNumbersShort() throws IOException {
    assertThat(cell(150.0)).isEqualTo("150");
    assertThat(cell(-0.0001234567)).isEqualTo("-0.000123457");
    assertThat(cell(1.234567891e-7)).isEqualTo("1.23457e-7");
    assertThat(cell(1e300)).isEqualTo("1e300");
    assertThat(cell(123456.789)).isEqualTo("123457");
    assertThat(cell(12345678.9)).isEqualTo("12345700");
    assertThat(cell(new BigDecimal("2.50000000000000000000"))).isEqualTo("2.5");
    assertThat(cell(new BigDecimal("0.333333333333333333333"))).isEqualTo("0.333333333333");
    assertThat(cell(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void aTableShowsWhatWouldSteerATerminalAsText() throws IOException {
    assertThat(cell("a\rb\t\u001b[2Jc")).isEqualTo("a\\rb\\t\\u001b[2Jc");
  }

  @Test
  void aTableShowsTheFirstLineOfATrace() throws IOException {
    assertThat(cell("boom\n\tat x\n")).isEqualTo("boom …");
    assertThat(cell("boom\n")).isEqualTo("boom");
  }

  @Test
  void aTableCutsALongTextBesideOtherColumns() throws IOException {
    assertThat(cell("x".repeat(300))).isEqualTo("x".repeat(300));
    StringBuilder out = new StringBuilder();
    RowSink sink = ResultFormat.TABLE.to(out);
    sink.columns(List.of(new Column("n", true), new Column("error", false)));
    sink.row(List.of(1L, "x".repeat(300)));
    sink.end();
    assertThat(out.toString()).endsWith("1  " + "x".repeat(99) + "…\n");
  }

  @Test
  void aLongTableStreams() throws IOException {
    StringBuilder out = new StringBuilder();
    RowSink sink = ResultFormat.TABLE.to(out);
    sink.columns(List.of(new Column("n", true)));
    for (long i = 0; i < 1_000; i++) {
      sink.row(List.of(i));
    }
    assertThat(out.toString().lines()).hasSize(1_002);
    sink.row(List.of(5L));
    assertThat(out.toString()).endsWith("\n  5\n");
  }
}
