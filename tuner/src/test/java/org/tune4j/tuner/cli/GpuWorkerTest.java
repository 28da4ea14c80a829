package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a worker that offers two GPUs by number, which no machine needs to have. */
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GpuWorkerTest {
  /** Says which GPU it sees, as soon as all of its sweep run at the same time. */
  private static final String SCRIPT =
      """
      import json, os, sys, time
      meeting, number, all = sys.argv[1], sys.argv[2], int(sys.argv[3])
      os.makedirs(meeting, exist_ok=True)
      open(os.path.join(meeting, number), "w").close()
      while len(os.listdir(meeting)) < all:
          time.sleep(0.05)
      print(json.dumps({"sees": int(os.environ["CUDA_VISIBLE_DEVICES"])}))
      """;

  @TempDir private Path folder;

  @Test
  void aProgramSeesItsGpusAndTwoHalvesAreOfOne() throws Exception {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0, "no python3");
    Path script = Files.writeString(folder.resolve("see.py"), SCRIPT);
    Path results = folder.resolve("results");
    Path sweeps =
        Files.writeString(
            folder.resolve("sweeps.yaml"),
            sweep("halves", "0.5", 2, script) + sweep("wholes", "1", 2, script));
    String at = "127.0.0.1:" + TuneProcess.freePort();
    try (TuneProcess server = start("server --cpus 0 --gpus 0 --bind " + at, results);
        TuneProcess worker =
            TuneProcess.start("worker", "--cpus", "4", "--gpus", "2", "--join", at)) {
      server.awaitLine("see how it goes");
      worker.awaitLine("The worker runs");
      submit(results, sweeps);
      while (!ask(results, "select status from sweep").equals("FINISHED\nFINISHED\n")) {
        Thread.sleep(300);
      }
    }
    assertThat(ask(results, "select gpus, cast(sees as int) from halves_trials"))
        .as("both halves are of one GPU")
        .isEqualTo("0,0\n0,0\n");
    assertThat(ask(results, "select gpus, cast(sees as int) from wholes_trials order by gpus"))
        .isEqualTo("0,0\n1,1\n");
  }

  private String sweep(String name, String gpu, int trials, Path script) {
    return """
    %s:
      run: command
      command: [python3, "%s", "%s", "{{ config.number }}", "%d"]
      metric: sees
      mode: max
      resources_per_trial: {cpu: 1, gpu: %s}
      config: {number: {grid_search: [1, 2]}}
    """
        .formatted(name, script, folder.resolve("meeting-" + name), trials, gpu);
  }

  /** Also once the worker has been heard of: before that nobody has a GPU. */
  private static void submit(Path results, Path sweeps) throws Exception {
    Cli.Outcome outcome = Cli.run("submit", "--results", results.toString(), sweeps.toString());
    for (int i = 0; i < 50 && outcome.code() == ExitCode.USAGE; i++) {
      Thread.sleep(200);
      outcome = Cli.run("submit", "--results", results.toString(), sweeps.toString());
    }
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  private static TuneProcess start(String line, Path results) throws Exception {
    return TuneProcess.start((line + " --results " + results).split(" "));
  }

  private static String ask(Path results, String sql) {
    Cli.Outcome outcome = Cli.run("sql", "--results", results.toString(), "--format", "csv", sql);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome
        .out()
        .replace("\r", "")
        .lines()
        .skip(1)
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }
}
