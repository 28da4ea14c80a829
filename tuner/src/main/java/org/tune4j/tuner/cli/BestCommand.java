package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.RowSink;
import org.tune4j.results.SweepRow;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Trial;
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
    description =
        "Shows the best trial of a sweep: its config and its last metrics. With several objectives:"
            + " the trials that no other beats.")
final class BestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The sweep, as `tune ls` names it.")
  private String name;

  @Mixin private Reading reading;

  @Override
  public Integer call() throws IOException {
    return reading.run(
        (reader, out) -> {
          SweepRow sweep = KnownSweeps.find(reader, name);
          boolean people = reading.isForPeople();
          Objectives objectives = sweep.objectives();
          if (objectives != null && objectives.areSeveral()) {
            String query =
                people
                    ? Front.query(reader, sweep, objectives)
                    : Front.all(reader, sweep, objectives);
            refuseNothing(reader.query(query, reading.to(out)), objectives);
          } else {
            RowSink to = people ? new UprightFormat(out) : reading.to(out);
            refuseNothing(reader.query(query(sweep), to), objectives);
            if (people) {
              configThen(reader, sweep).forEach(out::println);
            }
          }
        });
  }

  /** The row has the config that the trial ended with. */
  private static List<String> configThen(ResultsReader reader, SweepRow sweep) {
    Trial best = best(reader, sweep);
    Config then = best == null ? null : BestConfig.of(reader, sweep, best);
    if (best == null || then == null || then.equals(best.config())) {
      return List.of();
    }
    List<String> lines =
        new ArrayList<>(List.of("", "It came to its best value with another config:"));
    lines.addAll(BestConfig.lines(then));
    return lines;
  }

  /** The trial of the row. */
  private static @Nullable Trial best(ResultsReader reader, SweepRow sweep) {
    Objective objective = sweep.objective();
    AtomicReference<@Nullable Trial> best = new AtomicReference<>();
    reader.forEachTrial(
        sweep,
        trial -> {
          Trial before = best.get();
          Double value = trial.bestValue();
          if (objective != null
              && value != null
              && objective.isBetter(value, before == null ? null : before.bestValue())) {
            best.set(trial);
          }
        });
    return best.get();
  }

  private void refuseNothing(long rows, @Nullable Objectives objectives) {
    if (rows > 0) {
      return;
    }
    String what = "no trial has a value of its metric yet";
    if (objectives != null && objectives.areSeveral()) {
      what = "no trial has ended with values of all its metrics yet";
    }
    if (objectives != null && !objectives.bounds().isEmpty()) {
      what += " and keeps to its bounds (" + ObjectivesText.bounds(objectives) + ")";
    }
    throw new InvalidInputException(new Problem("sweep " + name + ": " + what, null, null));
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
