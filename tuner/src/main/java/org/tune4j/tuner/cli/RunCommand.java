package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.grid.GridSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tune run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Runs the sweeps of one or more files and waits for their end.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private TuneCommand tune;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Sweep files.")
  private List<Path> files;

  @Mixin private ResultsFolder results;
  @Mixin private GridOptions grid;
  @Mixin private JoinOptions join;
  @Mixin private SecretOption secret;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all randomness comes from, in place of what the files say.")
  private @Nullable Long seed;

  @Override
  public Integer call() throws InterruptedException, IOException {
    TrainableRegistry trainables = TrainableRegistry.load();
    List<Sweep> sweeps =
        SweepFiles.read(files, trainables).stream()
            .map(sweep -> seed == null ? sweep : sweep.withSeed(seed))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    sweeps.forEach(sweep -> sweep.warnings().forEach(err::println));
    Opening.Member member =
        new Opening.Member(
            grid.offer(), join.isAlone() ? GridSettings.embedded() : join.settings(secret.find()));
    if (join.joinsSomebody()) {
      sayThatItJoins(member.grid(), out);
    }
    return new Foreground(
            results.folder(),
            () -> tune.starts().opening().open(results.folder(), member, trainables),
            tune.isQuiet())
        .run(
            out,
            err,
            tuner -> tuner.run(sweeps, (sweep, name) -> announce(sweep, name, member.grid())));
  }

  /** Joining takes a while; what is wrong with the options is said before. */
  private void sayThatItJoins(GridSettings settings, PrintWriter out) {
    if (!grid.offer().saysNothing()) {
      grid.offered();
    }
    if (!tune.isQuiet()) {
      out.println("joining " + settings.joinText() + " ...");
      out.flush();
    }
  }

  /** The first thing that is seen, before the grid has started. */
  private void announce(Sweep sweep, String recorded, GridSettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    if (!recorded.equals(sweep.name())) {
      out.println(sweep.name() + " exists in " + results.folder() + "; this run is " + recorded);
    }
    if (!tune.isQuiet()) {
      out.println(Plan.oneLine(sweep, recorded, where(settings)));
    }
  }

  /** What this machine offers is not what runs the trials of who has joined others. */
  private String where(GridSettings settings) {
    if (join.joinsSomebody()) {
      return "the grid of " + settings.joinText();
    }
    return settings.isLoopback()
        ? new Resources(grid.offered().cpu(), grid.offered().gpu()).toString()
        : "the members that join it";
  }
}
