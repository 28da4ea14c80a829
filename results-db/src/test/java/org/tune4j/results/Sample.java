package org.tune4j.results;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tune4j.space.Config;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.Trial;

/** Small records for tests. */
final class Sample {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00.123456789Z");

  private Sample() {}

  static NewSweep sweep(String name) {
    return new NewSweep(
        name,
        name + ":\n  run: DQN\n",
        42,
        new Objective("episode_reward_mean", Objective.Mode.MAX),
        T0,
        "{\"tune4j\":\"0.1.0\"}");
  }

  /** Objectives {@code f1}, {@code f2}, ... to be made small. */
  static NewSweep severalObjectives(String name, int count) {
    List<Objective> list =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> new Objective("f" + i, Objective.Mode.MIN))
            .toList();
    return with(name, new Objectives(list, new TreeMap<>()));
  }

  static NewSweep with(String name, Objectives objectives) {
    NewSweep plain = sweep(name);
    return new NewSweep(name, plain.yaml(), 42, objectives, T0, plain.provenance(), null);
  }

  static Trial trial(String sweep, int number, Map<String, ?> config) {
    return Trial.proposed(
        sweep, number, "DQN", Config.of(config), 1000 + number, PlacementGroup.ONE_CPU, T0);
  }

  static Placement on(String member) {
    return Placement.on(member, Resources.ONE_CPU);
  }

  static Result result(String trialId, int attempt, int iteration, Map<String, Double> metrics) {
    return new Result(
        trialId,
        attempt,
        iteration,
        iteration * 100L,
        iteration * 3L,
        iteration * 0.5,
        new TreeMap<>(metrics),
        null,
        false);
  }

  static Recorded event(long seq, SweepEvent event) {
    return new Recorded(seq, T0.plusMillis(seq), event);
  }

  static Recorded reported(
      long seq, String trialId, int attempt, int iteration, Map<String, Double> metrics) {
    return event(seq, new Reported(result(trialId, attempt, iteration, metrics)));
  }

  static Checkpoint checkpoint(String trialId, int attempt, int iteration) {
    return new Checkpoint(trialId, attempt, iteration, 1234, "ab".repeat(32));
  }

  static Batch events(Recorded... events) {
    return Batch.of(List.of(events));
  }
}
