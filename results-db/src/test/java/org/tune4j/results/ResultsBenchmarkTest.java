package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsBenchmarkTest {
  @TempDir Path folder;

  @Test
  void theBenchmarkRuns() throws Exception {
    assertThat(ResultsBenchmark.run(folder, 2_000, 500, 100, 20))
        .contains("results/s", "trials/s", "bytes per result");
  }
}
