package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.tuner.engine.Command;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/**
 * What every trial scheduler promises, shown in random sweeps with a real engine: trials are lost,
 * fail, report iterations again, leave out their metric, and drivers die. Extend it, name the kind
 * and the settings to try, and the tests run. A failure names the seed and the settings that repeat
 * it.
 */
public abstract class TrialSchedulerContract {
  protected static final int TRIALS = 24;

  private static final int AT_A_TIME = 4;

  /** What is tested. */
  protected abstract SchedulerKind kind();

  /** The settings that it is tested with; each must work in both modes. */
  protected List<Map<String, Object>> settings() {
    return List.of(Map.of());
  }

  /** What is searched: {@code config.x} and {@code config.lr}, both from 0 to 1. */
  protected SearchSpace space() {
    String yaml = "{run: nothing, config: {x: {uniform: [0, 1]}, lr: {uniform: [0, 1]}}}";
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read(yaml, "space", problems);
    SearchSpace space = SearchSpace.parse(root, ConfigSchema.anything(), problems);
    problems.throwIfAny();
    return space;
  }

  /** How many trials it is told of; -1 for a sweep of which nobody knows. */
  protected int samples(long seed) {
    return seed % 5 == 0 ? -1 : TRIALS;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyTrialEndsOnceAndSoDoesTheSweep(long seed) {
    for (Map<String, Object> settings : settings()) {
      Bench bench = bench(seed, settings);
      new RandomSweep(seed, bench).run();
      everyTrialEndedOnce(bench, seed + " " + settings);
    }
  }

  /** As after the death of a driver: what it was told is told to another, which goes on. */
  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112})
  void replayAtAnyCutGivesTheSameCommandsAndGoesOn(long seed) {
    for (Map<String, Object> settings : settings()) {
      RandomGenerator random = Seeds.random(seed, "cuts", 0);
      Bench bench = bench(seed, settings);
      RandomSweep world = new RandomSweep(seed, bench);
      for (int cut = 0; cut < 4; cut++) {
        world.run(random.nextInt(300));
        bench = replayed(bench, seed, settings);
        world.goOnWith(bench);
      }
      world.run();
      everyTrialEndedOnce(bench, seed + " " + settings);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {201, 202, 203, 204})
  void toBeAskedOftenChangesNothing(long seed) {
    for (Map<String, Object> settings : settings()) {
      Bench bench = bench(seed, settings);
      RandomSweep world = new RandomSweep(seed, bench);
      while (!bench.engine.isOver()) {
        world.run(1);
        bench.engine.isHungry();
        bench.engine.isHungry();
      }
      replayed(bench, seed, settings);
    }
  }

  @Test
  void aResultWithoutItsMetricJudgesNothing() {
    for (Map<String, Object> settings : settings()) {
      if (kind().learns()) {
        Bench bench = new Bench(1, rules -> rules);
        Trial trial = bench.placeNext();
        TrialScheduler scheduler = make(1, settings);
        scheduler.onAdded(trial);
        for (int age = 1; age < 4; age++) {
          Result result =
              new Result(trial.id(), 1, age, age, age, age, new TreeMap<>(), null, false);
          assertThat(scheduler.onResult(trial, result, true)).isEqualTo(Verdict.GO_ON);
        }
      }
    }
  }

  @Test
  void itsPlanIsText() {
    settings().forEach(s -> assertThat(make(1, s).plan()).noneMatch(String::isBlank));
  }

  private static void everyTrialEndedOnce(Bench bench, String as) {
    Map<Integer, Integer> ends = new HashMap<>();
    for (Command command : bench.commands()) {
      if (command instanceof Command.Store store) {
        Trial trial = store.trial();
        boolean isFinal = trial.status().isFinal();
        assertThat(ends).as("trials that ended before: " + as).doesNotContainKey(trial.number());
        if (isFinal) {
          ends.merge(trial.number(), 1, Integer::sum);
          assertThat(trial.reason())
              .as("a reason that says something: " + as)
              .isNotBlank()
              .isNotEqualTo("nothing is left that could let it go on");
          assertThat(trial.status()).isIn(TrialStatus.TERMINATED, TrialStatus.ERROR);
        }
      }
    }
    assertThat(ends).as("ends: " + as).hasSize(TRIALS);
    assertThat(bench.end())
        .as("end: " + as)
        .isEqualTo(new Command.End(true, "all trials have ended"));
  }

  /** A bench whose engine was told the same, after it was seen to answer the same. */
  private Bench replayed(Bench bench, long seed, Map<String, Object> settings) {
    Bench again = bench(seed, settings);
    for (int i = 1; i < bench.events.size(); i++) { // the first is there already
      again.clock = bench.events.get(i).at();
      again.event(bench.events.get(i).event());
    }
    assertThat(again.commands())
        .as("commands: " + seed + " " + settings)
        .isEqualTo(bench.commands());
    return again;
  }

  /** A sweep that begins, of a kind that depends on the seed. */
  private Bench bench(long seed, Map<String, Object> settings) {
    Objectives objectives = objectives(seed);
    Searcher searcher = new Batches(seed, seed % 3 == 0 ? 6 : TRIALS);
    return new Bench(
        searcher,
        make(seed, settings),
        rules -> rules.objectives(objectives).maxConcurrent(AT_A_TIME).maxFailures(1));
  }

  private TrialScheduler make(long seed, Map<String, Object> settings) {
    return kind()
        .factory()
        .make(
            new SchedulerKind.Setup(
                Config.of(settings), objectives(seed), space(), seed, samples(seed)));
  }

  /** What is optimised: {@code score} or {@code loss}, or both; in both modes. */
  protected Objectives objectives(long seed) {
    return Objectives.of(
        seed % 2 == 0
            ? new Objective("score", Objective.Mode.MAX)
            : new Objective("loss", Objective.Mode.MIN));
  }

  /** Proposes random configs; after each batch of them it waits until one of it has ended. */
  private static final class Batches implements Searcher {
    private final long seed;
    private final int batch;
    private int ended;

    Batches(long seed, int batch) {
      this.seed = seed;
      this.batch = batch;
    }

    @Override
    public Suggestion suggest(int number) {
      if (number >= TRIALS) {
        return new Suggestion.Exhausted();
      }
      if (number >= ended + batch) {
        return new Suggestion.NotYet(true);
      }
      RandomGenerator random = Seeds.random(seed, "config", number);
      Map<String, Object> config = Map.of("x", random.nextDouble(), "lr", random.nextDouble());
      return new Suggestion.Propose(Config.of(Map.of("run", "nothing", "config", config)));
    }

    @Override
    public void onEnded(Trial trial) {
      ended++;
    }
  }
}
