package org.tune4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tunes something of their own can leave DL4J out. */
final class EmbeddingWithoutDl4jTest {
  private static final List<String> LEFT_OUT =
      List.of("nd4j", "deeplearning4j", "datavec", "bytedeco");

  @Test
  void aFunctionIsTunedWithoutDl4jOnTheClassPath(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output.txt");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "java.se",
                "-cp",
                classPathWithoutDl4j(),
                EmbeddedProgram.class.getName(),
                folder.resolve("results").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    boolean ended = program.waitFor(2, TimeUnit.MINUTES);
    program.destroyForcibly();

    assertThat(ended).as("it ended: %s", read(output)).isTrue();
    assertThat(read(output)).contains("ended well: 4, best: {\"x\":3}");
    assertThat(program.exitValue()).as(read(output)).isZero();
  }

  private static String classPathWithoutDl4j() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LEFT_OUT.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
