package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.tuner.engine.Command;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/**
 * So many slots with trials that all train at the same speed, and do as they are told. The score of
 * a trial is its number.
 */
final class SlotsOfTrials {
  private static final int MOST_STEPS = 100_000;

  final Bench bench;

  /** The numbers of the trials, in the order in which they started or went on. */
  final List<Integer> starts = new ArrayList<>();

  /** How likely a trial is done after an iteration. */
  double endsEarly;

  /** How likely a trial fails in place of an iteration. */
  double fails;

  @Nullable RandomGenerator random;

  private final int slots;
  private final Map<Integer, Trial> running = new LinkedHashMap<>();
  private final Map<Integer, Integer> ages = new HashMap<>();

  SlotsOfTrials(Bench bench, int slots) {
    this.bench = bench;
    this.slots = slots;
  }

  static SearchSpace space() {
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read("{run: nothing, config: {x: 1}}", "space", problems);
    SearchSpace space = SearchSpace.parse(root, ConfigSchema.anything(), problems);
    problems.throwIfAny();
    return space;
  }

  void run() {
    for (int i = 0; !bench.engine.isOver(); i++) {
      assertThat(i).as("steps").isLessThan(MOST_STEPS);
      step();
    }
  }

  /** Fills the slots, and trains what runs for an iteration. */
  void step() {
    fill();
    assertThat(!running.isEmpty() || bench.engine.isOver()).as("something runs").isTrue();
    List.copyOf(running.values()).forEach(this::train);
  }

  /** How many iterations a trial has trained. */
  int age(int number) {
    return ages.getOrDefault(number, 0);
  }

  /** How many trials of a range have trained for how many iterations. */
  Map<Integer, Integer> ages(int from, int to) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int number = from; number < to; number++) {
      counts.merge(age(number), 1, Integer::sum);
    }
    counts.putIfAbsent(0, 0);
    counts.remove(0, 0);
    return counts;
  }

  private void fill() {
    while (running.size() < slots) {
      if (bench.engine.nextToPlace() == null) {
        if (!bench.engine.isHungry()) {
          return;
        }
        bench.slotFree();
      } else {
        place(bench.engine.nextToPlace());
      }
    }
  }

  private void place(Trial next) {
    Placement placement = Placement.on("member", Resources.ONE_CPU);
    bench
        .event(new SweepEvent.Placed(next.id(), next.attempts() + 1, placement))
        .forEach(
            command -> {
              if (command instanceof Command.Start start) {
                int from = start.from() == null ? 0 : start.from().trainingIteration();
                assertThat(from).as("iterations of " + next.id()).isEqualTo(age(next.number()));
                running.put(next.number(), start.trial());
                starts.add(next.number());
              }
            });
  }

  private void train(Trial trial) {
    int number = trial.number();
    if (dice(fails)) {
      end(trial, Outcome.FAILED);
      return;
    }
    int age = ages.merge(number, 1, Integer::sum);
    Decision decision = bench.report(trial, age, number);
    if (decision == Decision.PAUSE) {
      bench.save(trial, age);
      end(trial, Outcome.PAUSED);
    } else if (decision == Decision.STOP || dice(endsEarly)) {
      end(trial, Outcome.FINISHED);
    }
  }

  private boolean dice(double chance) {
    return random != null && chance > 0 && random.nextDouble() < chance;
  }

  private void end(Trial trial, Outcome outcome) {
    running.remove(trial.number());
    bench.end(trial, outcome, outcome == Outcome.FAILED ? "boom" : null);
  }
}
