package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tune4j.tuner.control.ControlServer;
import org.tune4j.tuner.control.ControlServer.ControlSettings;
import org.tune4j.tuner.control.RunningServer;
import org.tune4j.tuner.control.Serving;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tune server}. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Starts a driver that runs the sweeps that are submitted to it, here and on the members"
            + " that join it, until it is stopped (Ctrl-C, kill); what runs then saves its state.")
final class ServerCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;
  @ParentCommand private TuneCommand tune;

  @Mixin private ResultsFolder results;
  @Mixin private GridOptions offer;
  @Mixin private JoinOptions join;
  @Mixin private SecretOption secretOption;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description = "Where submit, status and stop reach it (default: any that is free).")
  private int controlPort;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Secret secret = secretOption.find();
    GridSettings grid = join.settings(secret);
    if (controlPort < 0 || controlPort > LAST_PORT) {
      throw new InvalidInputException(
          new Problem(
              "--control-port: must be from 1 to " + LAST_PORT + " (" + controlPort + ")",
              null,
              null));
    }
    Serving.Settings settings = new Serving.Settings(results.folder(), grid, offer.offer());
    try (Interruption interruption = new Interruption(spec.commandLine().getErr());
        RunningServer running = tune.starts().serving().start(settings)) {
      interruption.reaches(running::interrupt);
      serve(running, grid, new ControlSettings(grid.bind(), controlPort, secret));
    }
    return ExitCode.OK; // after Ctrl-C the interruption decides
  }

  private void serve(RunningServer running, GridSettings grid, ControlSettings control)
      throws InterruptedException, IOException {
    try (ControlServer server = ControlServer.start(running.control(), results.folder(), control)) {
      tell(running.member() + (grid.isLoopback() ? "" : " --bind THIS-MACHINE"), server, control);
      running.await();
    }
  }

  /** What others have to type, word for word. */
  private void tell(String member, ControlServer server, ControlSettings control) {
    PrintWriter out = spec.commandLine().getOut();
    Secret secret = control.secret();
    String known = secret == null ? "" : secretOption.typed();
    out.println("The server runs; its results are in " + results.folder());
    out.println("  add a member     " + Typed.launcher() + " worker --join " + member + known);
    out.println("  submit a sweep   " + Typed.command("submit", results.folder(), "FILE"));
    out.println("  see how it goes  " + Typed.command("status", results.folder(), ""));
    if (secret != null) {
      out.println("  from elsewhere   add --server " + server.address() + known);
    }
    out.flush();
  }
}
