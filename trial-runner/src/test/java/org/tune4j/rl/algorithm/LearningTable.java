package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs learning cases and prints how many steps each seed needed. {@code LearningTable [-s SEED]
 * [NAME...]}: all cases, or those whose algorithm or name is one of these; only one seed, or all.
 */
public final class LearningTable {
  private LearningTable() {}

  public static void main(String[] args) throws IOException {
    List<String> names = new ArrayList<>(Arrays.asList(args));
    Long seed = null;
    int at = names.indexOf("-s");
    if (at >= 0) {
      seed = Long.valueOf(names.get(at + 1));
      names.subList(at, at + 2).clear();
    }
    Path folder = Files.createTempDirectory("learning");
    for (LearningCase learning : LearningCases.ALL) {
      if (names.isEmpty()
          || names.contains(learning.algorithm())
          || names.contains(learning.name())) {
        print(learning, seed, folder, System.out);
      }
    }
    Files.delete(folder);
  }

  /**
   * Runs a case and prints its table.
   *
   * @param only one seed alone; {@code null}: all
   * @return how many seeds reached the threshold
   */
  static int print(LearningCase learning, @Nullable Long only, Path folder, PrintStream out)
      throws IOException {
    out.printf(
        Locale.ROOT,
        "%n%s: %s, within %,d steps%n| seed | steps to %s | best | CPU seconds |%n"
            + "|---|---|---|---|%n",
        learning,
        learning.config(),
        learning.budget(),
        learning.threshold());
    int reached = 0;
    long first = only == null ? 1 : only;
    long last = only == null ? learning.seeds() : only;
    for (long seed = first; seed <= last; seed++) {
      LearningRun run = LearningRun.of(learning, seed, folder);
      out.println(run.line());
      reached += run.reached() ? 1 : 0;
    }
    return reached;
  }
}
