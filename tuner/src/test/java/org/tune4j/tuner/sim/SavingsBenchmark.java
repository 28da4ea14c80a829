package org.tune4j.tuner.sim;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.spec.SweepFile;

/**
 * What schedulers save: whether a fifth of FIFO's iterations is enough for them to find a trial as
 * good as the best that FIFO finds among random configs, when it trains all of them to the end.
 *
 * <p>The curves are those of a smooth bowl over four keys, in another place for each seed. The
 * final loss of a config is from 0.05 to 1, by its distance to the lowest point; its loss falls
 * from 1 towards that hyperbolically: half of the way is done after 2 iterations with the largest
 * {@code lr}, with the smallest after 6 in the one family and after 24 in the other, so that of two
 * configs the worse one is often ahead at first. Each report has normal noise with a standard
 * deviation of 0.01. What a trial has come to after all its iterations is judged without it.
 *
 * <pre>SavingsBenchmark [seeds [trials]]</pre>
 */
public final class SavingsBenchmark {
  static final int MAX_T = 81;
  static final double BUDGET = 0.2;
  private static final int SLOTS = 16;

  /** So many more trials than FIFO has there are for that. */
  private static final int MORE = 4;

  /** As much worse than FIFO's best counts as good as that: one standard deviation of the noise. */
  static final double TOLERANCE = 0.01;

  private static final double NOISE = 0.01;
  private static final double FASTEST = 2;
  private static final double[] SLOWEST = {6, 24};

  /**
   * The schedulers, with the searcher of each. Those without one try FIFO's configs first, its best
   * among them; the others come to configs of their own, and at random to other ones.
   */
  static final Map<String, String> WAYS =
      new TreeMap<>(
          Map.of(
              "asha", "scheduler: {type: asha, max_t: 81, reduction_factor: 3}",
              "asha promotion",
                  "scheduler: {type: asha, max_t: 81, reduction_factor: 3, variant: promotion}",
              "hyperband", "scheduler: {type: hyperband, max_t: 81}",
              "bohb", "scheduler: {type: bohb, max_t: 81}\n  search_alg: bohb",
              "bohb at random",
                  "scheduler: {type: bohb, max_t: 81}\n"
                      + "  search_alg: {type: bohb, random_fraction: 1}",
              "tpe", "search_alg: tpe"));

  private SavingsBenchmark() {}

  /**
   * Curves that a config's keys determine.
   *
   * @param slowest iterations until half of the way is done with the smallest {@code lr}
   */
  record Bowl(long seed, double slowest) implements Curves {
    private static final double LEAST = 0.05;
    private static final double STEEPNESS = 0.2;

    @Override
    public Step step(Trial trial, int iteration, @Nullable State state) {
      double noise = NOISE * Seeds.random(trial.seed(), "noise", iteration).nextGaussian();
      return Step.of(1, "loss", loss(trial.config(), iteration) + noise);
    }

    double loss(Config config, int iteration) {
      double lr = (Math.log10(config.getDouble("lr")) + 5) / 4; // 0 to 1, as the others
      double[] at = {
        lr,
        config.getDouble("momentum"),
        config.getDouble("dropout") * 2,
        (config.getLong("width") - 16) / 240.0
      };
      double distance = 0;
      for (int i = 0; i < at.length; i++) {
        double off = at[i] - 0.2 - 0.6 * Seeds.random(seed, "lowest", i).nextDouble();
        distance += off * off / (1 + i); // the last matter less
      }
      double last = LEAST + (1 - LEAST) * distance / (distance + STEEPNESS);
      double half = slowest * Math.pow(slowest / FASTEST, -lr);
      return last + (1 - last) / (1 + iteration / half);
    }
  }

  /**
   * What came of one sweep.
   *
   * @param iterations all of them
   * @param best the loss of the best trial that came to the end, and its number
   */
  record Run(long iterations, double best, int number) {}

  /** Counts the iterations, and sees the trials that come to the end. */
  private static final class Watch implements Observer {
    private final Bowl bowl;
    private final long budget;
    private final double goal;
    private final Map<String, Trial> trials = new HashMap<>();
    private long iterations;
    private double best = Double.POSITIVE_INFINITY;
    private int number = -1;
    private OptionalDouble reached = OptionalDouble.empty();

    /**
     * @param budget after so many iterations it looks away
     * @param goal what is to be reached
     */
    Watch(Bowl bowl, long budget, double goal) {
      this.bowl = bowl;
      this.budget = budget;
      this.goal = goal;
    }

