package org.tune4j.tuner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.results.ResultsDb;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/** What the database of a results folder says of its sweep {@code s}, once that is over. */
public final class StoredSweep {
  private StoredSweep() {}

  /**
   * By trial what must not depend on who died when: config, seed, end, best, and every result that
   * counts. All trials must have ended well.
   */
  public static Map<Integer, String> table(Path results) {
    Map<Integer, String> table = new TreeMap<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial("s", trials::add);
      for (Trial trial : trials) {
        if (trial.status()
            != TrialStatus.TERMINATED) { // also a program's, which has no test library
          throw new AssertionError(trial.id() + " is " + trial.status());
        }
        StringBuilder line =
            new StringBuilder("x=" + trial.config().getDouble("x") + " seed=" + trial.seed());
        line.append(" best=" + trial.bestValue() + "@" + trial.bestIteration());
        line.append(" outcome=" + trial.outcome());
        line.append(" reason=" + trial.reason() + " scores=");
        db.forEachResult(
            "s",
            trial.id(),
            r -> line.append(r.trainingIteration() + ":" + r.value("score") + " "));
        table.put(trial.number(), line.toString());
      }
    }
    return table;
  }

  /** How often each result is there, by "trial attempt iteration". */
  public static Map<String, Integer> results(Path results) {
    Map<String, Integer> recorded = new HashMap<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.replay(
          "s",
          event -> {
            if (event.event() instanceof SweepEvent.Reported reported) {
              var result = reported.result();
              recorded.merge(
                  result.trialId() + " " + result.attempt() + " " + result.trainingIteration(),
                  1,
                  Integer::sum);
            }
          });
    }
    return recorded;
  }
}
