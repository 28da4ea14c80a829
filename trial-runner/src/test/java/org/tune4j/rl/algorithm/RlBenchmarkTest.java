package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RlBenchmarkTest {
  @Test
  void runs() throws Exception {
    assertThat(RlBenchmark.run(1100, 1))
        .hasSize(RlBenchmark.JOBS.length)
        .allSatisfy((name, rate) -> assertThat(rate).isPositive());
  }
}
