package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;

/**
 * Memory over a long training: {@code MemoryBenchmark ALGORITHM CONFIG [STEPS [LINES]]} prints the
 * heap in use after a collection and the memory of the whole process, so that what grows without
 * bound is seen.
 */
public final class MemoryBenchmark {
  private MemoryBenchmark() {}

  /**
   * Memory after so many steps.
   *
   * @param heap bytes in use after a collection
   * @param process bytes that the process has in memory; -1 where the system does not say
   */
  record Reading(long steps, long heap, long process) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,12d steps  heap %6.1f MB  process %6.1f MB",
          steps,
          heap / 1e6,
          process / 1e6);
    }
  }

  public static void main(String[] args) throws Exception {
    String algorithm = args.length > 0 ? args[0] : "PPO";
    Config config = args.length > 1 ? Config.parse(args[1]) : Trials.CARTPOLE_PPO;
    long steps = args.length > 2 ? Long.parseLong(args[2]) : 1_000_000;
    int lines = args.length > 3 ? Integer.parseInt(args[3]) : 10;
    run(algorithm, config, steps, lines);
  }

  /** Trains and prints as it goes. */
  static List<Reading> run(String algorithm, Config config, long steps, int lines)
      throws Exception {
    Path folder = Files.createTempDirectory("memory-benchmark");
    List<Reading> readings = new ArrayList<>();
    System.out.println(algorithm + " " + config);
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      for (int line = 1; line <= lines; line++) {
        double done = 0;
        while (done < (double) steps * line / lines) {
          done = Trials.number(trial.step(), "timesteps_total");
        }
        readings.add(new Reading((long) done, heap(), process()));
        System.out.println(readings.getLast());
      }
    }
    Files.delete(folder);
    return readings;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long process() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(-1);
  }
}
