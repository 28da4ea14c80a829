package org.tune4j.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * How fast the database records, durably, and how large it becomes. Arguments: results (default
 * 1,000,000), results per batch (1,000), trials (10,000), batches of each smaller size (10,000).
 * The CPU time is that of the process; it says more than the rate where others use the machine.
 *
 * <pre>{@code java -Xmx256m -cp … org.tune4j.results.ResultsBenchmark}</pre>
 */
public final class ResultsBenchmark {
  private static final int TRIALS_AT_ONCE = 96;
  private static final int[] SMALLER = {100, 50, 10, 1};
  private static final String[] METRICS = {"episode_reward_mean", "episode_len_mean", "loss"};

  private ResultsBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("results-benchmark");
    System.out.println(
        run(
            folder,
            argument(args, 0, 1_000_000),
            argument(args, 1, 1_000),
            argument(args, 2, 10_000),
            argument(args, 3, 10_000)));
  }

  private static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  /** Runs all of it; the figures as text. */
  static String run(Path folder, int results, int batch, int trials, int commits)
      throws IOException {
    StringBuilder report = new StringBuilder();
    results(folder.resolve("results"), results, batch, report);
    for (int size : SMALLER) {
      results(folder.resolve("batches-of-" + size), commits * size, size, report);
    }
    trials(folder.resolve("trials"), trials, report);
    for (int objectives = 2; objectives <= 3; objectives++) {
      front(folder.resolve("front-" + objectives), trials, objectives, 0, report);
      front(folder.resolve("near-front-" + objectives), trials, objectives, 0.9, report);
    }
    return report.toString();
  }

  private static void results(Path folder, int count, int batch, StringBuilder report)
      throws IOException {
    Path file = folder.resolve("tune.mv.db");
    long start;
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep("bench"));
      start = System.nanoTime();
      long cpu = cpuNanos();
      Random random = new Random(1);
      long largest = 0;
      for (int done = 0; done < count; done += batch) {
        db.append("bench", batch(done, Math.min(batch, count - done), random));
        largest = Math.max(largest, Files.size(file));
      }
      double seconds = since(start);
      report.append(
          "%,d results in batches of %,d: %,.0f results/s, %.1f µs CPU each, largest file %,.1f MB%n"
              .formatted(
                  count,
                  batch,
                  count / seconds,
                  (cpuNanos() - cpu) / 1e3 / count,
                  largest / 1048576.0));
      long before = heap();
      start = System.nanoTime();
      long[] seen = {0};
      long[] highest = {0};
      db.replay(
          "bench",
          event -> {
            if (seen[0]++ % 100_000 == 0) {
              highest[0] = Math.max(highest[0], heap());
            }
          });
      report.append(
          "  replay: %,d events, %,.0f/s; heap %,.1f MB before, at most %,.1f MB meanwhile%n"
              .formatted(
                  seen[0], seen[0] / since(start), before / 1048576.0, highest[0] / 1048576.0));
      start = System.nanoTime();
    }
    report.append(
        "  closed in %.2f s, %,.0f bytes per result%n"
            .formatted(since(start), (double) Files.size(file) / count));
  }

  private static Batch batch(int from, int size, Random random) {
    List<Recorded> events = new ArrayList<>(size);
    Instant at = Instant.ofEpochSecond(1_800_000_000L, from * 1_000L);
    for (int i = from; i < from + size; i++) {
      TreeMap<String, Double> metrics = new TreeMap<>();
      for (String name : METRICS) {
        metrics.put(name, random.nextDouble());
      }
      String trial = Trial.id("bench", i % TRIALS_AT_ONCE);
      int iteration = 1 + i / TRIALS_AT_ONCE;
      events.add(
          new Recorded(
              i + 1L,
              at,
              new Reported(
                  new Result(
                      trial,
                      1,
                      iteration,
                      iteration * 200L,
                      iteration,
                      iteration * 0.1,
                      metrics,
                      null,
                      false))));
    }
    return Batch.of(events);
  }

  /** Each trial inserted and updated twice, in batches of 100 rows. */
  private static void trials(Path folder, int count, StringBuilder report) throws IOException {
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep("bench"));
      long start = System.nanoTime();
      for (int from = 0; from < count; from += 100) {
        List<Trial> proposed = new ArrayList<>();
        for (int i = from; i < Math.min(count, from + 100); i++) {
          proposed.add(Sample.trial("bench", i, config(i)));
        }
        List<Trial> started =
            proposed.stream().map(t -> t.started(Sample.on("m"), Sample.T0)).toList();
        db.append("bench", Batch.of(List.of(), proposed, from));
        db.append("bench", Batch.of(List.of(), started, from));
        db.append(
            "bench",
            Batch.of(
                List.of(),
                started.stream()
                    .map(t -> t.ended(TrialStatus.TERMINATED, "done", null, Sample.T0))
                    .toList(),
                from));
      }
      report.append(
          "%,d trials of 30 config leaves, inserted and updated twice: %,.0f trials/s%n"
              .formatted(count, count / since(start)));
    }
    report.append(
        "  %,.0f bytes per trial%n"
            .formatted((double) Files.size(folder.resolve("tune.mv.db")) / count));
  }

  /**
   * What the Pareto front costs that SQL answers.
   *
   * @param near how much of the way to the sphere that bounds them the trials are moved, to 1: as a
   *     search gets better, ever more of its trials are on the front
   */
  private static void front(
      Path folder, int count, int objectives, double near, StringBuilder report)
      throws IOException {
    Random random = new Random(1);
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.severalObjectives("bench", objectives));
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        trials.add(
            Sample.trial("bench", i, Map.of("lr", 1e-4 * (1 + i)))
                .started(Sample.on("m"), Sample.T0)
                .withOutcome(new Outcome(point(objectives, near, random), 0, 1))
                .ended(TrialStatus.TERMINATED, "done", null, Sample.T0));
      }
      long start = System.nanoTime();
      for (int from = 0; from < count; from += 100) {
        db.append(
            "bench", Batch.of(List.of(), trials.subList(from, Math.min(count, from + 100)), from));
      }
      double written = since(start);
      try (ResultsReader reader = ResultsReader.open(folder)) {
        start = System.nanoTime();
        int size = Collected.of(reader, "select * from bench_pareto").rows.size();
        report.append(
            "%,d trials with %d objectives: written in %.2f s; front of %,d read in %.3f s%n"
                .formatted(count, objectives, written, size, since(start)));
      }
    }
  }

  /** In the positive part of the unit ball around (1, 1, ...), less being better. */
  private static List<Double> point(int objectives, double near, Random random) {
    double[] point = new double[objectives];
    double square = 0;
    for (int i = 0; i < objectives; i++) {
      point[i] = Math.abs(random.nextGaussian());
      square += point[i] * point[i];
    }
    double radius = (near + (1 - near) * random.nextDouble()) / Math.sqrt(square);
    List<Double> values = new ArrayList<>();
    for (double value : point) {
      values.add(1 - value * radius);
    }
    return values;
  }

  private static Map<String, ?> config(int number) {
    Map<String, Object> config = new TreeMap<>();
    config.put("lr", 1e-4 * (1 + number));
    for (int i = 1; i < 30; i++) {
      config.put("key_" + i, i % 3 == 0 ? "text" : (Object) (number + i));
    }
    return config;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
