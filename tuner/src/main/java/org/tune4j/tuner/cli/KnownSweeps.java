package org.tune4j.tuner.cli;

import java.util.List;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** Finds the sweep that a command line names. */
final class KnownSweeps {
  private KnownSweeps() {}

  /**
   * The sweep of that name.
   *
   * @throws InvalidInputException when there is none, with the nearest name that there is
   */
  static SweepRow find(ResultsReader reader, String name) {
    SweepRow row = reader.sweep(name);
    if (row == null) {
      List<String> names = reader.sweeps().stream().map(SweepRow::name).toList();
      String nearest = Problems.useNearest(name, names);
      throw new InvalidInputException(
          new Problem(
              "there is no sweep " + name + " in this results folder",
              null,
              nearest == null ? "look at `tune ls`" : nearest));
    }
    return row;
  }
}
