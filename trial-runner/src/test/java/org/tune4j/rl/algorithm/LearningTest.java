package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning, not luck: four of five seeds. The quick cases; {@link LearningTable} runs them all. */
@Tag("slow")
class LearningTest {
  @TempDir Path folder;

  static Stream<LearningCase> quick() {
    return LearningCases.ALL.stream().filter(LearningCase::quick);
  }

  @ParameterizedTest
  @MethodSource("quick")
  void learns(LearningCase learning) throws Exception {
    assertThat(LearningTable.print(learning, null, folder, System.out))
        .isGreaterThanOrEqualTo(learning.needed());
  }
}
