package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationBenchmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"fifo", "asha", "hyperband"})
  void itRuns(String scheduler) {
    assertThat(SimulationBenchmark.measure(scheduler, 20, 200).events()).isGreaterThan(600);
  }
}
