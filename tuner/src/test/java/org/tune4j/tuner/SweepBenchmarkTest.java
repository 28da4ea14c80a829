package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SweepBenchmarkTest {
  @Test
  void theBenchmarkRunsAndRecordsEveryResult() throws Exception {
    SweepBenchmark.Measured measured = SweepBenchmark.measure(20, 3, 4);
    assertThat(measured.recorded()).isEqualTo(60);
  }

  @Test
  void aSearchWithoutAGridRecordsEveryTrial() throws Exception {
    assertThat(RecordedSearchBenchmark.measure("tpe", 40)).startsWith("tpe: 40 trials: ");
  }
}
