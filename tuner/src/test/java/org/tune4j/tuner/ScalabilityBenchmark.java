package org.tune4j.tuner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tune4j.results.ResultsDb;
import org.tune4j.results.SweepRow;
import org.tune4j.runner.Folders;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.spec.SweepFile;

/**
 * The loads of Ray Tune's page "Scalability and overhead benchmarks", and how many results a second
 * are recorded for good. Everything is written: H2, {@code result.json}, {@code progress.csv}; and
 * counted afterwards.
 *
 * <pre>ScalabilityBenchmark [ROW [SCALE]]...      such as: a 0.1 d</pre>
 *
 * <p>Rows: (a) 10,000 trials of 1 s on 16 slots; (b) 96 trials × 10 results/s × 100 s; (c) 1,000
 * trials × 0.1 results/s × 100 s on 16 members, each a process of this machine; (d) results/s of 96
 * trials of this process; (e) of 96 trials on 4 member processes. Without arguments: a, b and d. A
 * scale is a part of the trials (in d and e: of the results of each).
 *
 * <p>The seconds are those of {@code Tuner.run}: the grid of this process starts within them. Only
 * ratios mean something on a machine that others use too, so the CPU time of each result is printed
 * beside.
 */
public final class ScalabilityBenchmark {
  private ScalabilityBenchmark() {}

  /**
   * What is run.
   *
   * @param results how many each trial reports
   * @param rate how many of them a second; 0 for as fast as it can
   * @param slots how many trials run at a time
   * @param members processes that run them; 0 for this one
   */
  record Load(int trials, int results, double rate, int slots, int members) {
    /** Of any system, however fast; 0 when there is no pace. */
    double leastSeconds() {
      double rounds = Math.ceil((double) trials / slots);
      return rate == 0 ? 0 : rounds * results / rate;
    }

    long total() {
      return (long) trials * results;
    }

    Load scaled(double scale) {
      return rate == 0
          ? new Load(trials, (int) Math.max(1, results * scale), rate, slots, members)
          : new Load((int) Math.max(1, trials * scale), results, rate, slots, members);
    }

    String yaml() {
      return """
      b:
        run: org.tune4j.tuner.PacedTrainable
        num_samples: %d
        seed: 1
        metric: loss
        mode: min
        checkpoint: {at_end: false}
        config: {iterations: %d, rate: %s, lr: {loguniform: [1e-5, 1e-1]}}
      """
          .formatted(trials, results, rate);
    }
  }

  /** A load, and what others and we want to make of it. */
  enum Row {
    A("10,000 trials of 1 s on 16 slots", new Load(10_000, 1, 1, 16, 0), 715.27, 631),
    B("96 trials x 10 results/s x 100 s", new Load(96, 1_000, 10, 96, 0), 168.94, 101),
    C(
        "1,000 trials x 0.1 results/s x 100 s, 16 members",
        new Load(1_000, 10, 0.1, 1_008, 16),
        168.18,
        105),
    D("results/s, 96 trials in process", new Load(96, 20_000, 0, 96, 0), 0, 50_000),
    E("results/s, 96 trials on 4 members", new Load(96, 10_000, 0, 96, 4), 0, 10_000);

    private final String what;
    private final Load load;

    /** Ray Tune's published seconds; 0 when there are none. */
    private final double published;

    /** Seconds at most, or results a second at least. */
    private final double bar;

    Row(String what, Load load, double published, double bar) {
      this.what = what;
      this.load = load;
      this.published = published;
      this.bar = bar;
    }
  }

  /**
   * What came of it.
   *
   * @param seconds from the call to its return
   * @param sustained results a second while the middle four fifths of them were recorded
   * @param recorded results in the database
   * @param written lines in all {@code result.json}
   * @param cpuMicros CPU time of the driver's process for each result
   * @param memberCpuMicros the same of all processes of members together
   */
  record Measured(
      Load load,
      double seconds,
      double sustained,
      long recorded,
      long written,
      double cpuMicros,
      double memberCpuMicros) {}

