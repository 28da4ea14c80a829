package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** Finds the trial and the checkpoint that a command line names. */
final class KnownTrials {
  static final String NEWEST = "newest";
  private static final String BEST = "best";

  /** A trial and one of its checkpoints. */
  record Found(Trial trial, Checkpoint checkpoint) {}

  private KnownTrials() {}

  /**
   * The trial of that name.
   *
   * @param name {@code cartpole_00003} or {@code cartpole/3}
   * @param which {@code newest}, {@code best} or an iteration
   * @throws InvalidInputException when there is no such trial or checkpoint
   */
  static Found find(ResultsReader reader, String name, String which) {
    Trial trial = trial(reader, name);
    return new Found(trial, checkpoint(trial, reader.checkpoints(trial.id()), which));
  }

  private static Trial trial(ResultsReader reader, String name) {
    int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('_'));
    if (end < 0 || !name.substring(end + 1).matches("[0-9]{1,9}")) {
      throw problem(
          "there is no trial " + Problems.show(name),
          reader.sweep(name) == null ? "look at `tune ls`" : "use " + Trial.id(name, 0));
    }
    SweepRow sweep = KnownSweeps.find(reader, name.substring(0, end));
    int number = Integer.parseInt(name.substring(end + 1));
    List<Trial> found = new ArrayList<>();
    reader.forEachTrial(
        sweep,
        trial -> {
          if (trial.number() == number) {
            found.add(trial);
          }
        });
    if (found.isEmpty()) {
      throw problem(
          "sweep " + sweep.name() + " has no trial " + number,
          "look at `tune show " + sweep.name() + "`");
    }
    return found.getFirst();
  }

  private static Checkpoint checkpoint(Trial trial, List<Checkpoint> kept, String which) {
    if (kept.isEmpty()) {
      throw problem(
          "trial " + trial.id() + " has no checkpoint",
          "run its sweep with checkpoint: {at_end: true} or a frequency");
    }
    if (which.equals(NEWEST)) {
      return kept.getLast();
    }
    int iteration = which.equals(BEST) ? best(trial) : whole(which);
    return kept.stream()
        .filter(checkpoint -> checkpoint.trainingIteration() == iteration)
        .reduce((older, newer) -> newer)
        .orElseThrow(
            () ->
                problem(
                    "trial %s has no checkpoint of iteration %d".formatted(trial.id(), iteration),
                    "use one of "
                        + kept.stream()
                            .map(checkpoint -> String.valueOf(checkpoint.trainingIteration()))
                            .collect(Collectors.joining(", "))));
  }

  private static int best(Trial trial) {
    Integer iteration = trial.bestIteration();
    if (iteration == null) {
      throw problem(
          "trial " + trial.id() + " has no best iteration: it never reported its objective", null);
    }
    return iteration;
  }

  private static int whole(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw problem(
          "--checkpoint: must be newest, best or an iteration (" + Problems.show(text) + ")", null);
    }
    return Integer.parseInt(text);
  }

  private static InvalidInputException problem(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem("evaluate: " + message, null, maybe));
  }
}
