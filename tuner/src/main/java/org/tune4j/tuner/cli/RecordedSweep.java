package org.tune4j.tuner.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.sim.RecordedCurves.Curve;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A sweep of the results folder, with all that its trials reported.
 *
 * @param row as it is recorded
 * @param sweep as it was run
 * @param curves of its trials, in their order, but for those that reported nothing
 * @param silent how many reported nothing
 */
record RecordedSweep(SweepRow row, Sweep sweep, List<Curve> curves, int silent) {
  /**
   * The kind of a sweep's scheduler that gives its trials other configs; {@code null} if none. Such
   * a kind draws them from the space, and so it needs that to stay.
   */
  static @Nullable String changesConfigs(Sweep sweep) {
    SchedulerKind kind = sweep.scheduling().keeper(SchedulerKind.Kept.SPACE);
    return kind == null ? null : kind.name();
  }

  /** What its user should know of its curves, a sentence each. */
  List<String> notes() {
    String kind = changesConfigs(sweep);
    return kind == null
        ? List.of()
        : List.of(
            "%s was recorded with %s: a curve is what its trial reported with all its configs"
                .formatted(row.name(), kind));
  }

  /**
   * Reads a sweep.
   *
   * @throws InvalidInputException when there is none of that name, or no trial has reported
   */
  static RecordedSweep read(Path folder, String name, TrainableRegistry trainables) {
    try (ResultsReader reader = ResultsReader.open(folder)) {
      SweepRow row = KnownSweeps.find(reader, name);
      Sweep sweep =
          SweepFile.parse(row.yaml(), "sweep " + name, trainables).getFirst().withSeed(row.seed());
      boolean grows = sweep.growsTrials();
      List<Trial> trials = new ArrayList<>();
      reader.forEachTrial(row, trials::add);
      List<Curve> curves = new ArrayList<>();
      for (Trial trial : trials) {
        List<Result> results = new ArrayList<>();
        reader.forEachResult(row, trial.id(), results::add);
        if (!results.isEmpty()) {
          curves.add(
              new Curve(
                  trial.number(),
                  trial.trainable(),
                  trial.config(),
                  grows ? ownRequest(sweep, trial) : trial.resources(),
                  results.getLast().done() || SweepEngine.DONE.equals(trial.reason()),
                  results));
        }
      }
      if (curves.isEmpty()) {
        throw new InvalidInputException(
            new Problem(
                "--recorded: no trial of " + name + " has reported anything yet",
                null,
                "leave --recorded out"));
      }
      return new RecordedSweep(row, sweep, curves, trials.size() - curves.size());
    }
  }

  /** What a trial asked for by itself: it may have grown since. */
  private static PlacementGroup ownRequest(Sweep sweep, Trial trial) {
    Config known = Config.of(Map.of("run", trial.trainable(), "config", trial.config()));
    try {
      return sweep.request().apply(sweep.space().keeping(known).variant(BigInteger.ZERO, 0, 0));
    } catch (InvalidInputException e) { // the space was another one when it was proposed
      return trial.resources();
    }
  }
}
