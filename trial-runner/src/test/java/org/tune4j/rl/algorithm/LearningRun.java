package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How one seed did.
 *
 * @param reached whether the threshold was reached within the budget
 * @param steps environment steps when it was reached, or when the budget was spent
 * @param best the greatest mean reward at the end of an iteration
 * @param seconds of CPU time of the process, with all its threads
 */
record LearningRun(long seed, boolean reached, long steps, double best, double seconds) {

  /** Trains until the threshold is reached or the budget is spent. */
  static LearningRun of(LearningCase learning, long seed, Path folder) throws IOException {
    double start = cpuSeconds();
    double steps = 0;
    double best = Double.NEGATIVE_INFINITY;
    try (var trial = Trials.start(learning.algorithm(), learning.config(), seed, folder)) {
      while (steps < learning.budget() && best < learning.threshold()) {
        var result = trial.step();
        steps = Trials.number(result, "timesteps_total");
        double mean = Trials.number(result, "episode_reward_mean");
        best = Double.isNaN(mean) ? best : Math.max(best, mean);
      }
    } catch (Exception e) {
      throw new IOException(learning + ": seed " + seed, e);
    }
    boolean reached = best >= learning.threshold() && steps <= learning.budget();
    return new LearningRun(seed, reached, (long) steps, best, cpuSeconds() - start);
  }

  /** A line of a table. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %.2f | %.1f |",
        seed,
        reached ? String.format(Locale.ROOT, "%,d", steps) : "not within " + steps,
        best,
        seconds);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
