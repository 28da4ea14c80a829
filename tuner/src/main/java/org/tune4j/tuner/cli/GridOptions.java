package org.tune4j.tuner.cli;

import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Tuner;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Option;

/** What the embedded grid offers its trials; options of the commands that run trials. */
final class GridOptions {
  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "CPUs that all trials together may hold (default: all of this machine).")
  private @Nullable Double cpus;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs that all trials together may hold (default: 0).")
  private @Nullable Double gpus;

  Resources offered() {
    Resources all = Tuner.allCpus();
    if (gpus != null && gpus != Math.rint(gpus)) {
      throw new InvalidInputException(
          new Problem("--gpus: must be a whole number (" + gpus + ")", null, null));
    }
    return new Resources(number("--cpus", cpus, all.cpu()), number("--gpus", gpus, all.gpu()));
  }

  private static double number(String option, @Nullable Double value, double otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          new Problem(option + ": must be a number from 0 (" + value + ")", null, null));
    }
    return value;
  }
}
