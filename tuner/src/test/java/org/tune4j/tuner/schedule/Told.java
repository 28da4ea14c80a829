package org.tune4j.tuner.schedule;

import java.util.Map;
import java.util.TreeMap;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** Trials, results and setups for a scheduler without an engine. */
final class Told {
  static final Objectives LOSS = Objectives.of(new Objective("loss", Objective.Mode.MIN));
  static final Objectives SCORE = Objectives.of(new Objective("score", Objective.Mode.MAX));

  /** A loss, and a cost of no more than 1. */
  static final Objectives BOUNDED =
      new Objectives(LOSS.list(), new TreeMap<>(Map.of("cost", new Bounds(null, 1.0))));

  private Told() {}

  static SearchSpace space() {
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read("{run: nothing, config: {x: 1}}", "space", problems);
    return SearchSpace.parse(root, ConfigSchema.anything(), problems);
  }

  static SchedulerKind.Setup setup(
      Map<String, Object> settings, Objectives objectives, int samples) {
    return new SchedulerKind.Setup(Config.of(settings), objectives, space(), 1, samples);
  }

  static Trial trial(int number) {
    return Trial.proposed(
        "s", number, "nothing", Config.empty(), 1, PlacementGroup.ONE_CPU, java.time.Instant.EPOCH);
  }

  static Trial ended(Trial trial, TrialStatus status) {
    return trial.ended(status, "why", null, java.time.Instant.EPOCH);
  }

  static Result result(Trial trial, int iteration, Map<String, Double> metrics) {
    return new Result(
        trial.id(),
        1,
        iteration,
        iteration * 100L,
        0,
        iteration,
        new TreeMap<>(metrics),
        null,
        false);
  }
}
