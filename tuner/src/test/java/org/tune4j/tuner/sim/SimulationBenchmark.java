package org.tune4j.tuner.sim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.tune4j.search.VariantSearcher;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/**
 * How long the engine takes for an event, and how much memory a simulation, when trials are many:
 * {@code SimulationBenchmark MEMBERS SCHEDULER TRIALS...}, such as {@code 10000 fifo 1000 1000000}.
 *
 * <p>The time is that of {@code SweepEngine.handle}, with the searcher and the scheduler. The heap
 * is what is used after a full collection, the most of some twenty looks.
 */
final class SimulationBenchmark {
  private static final int ITERATIONS = 9;

  private static final SearchSpace SPACE =
      SearchSpace.parse(
          YamlReader.read(
              "{run: nothing, config: {lr: {loguniform: [1.0e-5, 0.1]}, width: {choice: [1, 2]}}}",
              "space",
              new Problems()),
          ConfigSchema.anything(),
          new Problems());

  private static final Map<String, Map<String, Object>> SETTINGS =
      Map.of(
          "asha", Map.of("max_t", ITERATIONS, "reduction_factor", 3, "grace_period", 1),
          "hyperband", Map.of("max_t", ITERATIONS));

  private SimulationBenchmark() {}

  public static void main(String[] args) {
    int members = Integer.parseInt(args[0]);
    measure(args[1], members, 10_000); // warm
    System.out.println(
        "scheduler      trials     events  p50 us  p99 us  p99.9 us  max ms  heap MB  wall s");
    for (String trials : List.of(args).subList(2, args.length)) {
      System.out.println(measure(args[1], members, Integer.parseInt(trials)));
    }
  }

  /** What was measured. */
  record Measured(
      String scheduler,
      int trials,
      long events,
      double p50,
      double p99,
      double p999,
      double maxMs,
      double heapMb,
      double wallS) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-10s %,10d %,10d %7.2f %7.2f %9.2f %7.2f %8.1f %7.1f",
          scheduler,
          trials,
          events,
          p50,
          p99,
          p999,
          maxMs,
          heapMb,
          wallS);
    }
  }

  static Measured measure(String scheduler, int members, int trials) {
    Stopwatch watch = new Stopwatch(trials * (long) (ITERATIONS + 3) / 20);
    long began = System.nanoTime();
    SimulationResult result =
        new Simulation(
                List.of(sweep(scheduler, trials)), MemberPlan.steady(members, Resources.ONE_CPU))
            .observer(watch)
            .forgettingTrials()
            .run();
    double wallS = (System.nanoTime() - began) / 1e9;
    SimulationResult.SweepEnd end = result.sweeps().getFirst();
    if (!end.finished() || end.terminated() != trials) {
      throw new IllegalStateException("it did not end: " + end);
    }
    return new Measured(
        scheduler,
        trials,
        watch.events,
        watch.micros(0.5),
        watch.micros(0.99),
        watch.micros(0.999),
        watch.longest / 1e6,
        watch.heap / 1e6,
        wallS);
  }

  private static SimulatedSweep sweep(String scheduler, int trials) {
    Objectives objectives = Objectives.of(new Objective("loss", Objective.Mode.MIN));
    SchedulerKind kind = SchedulerKinds.all().get(scheduler);
    SchedulerKind.Setup setup =
        new SchedulerKind.Setup(
            Config.of(SETTINGS.getOrDefault(scheduler, Map.of())), objectives, SPACE, 1, trials);
    Supplier<TrialScheduler> make = () -> kind.factory().make(setup);
    SweepRules rules =
        new SweepRules(
            "s",
            1,
            objectives,
            StopRules.of(
                List.of(StopRule.ofMap(Map.of("training_iteration", (double) ITERATIONS)))),
            0,
            0,
            null,
            2,
            0,
            variant -> PlacementGroup.ONE_CPU);
    return new SimulatedSweep(
        rules,
        () -> new VariantSearcher(SPACE, trials, 1),
        make,
        new SimulatedSweep.Saving(make.get().savesEvery(), false),
        (trial, iteration, state) -> {
          double chance = Seeds.derive(trial.seed(), "step", iteration) / (double) (1L << 53);
          return Curves.Step.of(1 + chance, "loss", 1.0 / iteration + chance);
        });
  }

  /** Times each event; looks at the heap now and then. */
  private static final class Stopwatch implements Observer {
    private static final int NANOS = 50; // a bucket

    private final int[] buckets = new int[100_000];
    private final long lookEvery;
    private long since;
    private long events;
    private long longest;
    private long heap;

    Stopwatch(long lookEvery) {
      this.lookEvery = Math.max(1, lookEvery);
    }

    @Override
    public void deciding(String sweep, SweepEvent.Recorded event) {
      since = System.nanoTime();
    }

    @Override
    public void decided(String sweep, SweepEvent.Recorded event, List<Command> commands) {
      long took = System.nanoTime() - since;
      buckets[(int) Math.min(buckets.length - 1, took / NANOS)]++;
      longest = Math.max(longest, took);
      if (++events % lookEvery == 0) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
      }
    }

    double micros(double quantile) {
      long rest = (long) (events * quantile);
      int bucket = 0;
      while (bucket < buckets.length - 1 && rest >= buckets[bucket]) {
        rest -= buckets[bucket++];
      }
      return bucket * NANOS / 1e3;
    }
  }
}
