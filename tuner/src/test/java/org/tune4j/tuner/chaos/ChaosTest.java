package org.tune4j.tuner.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small {@link Chaos}: its faults and their moments come from a seed, what they hit does not. */
@Tag("slow")
final class ChaosTest {
  private static final int FAULTS = 10;
  private static final int TRIALS = 90;
  private static final int ITERATIONS = 60;
  private static final long SEED = 3;

  @Test
  @Timeout(900)
  void nothingIsLostWhateverDies() throws Exception {
    Path folder = Files.createTempDirectory("tune4j-chaos-");
    try (Chaos chaos = new Chaos(folder, TRIALS, ITERATIONS, SEED)) {
      System.out.println(chaos.run(FAULTS));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("chaos with seed " + SEED + "; look into " + folder, e);
    }
    Chaos.delete(folder);
  }
}
