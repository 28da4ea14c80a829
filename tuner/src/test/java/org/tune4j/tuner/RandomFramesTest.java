package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes to an open port of a tuner, its sweeps go on. */
final class RandomFramesTest {
  @TempDir Path results;

  @Test
  @Timeout(120)
  void aFewThousandRandomFramesDoNoHarm() throws Exception {
    assertHarmless(3_000);
  }

  @Test
  @Tag("slow")
  @Timeout(1_200)
  void aMillionRandomFramesDoNoHarm() throws Exception {
    assertHarmless(1_000_000);
  }

  private void assertHarmless(long frames) throws Exception {
    RandomFrames.Outcome outcome = RandomFrames.send(frames, results, Map.of());
    System.out.println(outcome);
    assertThat(outcome.sent()).isGreaterThanOrEqualTo(frames);
    assertThat(outcome.frames().values()).allMatch(count -> count > frames / 20);
    assertThat(outcome.sweeps()).isPositive();
    assertThat(outcome.threads())
        .as("threads left")
        .isLessThanOrEqualTo(RandomFrames.THREADS_OF_JAVA);
    assertThat(outcome.heapMb()).as("heap left, MB").isLessThan(100);
  }
}
