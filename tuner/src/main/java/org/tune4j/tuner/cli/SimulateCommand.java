package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.sim.Forecast;
import org.tune4j.tuner.sim.MemberPlan;
import org.tune4j.tuner.sim.RecordedCurves;
import org.tune4j.tuner.sim.SimulatedSweep;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;
import org.tune4j.tuner.spec.SweepFile;
import org.tune4j.tuner.stop.SweepPlateau;
import org.tune4j.tuner.stop.SweepStopRule;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Says what sweeps would take on a grid, before anything is run.",
    footer = {
      "",
      "Sweeps run in virtual time, with invented learning curves or with recorded ones: how far",
      "trials come, how long it takes, what the scheduler saves against FIFO, where slots idle.",
      "Starts nothing and writes nothing.",
      "",
      "What would ASHA have saved?",
      "  tune simulate --recorded cartpole-dqn --scheduler '{type: asha, max_t: 81}'"
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Sweep files; their sweeps share the grid. Not needed with --recorded.")
  private List<Path> files = new ArrayList<>();

  @Mixin private SimulatedGrid grid;

  @Option(
      names = "--seconds-per-iteration",
      paramLabel = "X",
      description = "How long an iteration takes (default: 1).")
  private @Nullable Double seconds;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "After how many a trial is done (default: what stop or max_t says, else 100).")
  private @Nullable Integer iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed, instead of that of the file; also of the invented curves.")
  private @Nullable Long seed;

  @Option(
      names = "--scheduler",
      paramLabel = "YAML",
      description = "Another scheduler, as a file says it: asha, or '{type: asha, max_t: 81}'.")
  private @Nullable String scheduler;

  @Option(
      names = "--recorded",
      paramLabel = "NAME",
      description = "Trials report what those of this sweep of the results folder reported.")
  private @Nullable String recorded;

  @Mixin private ResultsFolder results;
  @Mixin private Format format;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    List<Simulated> sweeps = sweeps(TrainableRegistry.load());
    MemberPlan members = grid.plan();
    boolean ends =
        isRecordedAlone() || sweeps.stream().map(Simulated::sweep).allMatch(SimulateCommand::ends);
    Forecast own = Forecast.of(sweeps.stream().map(Simulated::own).toList(), members, ends);
    List<SimulatedSweep> others = sweeps.stream().map(Simulated::fifo).toList();
    Forecast fifo =
        sweeps.stream().allMatch(Simulated::isFifo) ? null : Forecast.of(others, members, ends);
    if (recorded != null) {
      checkCurves(own, recorded);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.isTable()) {
      new SimulationText(own, fifo, grid.toString()).of(sweeps).forEach(out::println);
    } else {
      SimulationRows.write(sweeps, own, fifo, format.to(out));
    }
    out.flush();
    return ExitCode.OK;
  }

  // ---- what is simulated ----

  private List<Simulated> sweeps(TrainableRegistry trainables) {
    if (recorded == null) {
      return read(trainables).stream().map(this::invented).toList();
    }
    RecordedSweep past = RecordedSweep.read(results.folder(), recorded, trainables);
    if (files.isEmpty()) {
      Sweep sweep = changed(past.sweep(), trainables);
      sweep.refuseUnlessFits(grid.offers());
      refuseOtherConfigs(List.of(sweep));
      return List.of(again(past, sweep));
    }
    List<Sweep> read = read(trainables);
    refuseOtherConfigs(read);
    return read.stream().map(sweep -> asRecorded(past, sweep)).toList();
  }

  /** A trial has one recorded curve: that of the config that it ended with. */
  private static void refuseOtherConfigs(List<Sweep> sweeps) {
    Problems problems = new Problems();
    for (Sweep sweep : sweeps) {
      String kind = RecordedSweep.changesConfigs(sweep);
      if (kind != null) {
        problems.add(
            null,
            "--recorded: sweep %s: scheduler: trials of %s change their configs, and nobody recorded what they would report then"
                .formatted(sweep.name(), kind),
            "say --scheduler asha, or leave --recorded out");
      }
    }
    problems.throwIfAny();
  }

  /** Whether the trials are those that were recorded, of which there is an end. */
  private boolean isRecordedAlone() {
    return recorded != null && files.isEmpty();
  }

  /** Whether it is sure that its trials come to an end: a target may never be reached. */
  private static boolean ends(Sweep sweep) {
    return sweep.search().numSamples() >= 0
        || sweep.limits().timeBudget() != null
        || sweep.stop().sweep().stream().anyMatch(SimulateCommand::comesTrue);
  }

  private static boolean comesTrue(SweepStopRule rule) {
    return switch (rule) {
      case SweepStopRule.Budget budget -> true;
      case SweepStopRule.Or or -> or.rules().stream().anyMatch(SimulateCommand::comesTrue);
      case SweepStopRule.And and -> and.rules().stream().allMatch(SimulateCommand::comesTrue);
      case SweepStopRule.Target target -> false;
      case SweepPlateau plateau -> false;
    };
  }

  private List<Sweep> read(TrainableRegistry trainables) {
    List<Sweep> sweeps =
        SweepFiles.read(files, trainables).stream().map(s -> changed(s, trainables)).toList();
    Problems problems = new Problems();
    Set<String> names = new HashSet<>();
    for (Sweep sweep : sweeps) {
      if (!names.add(sweep.name())) {
        problems.add(
            null,
            "simulate: there are two sweeps " + sweep.name(),
            "give one of them another name");
      }
      if (sweep.search().numSamples() < 0
          && sweep.limits().timeBudget() == null
          && sweep.stop().sweep().isEmpty()) {
        problems.add(
            null,
            "sweep " + sweep.name() + ": num_samples: its simulation would never end (-1)",
            "say num_samples: 100, or time_budget_s: 3600");
      }
    }
    problems.throwIfAny();
    sweeps.forEach(sweep -> sweep.refuseUnlessFits(grid.offers()));
    return sweeps;
  }

  private Sweep changed(Sweep sweep, TrainableRegistry trainables) {
    Sweep changed =
        scheduler == null ? sweep : SweepFile.withScheduler(sweep, scheduler, trainables);
    return seed == null ? changed : changed.withSeed(seed);
  }

  private Simulated invented(Sweep sweep) {
    InventedCurves invented = new InventedCurves(sweep, seconds == null ? 1 : seconds, iterations);
    return Simulated.of(sweep, invented.curves(), invented.text(), invented.notes());
  }

  private static Simulated again(RecordedSweep past, Sweep sweep) {
    RecordedCurves curves = RecordedCurves.byNumber(past.curves());
    return Simulated.again(
        sweep, past.row().name(), curves, text(past, curves, sweep), past.notes());
  }

  private static Simulated asRecorded(RecordedSweep past, Sweep sweep) {
    RecordedCurves curves = RecordedCurves.byConfig(past.curves());
    return Simulated.recorded(sweep, curves, text(past, curves, sweep), past.notes());
  }

  private static String text(RecordedSweep past, RecordedCurves curves, Sweep sweep) {
    int cut = curves.cutShort(sweep.stop().ofTrial());
    return "%,d recorded by %s%s%s"
        .formatted(
            curves.size(),
            past.row().name(),
            past.silent() == 0
                ? ""
                : ", without %,d that reported nothing".formatted(past.silent()),
            cut == 0
                ? ""
                : "; %,d were cut short there, and nobody knows what came after".formatted(cut));
  }

  // ---- what may be wrong ----

  private void checkOptions() {
    Problems problems = new Problems();
    if (files.isEmpty() && recorded == null) {
      problems.add(
          null, "simulate: a sweep file is missing", "name one, or --recorded NAME (see tune ls)");
    }
    grid.check(problems);
    if (seconds != null && !(seconds > 0 && seconds < 1e9)) {
      problems.add(
          null, "--seconds-per-iteration: must be more than 0 (" + seconds + ")", "say 0.1");
    }
    if (iterations != null && iterations < 1) {
      problems.add(null, "--iterations: must be 1 or more (" + iterations + ")", "say 100");
    }
    if (recorded != null && (seconds != null || iterations != null)) {
      problems.add(
          null,
          "--recorded: recorded trials have their own iterations and seconds",
          "leave --iterations and --seconds-per-iteration out");
    }
    problems.throwIfAny();
  }

  /** A file whose trials are all others has nothing to do with what is recorded. */
  private static void checkCurves(Forecast forecast, String recorded) {
    for (SweepEnd sweep : forecast.result().sweeps()) {
      if (sweep.proposed() > 0 && sweep.errors() == sweep.proposed()) {
        throw new InvalidInputException(
            new Problem(
                "--recorded: no trial of %s has the config of one of %s"
                    .formatted(sweep.name(), recorded),
                null,
                "leave the file out"));
      }
    }
  }
}
