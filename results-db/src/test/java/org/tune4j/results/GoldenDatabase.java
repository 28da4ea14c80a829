package org.tune4j.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.SweepEvent.DriverStarted;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Outcome;
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
  static final List<Recorded> EVENTS =
      List.of(
          Sample.event(1, new DriverStarted("driver")),
          Sample.event(2, new Placed(TRIAL, 1, "member")),
          Sample.reported(3, TRIAL, 1, 1, Map.of("loss", 0.5)),
          Sample.reported(4, TRIAL, 1, 2, Map.of("loss", 0.25, "info/x", 1.0)),
          Sample.event(5, new Saved(Sample.checkpoint(TRIAL, 1, 2))),
          Sample.event(6, new Ended(TRIAL, 1, Outcome.FINISHED, null)));

  private GoldenDatabase() {}

  public static void main(String[] args) throws java.io.IOException {
    Path folder = Files.createTempDirectory("golden");
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep(SWEEP));
      db.append(
          SWEEP,
          Batch.of(
              EVENTS,
              List.of(
                  Sample.trial(SWEEP, 0, Map.of("lr", 0.5))
                      .started("member", Sample.T0)
                      .ended(TrialStatus.TERMINATED, "done", null, Sample.T0)),
              6));
    }
    Files.copy(
        folder.resolve("tune.mv.db"),
        Path.of(args[0], "golden-v%03d.mv.db".formatted(Migrations.SCRIPTS.size())),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
