package org.tune4j.tuner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.ResultsDb;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.report.ResultFiles;

/**
 * The result files of the trials. They are made from what the database has, so losing one is no
 * reason to lose a sweep.
 */
final class TrialFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TrialFiles.class);

  private final ResultFiles files;
  private final ResultsDb db;

  TrialFiles(ResultFiles files, ResultsDb db) {
    this.files = files;
    this.db = db;
  }

  /** A trial begins. */
  void begin(Trial trial) {
    attempt(() -> files.params(trial));
  }

  /** These events are recorded. */
  void append(List<SweepEvent.Recorded> events) {
    attempt(() -> files.append(events));
  }

  /** Makes a trial's files anew, when they lack something or have what no longer counts. */
  void rewrite(String sweep, Trial trial) {
    List<SweepEvent.Recorded> counting = new ArrayList<>();
    db.forEachReported(sweep, trial.id(), counting::add);
    attempt(() -> files.rewrite(trial, counting));
  }

  private static void attempt(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      LOG.error("a result file could not be written: {}", e.toString());
    }
  }

  private interface FileWork {
    void run() throws IOException;
  }
}
