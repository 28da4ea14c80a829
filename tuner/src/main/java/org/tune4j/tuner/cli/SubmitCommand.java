package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.control.SweepText;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Hands the sweeps of one or more files to a server, all or none, and does not wait for"
            + " their end.")
final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Sweep files.")
  private List<Path> files;

  @Mixin private Calling calling;
  @Mixin private UserOption user;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all randomness comes from, in place of what the files say.")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    List<SweepText> texts = texts();
    PrintWriter out = spec.commandLine().getOut();
    try (ControlClient server = calling.open()) {
      for (String name : server.submit(texts, user.name(), seed)) {
        out.println(name + ": submitted");
      }
    }
    out.println("Look: " + calling.typed("status", ""));
    return ExitCode.OK;
  }

  private List<SweepText> texts() {
    List<SweepText> texts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        texts.add(new SweepText(file.toString(), SweepFile.text(file)));
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return texts;
  }
}
