package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedBenchmarkTest {
  @Test
  void measuresAKindThatWalksAndOneThatIsAnAlgorithm() throws Exception {
    assertThat(SpeedBenchmark.run(List.of("halton", "random"), 0, 1))
        .containsPattern("halton +1,000 +[0-9.]+ +[0-9,]+")
        .containsPattern("random +1,000 +[0-9.]+ +[0-9,]+");
  }
}
