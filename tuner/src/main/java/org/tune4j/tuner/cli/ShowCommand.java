package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.SweepRow;
import org.tune4j.trial.Objectives;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tune show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Shows one sweep and its trials.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The sweep, as `tune ls` names it.")
  private String name;

  @Mixin private Reading reading;

  @Override
  public Integer call() throws IOException {
    return reading.run(
        (reader, out) -> {
          SweepRow sweep = KnownSweeps.find(reader, name);
          if (reading.isForPeople()) {
            header(sweep, Dead.is(sweep, reader), out);
          }
          reader.query(query(reader, sweep), reading.to(out));
        });
  }

  /** For people what fits on a screen, for programs everything. */
  private String query(ResultsReader reader, SweepRow sweep) throws IOException {
    Objectives objectives = sweep.objectives();
    boolean isBounded = objectives != null && !objectives.bounds().isEmpty();
    Stream<String> columns =
        reading.isForPeople()
            ? Stream.of(
                    Stream.of("number", "status"),
                    TrialColumns.varying(reader, sweep).stream(),
                    Stream.of("training_iteration", "timesteps_total", "time_total_s"),
                    Stream.of("best_value", "best_iteration"),
                    isBounded ? Stream.of("violation") : Stream.<String>of(),
                    Stream.of("attempts", "reason"))
                .flatMap(part -> part)
            : Stream.of("*");
    return TrialColumns.query(sweep, columns, "number");
  }

  private static void header(SweepRow sweep, boolean dead, PrintWriter out) {
    String reason = dead ? Dead.REASON + sweep.name() : sweep.state().reason();
    String status = dead ? "DIED" : sweep.state().status().toString();
    out.println(sweep.name() + ": " + status + (reason == null ? "" : ", " + reason));
    Objectives objectives = sweep.objectives();
    if (objectives != null) {
      String label = objectives.areSeveral() ? "objectives: " : "objective: ";
      out.println(label + ObjectivesText.objectives(objectives));
      if (!objectives.bounds().isEmpty()) {
        out.println("bounds: " + ObjectivesText.bounds(objectives));
      }
    }
    out.println("seed: " + sweep.seed());
    out.println("created: " + sweep.createdAt());
    out.println("ran on: " + sweep.provenance());
    out.println();
  }
}
