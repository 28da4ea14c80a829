package org.tune4j.tuner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;

/**
 * What a sweep costs beside its training: trials that do nothing, through the grid, into the
 * database and into files.
 *
 * <pre>SweepBenchmark [trials] [results per trial] [slots]</pre>
 *
 * Prints trials and results per second, and the heap that is in use after a collection, while the
 * sweep runs.
 */
public final class SweepBenchmark {
  private SweepBenchmark() {}

  /** What was measured. */
  record Measured(int trials, long results, double seconds, long recorded, long peakHeapMb) {
    @Override
    public String toString() {
      return "%d trials, %d results in %.2f s: %.0f trials/s, %.0f results/s, %.3f ms per trial; %d recorded; heap in use at most %d MB"
          .formatted(
              trials,
              results,
              seconds,
              trials / seconds,
              results / seconds,
              seconds * 1000 / trials,
              recorded,
              peakHeapMb);
    }
  }

  public static void main(String[] args) throws Exception {
    int trials = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int resultsPerTrial = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int slots = args.length > 2 ? Integer.parseInt(args[2]) : 16;
    System.out.println("warm-up:  " + measure(Math.max(1, trials / 10), resultsPerTrial, slots));
    System.out.println("measured: " + measure(trials, resultsPerTrial, slots));
    System.exit(0);
  }

  static Measured measure(int trials, int resultsPerTrial, int slots) throws Exception {
    Path results = Files.createTempDirectory("tune4j-benchmark-");
    String yaml =
        """
        b:
          run: synthetic
          num_samples: %d
          seed: 1
          checkpoint: {at_end: false}
          config: {iterations: %d, lr: {loguniform: [1e-5, 1e-1]}}
        """
            .formatted(trials, resultsPerTrial);
    TrainableRegistry trainables = TrainableRegistry.load();
    Thread watch = watchHeap();
    try (Tuner tuner = Tuner.open(results, new Resources(slots, 0), trainables)) {
      Sweep sweep = SweepFile.parse(yaml, "benchmark", trainables).get(0);
      long start = System.nanoTime();
      SweepResult result = tuner.run(sweep);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (result.terminated() != trials) {
        throw new IllegalStateException("not all trials ended well: " + result);
      }
      tuner.close();
      return new Measured(
          trials, (long) trials * resultsPerTrial, seconds, recorded(results), peak.get());
    } finally {
      watch.interrupt();
      delete(results);
    }
  }

  private static final AtomicLong peak = new AtomicLong();

  /** The heap after a collection, every two seconds: what is really in use. */
  private static Thread watchHeap() {
    peak.set(0);
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (true) {
                  Thread.sleep(2000);
                  System.gc();
                  long used =
                      ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
                  peak.accumulateAndGet(used, Math::max);
                }
              } catch (InterruptedException e) {
                // measured
              }
            });
  }

  private static long recorded(Path results) {
    AtomicLong count = new AtomicLong();
    try (ResultsDb db = ResultsDb.open(results)) {
      db.replay(
          "b",
          event -> {
            if (event.event() instanceof org.tune4j.trial.SweepEvent.Reported) {
              count.incrementAndGet();
            }
          });
    }
    return count.get();
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
