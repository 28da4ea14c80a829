package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tune4j.results.SweepRow;
import org.tune4j.trial.Objective;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tune best}. */
@Command(
    name = "best",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Shows the best trial of a sweep: its config and its last metrics.")
final class BestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The sweep, as `tune ls` names it.")
  private String name;

  @Mixin private Reading reading;

  @Override
  public Integer call() throws IOException {
    return reading.run(
        (reader, out) -> {
          String query = query(KnownSweeps.find(reader, name));
          boolean people = reading.isForPeople();
          if (reader.query(query, people ? new UprightFormat(out) : reading.to(out)) == 0) {
            throw new InvalidInputException(
                new Problem(
                    "sweep " + name + ": no trial has a value of its metric yet", null, null));
          }
        });
  }

  private static String query(SweepRow sweep) {
    Objective objective = sweep.objective();
    if (objective == null) {
      throw new InvalidInputException(
          new Problem(
              "sweep " + sweep.name() + ": has no metric, so no trial is the best",
              null,
              "order " + sweep.trialsRelation() + " by what matters, with `tune sql`"));
    }
    return "select * from "
        + sweep.trialsRelation()
        + " where best_value is not null order by best_value "
        + (objective.mode() == Objective.Mode.MAX ? "desc" : "asc")
        + ", number fetch first row only";
  }
}
