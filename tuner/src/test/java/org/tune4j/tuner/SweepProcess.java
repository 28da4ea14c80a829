package org.tune4j.tuner;

import java.nio.file.Path;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;

/**
 * The main class of a JVM that tests can kill: RESULTS FILE runs a sweep file, RESULTS resume goes
 * on with sweep s.
 */
public final class SweepProcess {
  private SweepProcess() {}

  public static void main(String[] args) throws Exception {
    TrainableRegistry trainables = TrainableRegistry.load();
    try (Tuner tuner = Tuner.open(Path.of(args[0]), new Resources(4, 0), trainables)) {
      SweepResult result =
          args[1].equals("resume")
              ? tuner.resume("s", null)
              : tuner.run(SweepFile.read(Path.of(args[1]), trainables).get(0));
      System.exit(result.finished() && result.errors() == 0 ? 0 : 1);
    }
  }
}
