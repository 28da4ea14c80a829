package org.tune4j.tuner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Reads the sweep files of a command line. */
final class SweepFiles {
  private SweepFiles() {}

  /**
   * The sweeps of all files, in their order.
   *
   * @throws InvalidInputException with the problems of all files
   */
  static List<Sweep> read(List<Path> files, TrainableRegistry trainables) {
    List<Sweep> sweeps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        sweeps.addAll(SweepFile.read(file, trainables));
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return sweeps;
  }
}
