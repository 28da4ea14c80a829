package org.tune4j.rl.distribution;

import org.junit.jupiter.api.Test;

class EvaluatorBenchmarkTest {
  @Test
  void itRuns() {
    EvaluatorBenchmark.main(new String[] {"100"});
  }
}
