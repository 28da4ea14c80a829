package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tune4j.tuner.control.Running;
import org.tune4j.tuner.control.Working;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tune worker}. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Joins a grid and runs trials for its drivers, until it is stopped (Ctrl-C, kill).")
final class WorkerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private TuneCommand tune;

  @Mixin private JoinOptions join;
  @Mixin private SecretOption secret;
  @Mixin private GridOptions offer;

  @Override
  public Integer call() throws InterruptedException {
    if (!join.joinsSomebody()) {
      throw new InvalidInputException(
          new Problem(
              "worker: --join is missing",
              null,
              "use the address that `tune server` printed, such as --join 10.0.0.5:5701"));
    }
    PrintWriter out = spec.commandLine().getOut();
    Working.Settings settings =
        new Working.Settings(join.settings(secret.find()), offer.offer(), line -> tell(line, out));
    try (Interruption interruption = new Interruption(spec.commandLine().getErr());
        Running running = tune.starts().working().start(settings)) {
      interruption.reaches(running::interrupt);
      out.println("The worker runs as " + running.member());
      out.flush();
      running.await();
    }
    return ExitCode.OK; // after Ctrl-C the interruption decides
  }

  private void tell(String line, PrintWriter out) {
    if (!tune.isQuiet()) {
      out.println(line);
      out.flush();
    }
  }
}
