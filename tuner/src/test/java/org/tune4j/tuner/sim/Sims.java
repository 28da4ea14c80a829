package org.tune4j.tuner.sim;

import java.util.List;
import java.util.Map;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;

/** Sweeps to simulate. */
final class Sims {
  private Sims() {}

  /** Rules without limits: each trial stops after so many iterations, and takes one CPU. */
  static SweepRules rules(String name, int iterations) {
    return new SweepRules(
        name,
        1,
        Objectives.of(new Objective("loss", Objective.Mode.MIN)),
        StopRules.of(List.of(StopRule.ofMap(Map.of("training_iteration", (double) iterations)))),
        0,
        0,
        null,
        2,
        0,
        variant -> PlacementGroup.ONE_CPU);
  }

  /** Trials 0, 1, 2, … with {@code x} from 0 to 1. */
  record Counting(int trials) implements Searcher {
    @Override
    public Suggestion suggest(int number) {
      return number < trials
          ? new Suggestion.Propose(
              Config.of(Map.of("run", "nothing", "config", Map.of("x", number / (double) trials))))
          : new Suggestion.Exhausted();
    }
  }

  /** A sweep that runs all trials to their end, one second for each iteration. */
  static SimulatedSweep fifo(String name, int trials, int iterations) {
    return new SimulatedSweep(
        rules(name, iterations),
        () -> new Counting(trials),
        () -> TrialScheduler.FIFO,
        SimulatedSweep.Saving.AT_END,
        Sims::falling);
  }

  /** A loss that falls to {@code x}. */
  static Curves.Step falling(org.tune4j.trial.Trial trial, int iteration, Curves.State state) {
    return Curves.Step.of(1, "loss", trial.config().getDouble("x") + 1.0 / iteration);
  }
}
