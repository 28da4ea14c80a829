package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tune4j.results.ResultsDb;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.report.ResultFiles;

/**
 * The result files of the trials. They are made from what the database has, so losing one is no
 * reason to lose a sweep.
 */
final class TrialFiles {
  private final ResultFiles files;
  private final ResultsDb db;

  TrialFiles(ResultFiles files, ResultsDb db) {
    this.files = files;
    this.db = db;
  }

  /** A trial begins. */
  void begin(Trial trial) {
    files.params(trial);
  }

  /** These events are recorded. */
  void append(List<SweepEvent.Recorded> events) {
    files.append(events);
  }

  /** Makes a trial's files anew, when they lack something or have what no longer counts. */
  void rewrite(String sweep, Trial trial) {
    List<SweepEvent.Recorded> counting = new ArrayList<>();
    db.forEachReported(sweep, trial.id(), counting::add);
    files.rewrite(trial, counting);
  }

  /**
   * Makes whole what an earlier driver of the sweep left: the files of the trials that it knew to
   * have changed, and of those with events that it may have had no time to write.
   */
  void catchUp(String sweep, Collection<Trial> changed) {
    Set<String> behind = new HashSet<>(db.trialsSince(sweep, files.written(sweep)));
    changed.forEach(trial -> behind.add(trial.id()));
    if (!behind.isEmpty()) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial(
          sweep,
          trial -> {
            if (behind.contains(trial.id())) {
              trials.add(trial);
            }
          });
      trials.forEach(trial -> rewrite(sweep, trial));
    }
  }

  /** A trial goes on at a checkpoint of another. */
  void exploited(String sweep, Exploit exploit) {
    files.exploited(sweep, exploit);
  }

  /** Makes the files anew that say which trials went on at checkpoints of others. */
  void lineage(String sweep) {
    List<Exploit> exploits = new ArrayList<>();
    db.forEachExploit(sweep, exploits::add);
    files.lineage(sweep, exploits);
  }

  /** Waits until the files have all that was recorded. */
  void flush() {
    files.flush();
  }
}
