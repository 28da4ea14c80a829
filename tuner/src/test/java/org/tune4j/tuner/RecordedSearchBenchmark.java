package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tune4j.results.NewSweep;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.spec.SweepFile;

/**
 * Trials per second of a search whose every step is recorded: one trial at a time is asked for and
 * committed before it would start, and its result is committed before the searcher hears of it. The
 * engine and the database are those of a sweep; there is no grid and no training. Beside Optuna's
 * figures.
 *
 * <pre>RecordedSearchBenchmark [trials [KIND ...]]</pre>
 */
public final class RecordedSearchBenchmark {
  private static final List<String> KINDS = List.of("random", "random_search", "tpe", "cmaes");

  private RecordedSearchBenchmark() {}

  public static void main(String[] args) throws IOException {
    int trials = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    List<String> kinds = args.length > 1 ? List.of(args).subList(1, args.length) : KINDS;
    measure(kinds.get(0), Math.max(100, trials / 5)); // warms up
    for (String kind : kinds) {
      System.out.println(measure(kind, trials));
    }
    System.out.println(
        "Optuna 5.0 (head of 2026-08-21, another machine), 1,000 random trials: 33/s on SQLite,"
            + " 228/s on its journal file; 300 and 1,000 of TPE: 18/s and 61/s");
  }

  /** A line on that many trials. */
  static String measure(String kind, int trials) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("s:\n  run: command\n  command: [none]\n  num_samples: ")
        .append(trials)
        .append("\n  seed: 1\n");
    yaml.append("  metric: loss\n  mode: min\n  search_alg: {type: ").append(kind).append("}\n");
    yaml.append("  config:\n");
    for (int i = 0; i < 10; i++) {
      yaml.append("    x").append(i).append(": {uniform: [-1, 2]}\n");
    }
    Sweep sweep = SweepFile.parse(yaml.toString(), "benchmark", TrainableRegistry.load()).get(0);
    Path folder = Files.createTempDirectory("tune4j-benchmark-");
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(new NewSweep("s", sweep.yaml(), 1, sweep.objective(), Instant.now(), "{}"));
      SweepRun run = new SweepRun(sweep, "s", sweep.engine("s", sweep.searcher()), null);
      take(run, db, List.of(new SweepEvent.DriverStarted("m"), new SweepEvent.SlotFree()));
      long began = System.nanoTime();
      while (search(run, db)) {
        // the next
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      AtomicLong recorded = new AtomicLong();
      db.replay("s", e -> recorded.addAndGet(e.event() instanceof SweepEvent.Reported ? 1 : 0));
      if (run.engine.tally().terminated() != trials || recorded.get() != trials) {
        throw new IllegalStateException("%s: %d recorded".formatted(kind, recorded.get()));
      }
      return String.format(
          Locale.ROOT,
          "%s: %,d trials: %,.0f trials/s, each with two durable commits",
          kind,
          trials,
          trials / seconds);
    } finally {
      SweepBenchmark.delete(folder);
    }
  }

  /** One trial; {@code false} when there is none left. */
  private static boolean search(SweepRun run, ResultsDb db) {
    Trial next = run.engine.nextToPlace();
    if (next == null) {
      return false;
    }
    take(
        run,
        db,
        List.of(new SweepEvent.Placed(next.id(), 1, Placement.on("m", Resources.ONE_CPU))));
    Result result =
        new Result(
            next.id(),
            1,
            1,
            1,
            0,
            0,
            new TreeMap<>(Map.of("loss", bowl(next.config()))),
            null,
            true);
    take(
        run,
        db,
        List.of(
            new SweepEvent.Reported(result),
            new SweepEvent.Ended(next.id(), 1, SweepEvent.Outcome.FINISHED, null),
            new SweepEvent.SlotFree()));
    return true;
  }

  private static double bowl(Config config) {
    double sum = 0;
    for (int i = 0; i < 10; i++) {
      double x = config.getDouble("x" + i) - 0.1 * i;
      sum += x * x;
    }
    return sum;
  }

  /** Records, then decides. */
  private static void take(SweepRun run, ResultsDb db, List<SweepEvent> events) {
    List<SweepEvent.Recorded> recorded = new ArrayList<>();
    Instant now = Clock.systemUTC().instant();
    events.forEach(event -> recorded.add(run.note(event, now)));
    run.write(db);
    recorded.forEach(run::handle);
  }
}
