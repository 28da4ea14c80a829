package org.tune4j.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.DriverStarted;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Placed;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Saved;
import org.tune4j.trial.TrialStatus;

/**
 * Writes the golden database of the newest schema into the folder that is its argument. Run once
 * for each new schema version, before that is released; files of older versions never change.
 */
final class GoldenDatabase {
  static final String SWEEP = "golden";
  private static final String TRIAL = "golden_00000";
  private static final Resources ONE_GPU = new Resources(1, 1);

  private GoldenDatabase() {}

  /** Where the trial ran, as far as the version of the schema could tell. */
  static Placement placement(int version) {
    return version == 1
        ? Placement.on("member", Resources.ONE_CPU)
        : new Placement(List.of(new Placement.Slot("member", ONE_GPU, List.of("0"))));
  }

  /** What the trial came to, as far as the version of the schema could tell. */
  static @Nullable Outcome outcome(int version) {
    return version < 3 ? null : new Outcome(List.of(0.25, 1.0), 0.5, 2);
  }

  /** What the sweep optimises; the first two versions of the schema knew one objective. */
  static Objectives objectives(int version) {
    return version < 3
        ? Objectives.of(new Objective("episode_reward_mean", Objective.Mode.MAX))
        : new Objectives(
            List.of(
                new Objective("loss", Objective.Mode.MIN),
                new Objective("info/x", Objective.Mode.MAX)),
            new TreeMap<>(Map.of("info/x", new Bounds(2.0, null))));
  }

  /** What is recorded in the file of a version. */
  static List<Recorded> events(int version) {
    Placement placed =
        version == 1 ? Placement.on("member", Resources.NOTHING) : placement(version);
    return List.of(
        Sample.event(1, new DriverStarted("driver")),
        Sample.event(2, new Placed(TRIAL, 1, placed)),
        Sample.reported(3, TRIAL, 1, 1, Map.of("loss", 0.5)),
        Sample.reported(4, TRIAL, 1, 2, Map.of("loss", 0.25, "info/x", 1.0)),
        Sample.event(5, new Saved(Sample.checkpoint(TRIAL, 1, 2))),
        Sample.event(6, new Ended(TRIAL, 1, SweepEvent.Outcome.FINISHED, null)));
  }

  /** Which trials went on at checkpoints of others; the first three versions did not know that. */
  static List<Exploit> exploits(int version) {
    return version < 4
        ? List.of()
        : List.of(
            new Exploit(
                2,
                Sample.T0,
                TRIAL,
                1,
                0,
                "golden_00001",
                "golden_00001_1_000004",
                4,
                Config.of(Map.of("lr", 0.25)),
                Config.of(Map.of("lr", 1.0)),
                Config.of(Map.of("lr", 0.5))));
  }

  public static void main(String[] args) throws java.io.IOException {
    int version = Migrations.SCRIPTS.size();
    Path folder = Files.createTempDirectory("golden");
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.with(SWEEP, objectives(version)));
      db.append(
          SWEEP,
          Batch.of(
                  events(version),
                  List.of(
                      Sample.trial(SWEEP, 0, Map.of("lr", 0.5))
                          .started(placement(version), Sample.T0)
                          .withOutcome(outcome(version))
                          .ended(TrialStatus.TERMINATED, "done", null, Sample.T0)),
                  6)
              .withLineage(new Lineage(exploits(version), List.of())));
    }
    Files.copy(
        folder.resolve("tune.mv.db"),
        Path.of(args[0], "golden-v%03d.mv.db".formatted(version)),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
