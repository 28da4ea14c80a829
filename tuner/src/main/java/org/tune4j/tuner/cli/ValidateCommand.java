package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Checks sweep files and prints what would run; starts nothing.")
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Sweep files.")
  private List<Path> files;

  @Mixin private GridOptions grid;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Sweep> sweeps = SweepFiles.read(files, TrainableRegistry.load());
    sweeps.forEach(sweep -> sweep.refuseUnlessFits(grid.offered()));
    for (Sweep sweep : sweeps) {
      Plan.of(sweep, grid.offered()).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }
}
