package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
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
            + " trials.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private TuneCommand tune;

  @Parameters(paramLabel = "NAME", description = "The sweep, as `tune ls` names it.")
  private String name;

  @Mixin private ResultsFolder results;
  @Mixin private GridOptions grid;

  @Option(
      names = "--num-samples",
      paramLabel = "N",
      description = "Another num_samples, not less than before.")
  private @Nullable Integer numSamples;

  @Override
  public Integer call() throws InterruptedException, IOException {
    results.mustExist();
    return new Foreground(
            results.folder(), grid.offered(), TrainableRegistry.load(), tune.isQuiet())
        .run(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            tuner -> List.of(tuner.resume(name, numSamples)));
  }
}
