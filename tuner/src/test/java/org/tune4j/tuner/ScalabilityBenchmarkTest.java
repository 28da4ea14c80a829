package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tune4j.tuner.ScalabilityBenchmark.Load;
import org.tune4j.tuner.ScalabilityBenchmark.Measured;
import org.tune4j.tuner.ScalabilityBenchmark.Row;

/** The benchmark runs, and counts all that it should; how fast is for people to look at. */
class ScalabilityBenchmarkTest {
  @ParameterizedTest
  @EnumSource(
      value = Row.class,
      names = {"A", "B", "D"})
  void aTinyOneOfEachRowRecordsAndWritesAll(Row row) throws Exception {
    Load tiny =
        switch (row) {
          case A -> new Load(8, 1, 20, 4, 0);
          case B -> new Load(4, 5, 50, 4, 0);
          default -> new Load(4, 20, 0, 4, 0);
        };
    Measured measured = ScalabilityBenchmark.measure(tiny);
    assertThat(measured.recorded()).isEqualTo(tiny.total());
    assertThat(measured.written()).isEqualTo(tiny.total());
    assertThat(measured.seconds()).isGreaterThanOrEqualTo(tiny.leastSeconds());
    assertThat(ScalabilityBenchmark.line(row, measured)).contains("(scaled)", "results");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      value = Row.class,
      names = {"C", "E"})
  void aTinyOneOnProcessesRecordsAndWritesAll(Row row) throws Exception {
    Load tiny = row == Row.C ? new Load(12, 4, 4, 12, 3) : new Load(8, 50, 0, 8, 2);
    Measured measured = ScalabilityBenchmark.measure(tiny);
    assertThat(measured.recorded()).isEqualTo(tiny.total());
    assertThat(measured.written()).isEqualTo(tiny.total());
    assertThat(ScalabilityBenchmark.line(row, measured)).contains("(scaled)", "of members");
  }

  @Test
  void theLeastTimeIsThatOfWholeRounds() {
    assertThat(new Load(10_000, 1, 1, 16, 0).leastSeconds()).isEqualTo(625);
    assertThat(new Load(17, 10, 5, 16, 0).leastSeconds()).isEqualTo(4);
    assertThat(new Load(96, 1_000, 0, 96, 0).leastSeconds()).isZero();
  }
}
