package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.Office;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.GridMember;
import org.tune4j.tuner.grid.GridMember.MemberSettings;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.HazelcastGrid;
import org.tune4j.tuner.grid.ToMember;
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
      GridSettings joins = joining(first, member.card().address());
      String sweep =
          """
          {run: org.tune4j.tuner.chaos.ChaosTrainable, num_samples: %d, seed: 1, max_failures: 0,
           checkpoint: {at_end: false}, resources_per_trial: {cpu: 1, gpu: 1},
           config: {iterations: 3, sleep_ms: 100, folder: "%s"}}
          """
              .formatted(TRIALS, folder);
      List<CompletableFuture<SweepResult>> both = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        both.add(CompletableFuture.supplyAsync(() -> run(name, joins, sweep)));
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

  /** However long another has it: it must not try again and again until then. */
  @Test
  void oneThatIsRefusedWaitsUntilItHearsThatThereIsRoom() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch otherTries = new CountDownLatch(1);
    CountDownLatch otherHas = new CountDownLatch(1);
    CountDownLatch otherMayEnd = new CountDownLatch(1);
    TRAINABLES.register(
        FunctionTrainable.of(
            "short",
            (context, report) -> {
              begun.countDown();
              otherTries.await();
            }));
    TRAINABLES.register(
        FunctionTrainable.of(
            "long",
            (context, report) -> {
              otherHas.countDown();
              otherMayEnd.await();
            }));
    GridSettings first = GridSettings.embedded();
    MemberSettings settings =
        new MemberSettings(Offer.of(new Resources(8, 1)), TRAINABLES, folder.resolve("work"), 600);
    try (HazelcastGrid other =
        HazelcastGrid.open(first, new Office("other", 1), Provenance.version(), settings)) {
      GridSettings joins = joining(first, other.self().address());
      CompletableFuture<SweepResult> sweep =
          CompletableFuture.supplyAsync(
              () -> run("a", joins, "{run: short, num_samples: 3, resources_per_trial: {gpu: 1}}"));
      begun.await();
      otherTries.countDown();
      // It is nearer to its own member than the driver of the sweep, and takes the GPU first when
      // the first trial ends.
      for (int attempt = 1; otherHas.getCount() > 0; attempt++) {
        other.send(other.self().id(), List.of(startLong(other.self().id(), attempt)));
        while (otherHas.getCount() > 0 && !ended(other, attempt)) {
          // refused
        }
      }
      for (int heard = 0; heard < 4; ) { // so the driver of the sweep has heard as often
        for (FromMember message : other.receive(Duration.ofSeconds(1))) {
          heard += message instanceof FromMember.Here ? 1 : 0;
        }
      }
      otherMayEnd.countDown();
      assertThat(sweep.get().terminated()).isEqualTo(3);
    }
    // One for each trial and one that was refused. Another is refused only if the driver tried
    // again
    // between two messages that follow each other at once: that it is over, and who has the GPU.
    assertThat(attempts("a")).isBetween(4, 9);
  }

  private static boolean ended(HazelcastGrid grid, int attempt) throws InterruptedException {
    return grid.receive(Duration.ofMillis(1)).stream()
        .anyMatch(m -> m instanceof FromMember.Ended ended && ended.attempt() == attempt);
  }

  private static ToMember.Start startLong(String member, int attempt) {
    Placement placement =
        new Placement(List.of(new Slot(member, new Resources(1, 1), List.of("0"))));
    return new ToMember.Start(
        new Assignment(
            "s",
            "s_00000",
            attempt,
            "long",
            Config.of(Map.of()),
            7,
            placement,
            null,
            0,
            false,
            0,
            0,
            null),
        null);
  }

  private int attempts(String name) {
    int[] attempts = {0};
    try (ResultsDb db = ResultsDb.open(folder.resolve(name))) {
      db.forEachTrial("s", trial -> attempts[0] += trial.attempts());
    }
    return attempts[0];
  }

  private static GridSettings joining(GridSettings first, String place) {
    return new GridSettings(
        first.cluster(),
        GridSettings.LOOPBACK,
        0,
        List.of(place),
        first.secret(),
        Duration.ofSeconds(10));
  }

  private SweepResult run(String name, GridSettings grid, String sweep) {
    String yaml = "s: " + sweep;
    TunerSettings settings =
        new TunerSettings(Offer.of(Resources.NOTHING), TRAINABLES, grid, TunerSettings.PAUSE_GRACE);
    try (Tuner tuner = Tuner.open(folder.resolve(name), settings)) {
      return tuner.run(SweepFile.parse(yaml, name, TRAINABLES).get(0));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
