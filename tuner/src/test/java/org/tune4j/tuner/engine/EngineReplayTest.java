package org.tune4j.tuner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.TrialScheduler;

/** Random sweeps: reading the event log again, whole or up to any cut, gives the same commands. */
class EngineReplayTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSameEventsGiveTheSameCommands(long seed) {
    Bench bench = randomSweep(seed);
    for (int round = 0; round < 2; round++) {
      SweepEngine again = engine();
      List<Command> commands = new ArrayList<>();
      bench.events.forEach(event -> commands.addAll(again.handle(event)));
      assertThat(commands).as("seed " + seed).isEqualTo(bench.commands());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void everyTrialEndsOnceAndNoneIsLost(long seed) {
    Bench bench = randomSweep(seed);
    assertThat(bench.engine.isOver()).as("seed " + seed).isTrue();
    for (int number = 0; number < 30; number++) {
      assertThat(bench.trial(number).status().isFinal())
          .as("seed " + seed + ", trial " + number)
          .isTrue();
    }
    assertThat(bench.engine.tally().terminated() + bench.engine.tally().errors()).isEqualTo(30);
  }

  private static SweepEngine engine() {
    return new SweepEngine(
        rules(new Bench.Rules()).build(), new Bench.Counting(30), TrialScheduler.FIFO);
  }

  private static Bench.Rules rules(Bench.Rules rules) {
    return rules.stop(Map.of("score", 20.0)).maxFailures(2).maxConcurrent(4).checkpointsToKeep(1);
  }

  private static Bench randomSweep(long seed) {
    return randomSweep(seed, EngineReplayTest::rules);
  }

  static Bench randomSweep(long seed, UnaryOperator<Bench.Rules> rules) {
    RandomGenerator random = Seeds.random(seed, "scenario", 0);
    Bench bench = new Bench(30, rules);
    for (int i = 0; i < 100_000 && !bench.engine.isOver(); i++) {
      List<Trial> running =
          bench.engine.liveTrials().keySet().stream()
              .filter(t -> t.status() == TrialStatus.RUNNING)
              .toList();
      double dice = random.nextDouble();
      if (running.isEmpty() || dice < 0.2) {
        placeIfPossible(bench);
      } else if (dice < 0.98) {
        act(bench, running.get(random.nextInt(running.size())), random);
      } else {
        bench.event(new SweepEvent.DriverStarted("another"));
      }
    }
    return bench;
  }

  private static void placeIfPossible(Bench bench) {
    if (bench.engine.isHungry()) {
      bench.slotFree();
    }
    Trial next = bench.engine.nextToPlace();
    if (next != null) {
      bench.event(
          new SweepEvent.Placed(
              next.id(), next.attempts() + 1, Placement.on("member", Resources.ONE_CPU)));
    }
  }

  private static void act(Bench bench, Trial trial, RandomGenerator random) {
    int last =
        bench.engine.liveTrials().get(trial) == null
                || bench.engine.liveTrials().get(trial).attempt() != trial.attempts()
            ? 0
            : bench.engine.liveTrials().get(trial).trainingIteration();
    switch (random.nextInt(12)) {
      case 0 -> bench.end(trial, Outcome.FAILED, "boom");
      case 1 -> bench.end(trial, Outcome.LOST, "gone");
      case 2 -> bench.end(trial, Outcome.FINISHED, null);
      case 3, 4 -> {
        if (last > 0) {
          bench.save(trial, last);
        }
      }
      default -> bench.report(trial, last + 1, random.nextInt(25));
    }
  }
}