    @Override
    public void decided(String sweep, SweepEvent.Recorded event, List<Command> commands) {
      for (Command command : commands) {
        if (command instanceof Command.Start start) {
          trials.put(start.trial().id(), start.trial());
        }
      }
      if (iterations < budget && event.event() instanceof SweepEvent.Reported reported) {
        iterations++;
        Trial trial = trials.get(reported.result().trialId());
        if (trial != null && reported.result().trainingIteration() == MAX_T) {
          atTheEnd(trial, bowl.loss(trial.config(), MAX_T));
        }
      }
    }

    private void atTheEnd(Trial trial, double loss) {
      if (loss < best) {
        best = loss;
        number = trial.number();
      }
      if (best <= goal && reached.isEmpty()) {
        reached = OptionalDouble.of(iterations);
      }
    }

    Run run() {
      return new Run(iterations, best, number);
    }
  }

  private static Watch watch(Bowl bowl, int trials, String way, long budget, double goal) {
    String yaml =
        """
        sweep:
          run: command
          command: ["true"]
          metric: loss
          mode: min
          seed: %d
          num_samples: %d
          stop: {training_iteration: %d}
          %s
          config:
            lr: {loguniform: [1e-5, 1e-1]}
            momentum: {uniform: [0, 1]}
            dropout: {uniform: [0, 0.5]}
            width: {randint: [16, 257]}
        """
            .formatted(bowl.seed, trials, MAX_T, way);
    Sweep sweep = SweepFile.parse(yaml, "benchmark", TrainableRegistry.load()).getFirst();
    Watch watch = new Watch(bowl, budget, goal);
    new Simulation(List.of(sweep.simulated(bowl)), MemberPlan.steady(1, new Resources(SLOTS, 0)))
        .observer(watch)
        .run();
    return watch;
  }

  /**
   * What one way of searching needed, over all seeds.
   *
   * @param share of FIFO's iterations, with as many trials
   * @param same how often it then trained FIFO's best trial to the end, and it was its best
   * @param until share of FIFO's iterations until it was as good as FIFO's best, for each seed
   *     where that was within {@link #BUDGET}
   * @param worse how much worse its best was on average within that; negative when better
   */
  record Savings(double share, int same, List<Double> until, double worse) {
    double meanUntil() {
      return until.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double mostUntil() {
      return until.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
  }

  static Savings savings(String way, double slowest, int trials, List<Run> fifo) {
    int seeds = fifo.size();
    double share = 0;
    double worse = 0;
    int same = 0;
    List<Double> until = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Run all = fifo.get(seed - 1);
      Bowl bowl = new Bowl(seed, slowest);
      double goal = all.best + TOLERANCE;
      Run run = watch(bowl, trials, way, Long.MAX_VALUE, goal).run();
      share += run.iterations / (double) all.iterations / seeds;
      same += run.number == all.number && run.best == all.best ? 1 : 0;
      long budget = Math.round(BUDGET * all.iterations);
      Watch fifth = watch(bowl, MORE * trials, way, budget, goal);
      worse += (fifth.best - all.best) / seeds;
      fifth.reached.ifPresent(after -> until.add(after / all.iterations));
    }
    return new Savings(share, same, until, worse);
  }

  static List<Run> fifo(double slowest, int seeds, int trials) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      runs.add(watch(new Bowl(seed, slowest), trials, "", Long.MAX_VALUE, 0).run());
    }
    return runs;
  }

  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 243;
    for (double slowest : SLOWEST) {
      print(slowest, seeds, trials, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }
  }

  private static void print(double slowest, int seeds, int trials, PrintStream out) {
    List<Run> fifo = fifo(slowest, seeds, trials);
    out.printf(
        Locale.ROOT,
        "half of the way after %.0f to %.0f iterations; %d seeds, %d slots; FIFO: %d trials,"
            + " %d iterations, best loss %.4f on average%n",
        FASTEST,
        slowest,
        seeds,
        SLOTS,
        trials,
        fifo.getFirst().iterations,
        fifo.stream().mapToDouble(Run::best).average().orElse(Double.NaN));
    out.printf(
        Locale.ROOT,
        "%-15s | %9s %9s | %9s %9s %9s %9s%n",
        "",
        "as many",
        "same best",
        "in 20 %",
        "after",
        "at most",
        "worse by");
    WAYS.forEach(
        (name, way) -> {
          Savings s = savings(way, slowest, trials, fifo);
          out.printf(
              Locale.ROOT,
              "%-15s | %7.1f %% %6d/%-2d | %6d/%-2d %7.1f %% %7.1f %% %9.4f%n",
              name,
              100 * s.share,
              s.same,
              seeds,
              s.until.size(),
              seeds,
              100 * s.meanUntil(),
              100 * s.mostUntil(),
              s.worse);
        });
  }
}
