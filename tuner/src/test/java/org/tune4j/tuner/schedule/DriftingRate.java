package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.runner.Decision;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.tuner.engine.Command;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/**
 * A problem whose best hyperparameter changes with time: the expected loss of stochastic gradient
 * descent on a noisy quadratic, v' = (1 - lr)² v + lr². At first a great rate is best, at the end
 * one near 1 / t: no fixed rate is as good. Its state is a number, so sweeps with the real engine
 * take milliseconds. Run it to see what populations make of it.
 */
final class DriftingRate {
  static final int ITERATIONS = 100;
  static final double BEGINS = 10_000;
  static final int TRIALS = 8;

  private static final int SEEDS = 20;
  private static final double LEAST = 1e-3;

  /** What runs in the toy grid. */
  private static final class Running {
    final Trial trial;
    int iteration;
    double loss;

    Running(Trial trial, int iteration, double loss) {
      this.trial = trial;
      this.iteration = iteration;
      this.loss = loss;
    }
  }

  private final Bench bench;
  private final int slots;
  private final int savesEvery;
  private final Map<String, Double> states = new HashMap<>();
  private final Map<String, Running> running = new LinkedHashMap<>();

  /** The loss at the end of each trial, by its number. */
  final Map<Integer, Double> losses = new TreeMap<>();

  /** How many iterations were trained, over all. */
  int steps;

  private DriftingRate(TrialScheduler scheduler, Searcher searcher, int slots) {
    this.slots = slots;
    this.savesEvery = scheduler.savesEvery();
    this.bench =
        new Bench(
            searcher,
            scheduler,
            rules ->
                rules
                    .objectives(objectives())
                    .stop(Map.of(Result.TRAINING_ITERATION, (double) ITERATIONS)));
  }

  static Objectives objectives() {
    return Objectives.of(new Objective("loss", Objective.Mode.MIN));
  }

  static SearchSpace space() {
    Problems problems = new Problems();
    Node.Mapping root =
        YamlReader.read(
            "{run: nothing, config: {lr: {loguniform: [" + LEAST + ", 1]}}}", "space", problems);
    SearchSpace space = SearchSpace.parse(root, ConfigSchema.anything(), problems);
    problems.throwIfAny();
    return space;
  }

  /** A sweep of a population, done. */
  static DriftingRate ran(SchedulerKind kind, Map<String, Object> settings, long seed, int slots) {
    SchedulerKind.Setup setup =
        new SchedulerKind.Setup(Config.of(settings), objectives(), space(), seed, TRIALS);
    Searcher walk =
        number ->
            number < TRIALS
                ? new Searcher.Suggestion.Propose(
                    space().variant(java.math.BigInteger.ZERO, seed, number))
                : new Searcher.Suggestion.Exhausted();
    DriftingRate sweep = new DriftingRate(kind.factory().make(setup), walk, slots);
    sweep.run();
    return sweep;
  }

  private void run() {
    while (!bench.engine.isOver()) {
      place();
      for (Running one : List.copyOf(running.values())) {
        step(one);
      }
    }
  }

  private void place() {
    while (running.size() < slots) {
      if (bench.engine.nextToPlace() == null && bench.engine.isHungry()) {
        bench.slotFree();
      }
      Trial next = bench.engine.nextToPlace();
      if (next == null) {
        return;
      }
      bench.event(
          new SweepEvent.Placed(
              next.id(), next.attempts() + 1, Placement.on("member", Resources.ONE_CPU)));
      Command.Start start = bench.lastStart();
      @Nullable Checkpoint from = start.from();
      running.put(
          next.id(),
          new Running(
              start.trial(),
              from == null ? 0 : from.trainingIteration(),
              from == null ? BEGINS : states.get(key(from))));
    }
  }

  private void step(Running one) {
    steps++;
    one.iteration++;
    one.loss = next(one.loss, one.trial.config().getDouble("lr"));
    if (one.iteration % savesEvery == 0) {
      save(one);
    }
    Decision decision = report(one);
    if (decision == Decision.CONTINUE) {
      return;
    }
    running.remove(one.trial.id());
    if (decision == Decision.PAUSE) {
      save(one);
    } else {
      losses.put(one.trial.number(), one.loss);
    }
    bench.end(one.trial, decision == Decision.PAUSE ? Outcome.PAUSED : Outcome.FINISHED, null);
  }

