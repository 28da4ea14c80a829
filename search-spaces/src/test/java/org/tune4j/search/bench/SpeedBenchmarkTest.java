package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedBenchmarkTest {
  @Test
  void measuresAKindThatWalksAndOneThatIsAnAlgorithm() throws Exception {
    List<String> lines = new ArrayList<>();
    SpeedBenchmark.run(List.of("halton", "random"), 0, 1, "", lines::add);
    assertThat(String.join("\n", lines))
        .containsPattern("halton +1,000 +[0-9.]+ +[0-9,]+")
        .containsPattern("random +1,000 +[0-9.]+ +[0-9,]+ +0.24");
  }
}
