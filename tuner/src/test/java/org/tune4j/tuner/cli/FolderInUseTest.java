package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second run on a folder whose database another process holds. */
@Tag("slow")
@Timeout(120)
class FolderInUseTest {
  @TempDir Path folder;

  @Test
  void itIsRefusedAndSaysWhoHoldsIt() throws Exception {
    String sweep =
        "s: {run: synthetic, config: {iterations: 1000000, seconds_per_iteration: 0.05}}";
    Path file = Files.writeString(folder.resolve("s.yaml"), sweep);
    Path results = folder.resolve("results");
    Process first =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-q",
                file.toString(),
                "--results",
                results.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("first.log").toFile())
            .start();
    try {
      while (!Files.exists(results.resolve("tune.server"))) {
        assertThat(first.isAlive()).as(Files.readString(folder.resolve("first.log"))).isTrue();
        Thread.sleep(50);
      }
      for (String[] command :
          new String[][] {
            {"run", "-q", file.toString(), "--results", results.toString()},
            {"resume", "-q", "s", "--num-samples", "2", "--results", results.toString()}
          }) {
        Cli.Outcome second = Cli.run(command);
        assertThat(second.code()).as(second.all()).isEqualTo(ExitCode.USAGE);
        assertThat(second.err())
            .contains(results + ": is in use by process " + first.pid())
            .contains("Maybe wait for it to end, or name another folder with --results.")
            .doesNotContain("Exception");
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    Cli.Outcome after = Cli.run("ls", "--results", results.toString());
    assertThat(after.code()).as(after.all()).isZero();
  }
}
