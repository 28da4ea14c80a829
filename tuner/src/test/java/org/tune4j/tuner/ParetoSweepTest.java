package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;

/** Sweeps with several objectives or bounds, from Java. */
@Timeout(60)
class ParetoSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @TempDir Path folder;

  private static SweepBuilder sweep() {
    return Sweep.named("s")
        .run("synthetic")
        .config("lr", Map.of("loguniform", List.of(1e-5, 1e-1)))
        .config("iterations", 3)
        .config("cost", true)
        .numSamples(20)
        .seed(5);
  }

  private SweepResult run(SweepBuilder builder) throws InterruptedException {
    try (Tuner tuner = Tuner.open(folder, new Resources(2, 0), TRAINABLES)) {
      return tuner.run(builder.build(TRAINABLES));
    }
  }

  @Test
  void aResultHasTheFront() throws Exception {
    SweepResult result =
        run(
            sweep()
                .objective("loss", Mode.MIN)
                .objective("cost", Mode.MIN)
                .bounds("cost", new Bounds(null, 0.5)));
    assertThat(result.terminated()).isEqualTo(20);
    assertThat(result.metrics()).contains("loss", "cost");
    assertThat(result.front()).hasSizeGreaterThan(1);
    for (Trial one : result.front()) {
      Outcome outcome = one.outcome();
      assertThat(outcome.values().get(1)).isLessThanOrEqualTo(0.5);
      assertThat(outcome.iteration()).isEqualTo(3);
      assertThat(result.front())
          .noneMatch(
              other ->
                  other.outcome().values().get(0) < outcome.values().get(0)
                      && other.outcome().values().get(1) < outcome.values().get(1));
    }
    assertThat(result.front()).contains(result.best());
  }

  @Test
  void withOneObjectiveThereIsABestWithinTheBounds() throws Exception {
    SweepResult result =
        run(sweep().objective("loss", Mode.MIN).bounds("cost", new Bounds(0.3, null)));
    assertThat(result.front()).isEmpty();
    assertThat(result.best().outcome().isFeasible()).isTrue();
    assertThat(result.best().config().getDouble("lr"))
        .isNotCloseTo(1e-4, org.assertj.core.data.Percentage.withPercentage(50));
  }
}
