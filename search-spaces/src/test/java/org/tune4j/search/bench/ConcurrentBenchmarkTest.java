package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrentBenchmarkTest {
  private static final BenchProblem PROBLEM = BenchProblem.all().get("hartmann6");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyTrialsAtATimeTeachToo(boolean inOrder) {
    double[] best = ConcurrentBenchmark.run("auto", PROBLEM, 16, 96, inOrder, 100);
    double[] random = ConcurrentBenchmark.run("random_search", PROBLEM, 16, 96, inOrder, 100);
    assertThat(best[95]).isLessThan(random[95]).isLessThan(-2.8);
  }

  @Test
  void theOrderInWhichTrialsEndIsThatOfItsSeed() {
    double[] best = ConcurrentBenchmark.run("evolution", PROBLEM, 8, 60, false, 3);
    assertThat(ConcurrentBenchmark.run("evolution", PROBLEM, 8, 60, false, 3)).isEqualTo(best);
    assertThat(ConcurrentBenchmark.run("evolution", PROBLEM, 8, 60, true, 3)).isNotEqualTo(best);
  }
}
