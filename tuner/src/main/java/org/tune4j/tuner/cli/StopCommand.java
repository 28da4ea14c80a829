package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tune4j.results.SweepStatus;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune stop}. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Interrupts sweeps that a server runs: their trials save their state, and `tune resume`"
            + " goes on with them.")
final class StopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Sweeps, as `tune ls` names them.")
  private List<String> names;

  @Mixin private Calling calling;
  @Mixin private UserOption user;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Problem> problems = new ArrayList<>();
    try (ControlClient server = calling.open()) {
      for (String name : names) {
        try {
          tell(name, server.stop(name, user.name()), out);
        } catch (InvalidInputException e) {
          problems.addAll(e.problems()); // the others are stopped all the same
        }
      }
    }
    out.flush();
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return ExitCode.OK;
  }

  private void tell(String name, SweepStatus was, PrintWriter out) {
    out.println(
        name
            + switch (was) {
              case RUNNING -> ": is asked to save its state and stop";
              case INTERRUPTED -> ": is interrupted already: nothing to stop";
              case FINISHED -> ": has ended already: nothing to stop";
              case FAILED -> ": has failed already: nothing to stop";
            });
    if (was != SweepStatus.FINISHED) {
      out.println("Go on: " + calling.typed("resume", name));
    }
  }
}
