package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class FailuresTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aDefectIsOneLineAndAFileWithTheRest() throws Exception {
    int code = run(new IllegalStateException("the moon is full\nand more"));

    assertThat(code).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("tune: IllegalStateException: the moon is full\n");
    Path details = Path.of(err.toString().replaceAll("(?s).*details are in ", "").strip());
    assertThat(Files.readString(details)).contains("and more").contains("FailuresTest");
    Files.delete(details);
  }

  @Test
  void aMistakeOfTheUserIsToldAsItIs() {
    int code = run(new InvalidInputException(new Problem("lr: too high (9)", null, "use less")));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString("lr: too high (9)\n  Maybe use less.\n");
  }

  @Test
  void anInterruptHasItsExitCode() {
    assertThat(run(new InterruptedException())).isEqualTo(ExitCode.INTERRUPTED);
  }

  private int run(Exception failure) {
    CommandLine line = new CommandLine(new Failing(failure));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(new Failures());
    return line.execute();
  }

  @Command(name = "failing")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}