  public static void main(String[] args) throws Exception {
    Map<Row, Double> rows = rows(args);
    System.out.printf(
        "%d CPUs, load %.1f, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version());
    measure(new Load(96, 500, 0, 96, 0)); // the Java compiler's time is not what is asked for
    System.out.println(HEADER);
    for (Map.Entry<Row, Double> row : rows.entrySet()) {
      System.out.println(line(row.getKey(), measure(row.getKey().load.scaled(row.getValue()))));
    }
    System.exit(0);
  }

  private static Map<Row, Double> rows(String[] args) {
    Map<Row, Double> rows = new LinkedHashMap<>();
    Row last = null;
    for (String arg : args) {
      if (Character.isLetter(arg.charAt(0))) {
        last = Row.valueOf(arg.toUpperCase(Locale.ROOT));
        rows.put(last, 1.0);
      } else if (last != null) {
        rows.put(last, Double.parseDouble(arg));
      }
    }
    if (rows.isEmpty()) {
      List.of(Row.A, Row.B, Row.D).forEach(row -> rows.put(row, 1.0));
    }
    return rows;
  }

  static final String HEADER =
      "%-52s %12s %10s %10s  %s".formatted("load", "Ray Tune", "minimum", "bar", "tune4j");

  static String line(Row row, Measured measured) {
    double least = measured.load.leastSeconds();
    boolean isPaced = least > 0;
    double scale = least / Math.max(1e-9, row.load.leastSeconds());
    String ours =
        isPaced
            ? "%.2f s (%+.2f %%)".formatted(measured.seconds, overhead(measured.seconds, least))
            : "%,.0f/s".formatted(measured.sustained);
    String members =
        measured.load.members == 0
            ? ""
            : " and %.1f of members".formatted(measured.memberCpuMicros);
    return "%-52s %12s %10s %10s  %s; %,d results, %.1f µs CPU each%s"
        .formatted(
            row.what + (measured.load.equals(row.load) ? "" : " (scaled)"),
            row.published == 0
                ? "about 1,000/s"
                : "%+.1f %%".formatted(overhead(row.published, row.load.leastSeconds())),
            isPaced ? "%.1f s".formatted(least) : "",
            isPaced ? "%.1f s".formatted(row.bar * scale) : "%,.0f/s".formatted(row.bar),
            ours,
            measured.recorded,
            measured.cpuMicros,
            members);
  }

  private static double overhead(double seconds, double least) {
    return (seconds / least - 1) * 100;
  }

  /** Runs a load and counts what was written. */
  static Measured measure(Load load) throws Exception {
    Path results = Files.createTempDirectory("tune4j-scalability-");
    try {
      if (load.members > 0) {
        MemberProcesses.Run run = MemberProcesses.run(load, results);
        return count(load, results, run.seconds(), run.serverCpuNanos(), run.memberCpuNanos());
      }
      long cpu = cpuNanos();
      double seconds = runHere(load, results);
      return count(load, results, seconds, cpuNanos() - cpu, 0);
    } finally {
      Folders.delete(results);
    }
  }

  private static double runHere(Load load, Path results) throws InterruptedException {
    TrainableRegistry trainables = TrainableRegistry.load();
    Sweep sweep = SweepFile.parse(load.yaml(), "benchmark", trainables).get(0);
    try (Tuner tuner = Tuner.open(results, new Resources(load.slots, 0), trainables)) {
      long start = System.nanoTime();
      SweepResult result = tuner.run(sweep);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (result.terminated() != load.trials) {
        throw new IllegalStateException("not all trials ended well: " + result);
      }
      return seconds;
    }
  }

  private static Measured count(
      Load load, Path results, double seconds, long driverCpuNanos, long memberCpuNanos)
      throws IOException {
    List<Instant> recorded = new ArrayList<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      SweepRow sweep = db.sweeps().getFirst();
      db.replay(
          sweep.name(),
          event -> {
            if (event.event() instanceof SweepEvent.Reported) {
              recorded.add(event.at());
            }
          });
    }
    long written = 0;
    for (int i = 0; i < load.trials; i++) {
      Path file = results.resolve("b").resolve("%05d".formatted(i)).resolve("result.json");
      try (var lines = Files.lines(file)) {
        written += lines.count();
      }
    }
    if (recorded.size() != load.total() || written != load.total()) {
      throw new IllegalStateException(
          "%d results, %d recorded, %d written".formatted(load.total(), recorded.size(), written));
    }
    return new Measured(
        load,
        seconds,
        sustained(recorded),
        recorded.size(),
        written,
        driverCpuNanos / 1e3 / load.total(),
        memberCpuNanos / 1e3 / load.total());
  }

  private static double sustained(List<Instant> recorded) {
    int from = recorded.size() / 10;
    int to = recorded.size() - 1 - from;
    Duration took = Duration.between(recorded.get(from), recorded.get(to));
    return (to - from) / Math.max(1e-9, took.toNanos() / 1e9);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