  private Decision report(Running one) {
    Result result =
        new Result(
            one.trial.id(),
            one.trial.attempts(),
            one.iteration,
            one.iteration,
            0,
            one.iteration,
            new TreeMap<>(Map.of("loss", one.loss)),
            null,
            false);
    for (Command command : bench.event(new SweepEvent.Reported(result))) {
      if (command instanceof Command.Answer answer) {
        return answer.decision();
      }
    }
    throw new AssertionError("no answer");
  }

  private void save(Running one) {
    states.put(key(bench.save(one.trial, one.iteration)), one.loss);
  }

  private static String key(Checkpoint checkpoint) {
    return checkpoint.trialId() + "/" + checkpoint.attempt() + "/" + checkpoint.trainingIteration();
  }

  static double next(double loss, double rate) {
    return (1 - rate) * (1 - rate) * loss + rate * rate;
  }

  double best() {
    return losses.values().stream().mapToDouble(x -> x).min().orElseThrow();
  }

  static double fixed(double rate) {
    double loss = BEGINS;
    for (int i = 0; i < ITERATIONS; i++) {
      loss = next(loss, rate);
    }
    return loss;
  }

  /** The best that any fixed rate can do, on a fine grid. */
  static double bestFixed() {
    double best = BEGINS;
    for (int i = 0; i <= 10_000; i++) {
      best = Math.min(best, fixed(LEAST * StrictMath.pow(1 / LEAST, i / 10_000.0)));
    }
    return best;
  }

  /** The best of as many fixed rates as the population has trials. */
  static double bestOfRandomRates(long seed) {
    double best = BEGINS;
    for (int number = 0; number < TRIALS; number++) {
      Config variant = space().variant(java.math.BigInteger.ZERO, seed, number);
      best = Math.min(best, fixed(variant.getDouble("config.lr")));
    }
    return best;
  }

  /** The best of as many schedules, each of which draws a rate for every five iterations. */
  static double bestOfRandomSchedules(long seed) {
    double best = BEGINS;
    for (int number = 0; number < TRIALS; number++) {
      var random = Seeds.random(seed, "schedule", number);
      double loss = BEGINS;
      double rate = 0;
      for (int i = 0; i < ITERATIONS; i++) {
        rate = i % 5 == 0 ? StrictMath.pow(LEAST, Chance.uniform(random)) : rate;
        loss = next(loss, rate);
      }
      best = Math.min(best, loss);
    }
    return best;
  }

  /** The best that any schedule can do: the rate that is best at each iteration. */
  static double bestSchedule() {
    double loss = BEGINS;
    for (int i = 0; i < ITERATIONS; i++) {
      loss = next(loss, loss / (loss + 1));
    }
    return loss;
  }

  /** The losses that a scheduler ends with, over so many seeds, sorted. */
  static List<Double> losses(
      SchedulerKind kind, Map<String, Object> settings, int slots, int seeds) {
    List<Double> losses = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      losses.add(ran(kind, settings, seed, slots).best());
    }
    return losses.stream().sorted().toList();
  }

  /** What populations end with, beside what fixed rates do. */
  static String figures(int seeds) {
    StringBuilder text = new StringBuilder();
    text.append("loss at the end: median, least and greatest of %d seeds%n".formatted(seeds));
    text.append("%-28s %8.5f%n".formatted("best schedule there is", bestSchedule()));
    text.append("%-28s %8.5f%n".formatted("best fixed rate there is", bestFixed()));
    Map<String, Object> every5 = Map.of("perturbation_interval", 5);
    Map<String, Object> synch = Map.of("perturbation_interval", 5, "synch", true);
    line(text, "pbt", losses(Pbt.KIND, every5, TRIALS, seeds));
    line(text, "pbt, synch", losses(Pbt.KIND, synch, TRIALS, seeds));
    line(text, "pbt on 3 slots", losses(Pbt.KIND, every5, 3, seeds));
    line(text, "pb2", losses(Pb2.KIND, every5, TRIALS, seeds));
    List<Double> rates = new ArrayList<>();
    List<Double> schedules = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      rates.add(bestOfRandomRates(seed));
      schedules.add(bestOfRandomSchedules(seed));
    }
    line(text, "best of 8 random rates", rates.stream().sorted().toList());
    line(text, "best of 8 random schedules", schedules.stream().sorted().toList());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, List<Double> sorted) {
    text.append(
        "%-28s %8.5f %8.5f %8.5f%n"
            .formatted(
                name,
                (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2,
                sorted.getFirst(),
                sorted.getLast()));
  }

  public static void main(String[] args) {
    System.out.print(figures(args.length > 0 ? Integer.parseInt(args[0]) : SEEDS));
  }
}
