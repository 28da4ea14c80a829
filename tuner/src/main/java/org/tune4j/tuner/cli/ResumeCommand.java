package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.results.SweepStatus;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.SweepResult;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tune resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Goes on with a sweep that was interrupted or killed, from the last checkpoints of its"
            + " trials: at the server of the results folder when there is one, else here, and waits"
            + " for its end.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private TuneCommand tune;

  @Parameters(paramLabel = "NAME", description = "The sweep, as `tune ls` names it.")
  private String name;

  @Mixin private Calling calling;
  @Mixin private UserOption user;
  @Mixin private GridOptions grid;

  @Option(
      names = "--num-samples",
      paramLabel = "N",
      description = "Another num_samples, not less than before.")
  private @Nullable Integer numSamples;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {
        "A sweep file in which the sweep has another config, env, constraints, points_to_evaluate"
            + " or num_samples. Its trials stay, and the search goes on in the new space."
      })
  private @Nullable Path file;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!calling.isNamed()) {
      calling.folderMustExist();
      Integer done = numSamples == null && file == null ? nothingToDo() : null;
      if (done != null) {
        return done;
      }
    }
    try (ControlClient server = calling.find()) {
      if (server != null && file != null) {
        throw new InvalidInputException(
            new Problem(
                "resume: --file: does not work at a server (" + server.server() + ")",
                null,
                "end the server, resume here with --file, and start the server again"));
      }
      return server == null ? here() : at(server);
    }
  }

  private int here() throws InterruptedException, IOException {
    TrainableRegistry trainables = TrainableRegistry.load();
    List<Sweep> sweeps = file == null ? List.of() : SweepFile.read(file, trainables);
    Opening.Member member = new Opening.Member(grid.offer(), GridSettings.embedded());
    return new Foreground(
            calling.folder(),
            () -> tune.starts().opening().open(calling.folder(), member, trainables),
            tune.isQuiet())
        .run(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            tuner -> List.of(resumed(tuner, sweeps)));
  }

  private SweepResult resumed(Tuner tuner, List<Sweep> sweeps) throws InterruptedException {
    return file == null ? tuner.resume(name, numSamples) : tuner.resume(name, sweeps, numSamples);
  }

  private int at(ControlClient server) {
    boolean goesOn = server.resume(name, numSamples, user.name());
    PrintWriter out = spec.commandLine().getOut();
    if (!goesOn) {
      out.println(name + ": nothing to do, all trials have ended");
      return ExitCode.OK;
    }
    out.println(name + ": goes on at the server " + server.server());
    out.println("Look: " + calling.typed("status", ""));
    return ExitCode.OK;
  }

  /** Says so when the sweep is finished; {@code null} when it can go on. */
  private @Nullable Integer nothingToDo() {
    try (ResultsReader reader = ResultsReader.open(calling.folder())) {
      SweepRow sweep = KnownSweeps.find(reader, name);
      if (sweep.state().status() != SweepStatus.FINISHED) {
        return null;
      }
      List<TrialStatus> ended = new ArrayList<>();
      reader.forEachTrial(sweep, trial -> ended.add(trial.status()));
      spec.commandLine()
          .getOut()
          .println(
              "%s: nothing to do, %s"
                  .formatted(
                      name,
                      ended.size() == 1
                          ? "its only trial has ended"
                          : "all " + ended.size() + " trials have ended"));
      return ended.contains(TrialStatus.ERROR) ? ExitCode.TRIAL_FAILED : ExitCode.OK;
    }
  }
}
