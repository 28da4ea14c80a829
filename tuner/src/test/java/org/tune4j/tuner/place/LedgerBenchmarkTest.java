package org.tune4j.tuner.place;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class LedgerBenchmarkTest {
  @Test
  void itRuns() {
    assertThatCode(() -> LedgerBenchmark.main(new String[] {"10"})).doesNotThrowAnyException();
  }
}
