package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;

/** What it costs, and what it finds, on learning curves that cross. */
class AshaCurvesTest {
  private static final int TRIALS = 128;
  private static final int MAX_T = 81;
  private static final int SLOTS = 8;

  private record Cost(long iterations, double best) {}

  /** Trials take turns, one iteration each. */
  private static Cost sweep(long seed, Map<String, Object> settings) {
    TrialScheduler asha = Asha.KIND.factory().make(Told.setup(settings, Told.LOSS, TRIALS));
    Bench bench =
        new Bench(
            new Bench.Counting(TRIALS),
            asha,
            rules -> rules.objectives(Told.LOSS).maxConcurrent(SLOTS));
    Deque<Trial> turns = new ArrayDeque<>();
    Map<String, Integer> ages = new HashMap<>();
    long iterations = 0;
    double best = Double.POSITIVE_INFINITY;
    while (!bench.engine.isOver()) {
      fill(bench, turns);
      if (turns.isEmpty()) {
        continue; // the searcher had nothing more, and that was the end
      }
      Trial trial = turns.remove();
      int age = ages.merge(trial.id(), 1, Integer::sum);
      double loss = loss(seed, trial.number(), age);
      best = age == MAX_T ? Math.min(best, loss) : best;
      iterations++;
      switch (bench.report(result(trial, age, loss))) {
        case CONTINUE -> turns.add(trial);
        case STOP -> bench.end(trial, Outcome.FINISHED, null);
        case PAUSE -> {
          bench.save(trial, age);
          bench.end(trial, Outcome.PAUSED, null);
        }
      }
    }
    return new Cost(iterations, best);
  }

  private static void fill(Bench bench, Deque<Trial> turns) {
    while (bench.engine.nextToPlace() != null || bench.engine.isHungry()) {
      bench.slotFree();
      if (bench.engine.nextToPlace() != null) {
        turns.add(bench.placeNext());
      }
    }
  }

  private static Result result(Trial trial, int age, double loss) {
    return new Result(
        trial.id(),
        trial.attempts(),
        age,
        age,
        0,
        age,
        new TreeMap<>(Map.of("loss", loss)),
        null,
        false);
  }

  /** Some fall fast to a high floor, others slowly to a low one. */
  private static double loss(long seed, int number, int age) {
    RandomGenerator random = Seeds.random(seed, "curve", number);
    double floor = random.nextDouble();
    double speed = 0.3 + random.nextDouble();
    return floor + 1 / (1 + speed * age);
  }

  private static double optimum(long seed) {
    double best = Double.POSITIVE_INFINITY;
    for (int number = 0; number < TRIALS; number++) {
      best = Math.min(best, loss(seed, number, MAX_T));
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopping", "promotion"})
  void itFindsNearlyTheBestForAFifth(String variant) {
    Map<String, Object> settings =
        Map.of("variant", variant, "max_t", (long) MAX_T, "reduction_factor", 3L);
    long spent = 0;
    double lost = 0;
    int found = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Cost cost = sweep(seed, settings);
      spent += cost.iterations;
      lost += cost.best - optimum(seed);
      found += cost.best == optimum(seed) ? 1 : 0;
    }
    double share = spent / (20.0 * TRIALS * MAX_T);
    String figures =
        "%s: %.3f of the iterations, %d of 20 found, %.4f lost"
            .formatted(variant, share, found, lost / 20);
    assertThat(share).as(figures).isLessThan(0.2);
    assertThat(found).as(figures).isGreaterThanOrEqualTo(15);
    assertThat(lost / 20).as(figures).isLessThan(0.01);
  }

  /** Nothing remains of a trial but a number at each rung. */
  @Test
  @Tag("slow")
  void aMillionTrialsAreBearable() {
    TrialScheduler asha = Asha.KIND.factory().make(Told.setup(Map.of(), Told.LOSS, 1_000_000));
    RandomGenerator random = Seeds.random(1, "million", 0);
    long before = used();
    for (int number = 0; number < 1_000_000; number++) {
      Trial trial = Told.trial(number);
      asha.onAdded(trial);
      for (int age = 1; age <= 100; age *= 4) {
        Result result = Told.result(trial, age, Map.of("loss", random.nextDouble()));
        if (asha.onResult(trial, result, true) instanceof Verdict.Stop) {
          break;
        }
      }
      asha.onEnded(trial);
    }
    assertThat(used() - before).isLessThan(40_000_000);
    assertThat(asha.plan()).isNotEmpty();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
