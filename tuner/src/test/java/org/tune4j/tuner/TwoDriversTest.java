package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.GridMember;
import org.tune4j.tuner.grid.GridMember.MemberSettings;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.spec.SweepFile;

/** Two results folders, each with a driver of its own, and one member that has a GPU for both. */
@Tag("slow")
@Timeout(180)
class TwoDriversTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final int TRIALS = 6;

  @TempDir Path folder;

  @Test
  void neverHoldTheSameGpuAtTheSameTime() throws Exception {
    GridSettings first = GridSettings.embedded();
    Offer offer = Offer.of(new Resources(8, 1));
    MemberSettings settings = new MemberSettings(offer, TRAINABLES, folder.resolve("work"), 600);
    System.setProperty("chaos.machine", "shared");
    try (GridMember member = GridMember.start(first, Provenance.version(), settings)) {
      GridSettings joins =
          new GridSettings(
              first.cluster(),
              GridSettings.LOOPBACK,
              0,
              List.of(member.card().address()),
              first.secret(),
              Duration.ofSeconds(10));
      List<CompletableFuture<SweepResult>> both = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        both.add(CompletableFuture.supplyAsync(() -> run(name, joins)));
      }
      for (CompletableFuture<SweepResult> one : both) {
        assertThat(one.get().terminated()).isEqualTo(TRIALS);
      }
    }
    assertThat(folder.resolve("violations")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("gpus-used")))
        .hasSize(2 * TRIALS)
        .containsOnly("[0]");
  }

  private SweepResult run(String name, GridSettings grid) {
    String yaml =
        """
        s:
          run: org.tune4j.tuner.chaos.ChaosTrainable
          num_samples: %d
          seed: 1
          max_failures: 0
          checkpoint: {at_end: false}
          resources_per_trial: {cpu: 1, gpu: 1}
          config: {iterations: 3, sleep_ms: 100, folder: "%s"}
        """
            .formatted(TRIALS, folder);
    TunerSettings settings =
        new TunerSettings(Offer.of(Resources.NOTHING), TRAINABLES, grid, TunerSettings.PAUSE_GRACE);
    try (Tuner tuner = Tuner.open(folder.resolve(name), settings)) {
      return tuner.run(SweepFile.parse(yaml, name, TRAINABLES).get(0));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
