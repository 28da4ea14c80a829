package org.tune4j.tuner.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tune4j.runner.Decision;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** An engine on a test bench: hands it events and remembers its commands. */
public final class Bench {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public final SweepEngine engine;
  public Instant clock = START;
  public final List<SweepEvent.Recorded> events = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final Map<Integer, Trial> trials = new HashMap<>();

  /** The rules of a test. */
  public static final class Rules {
    private Objectives objectives = Objectives.of(new Objective("score", Objective.Mode.MAX));
    private StopRules stop = StopRules.NONE;
    private int maxConcurrent;
    private int maxFailures;
    private Duration timeBudget;
    private int checkpointsToKeep = 2;
    private long checkpointQuota;
    private Function<Config, PlacementGroup> request = variant -> PlacementGroup.ONE_CPU;

    public Rules objectives(Objectives value) {
      objectives = value;
      return this;
    }

    public Rules stop(Map<String, Double> value) {
      return stop(StopRule.ofMap(value));
    }

    public Rules stop(Stopper... rules) {
      stop = StopRules.of(List.of(rules));
      return this;
    }

    public Rules maxConcurrent(int value) {
      maxConcurrent = value;
      return this;
    }

    public Rules maxFailures(int value) {
      maxFailures = value;
      return this;
    }

    public Rules timeBudget(Duration value) {
      timeBudget = value;
      return this;
    }

    public Rules checkpointsToKeep(int value) {
      checkpointsToKeep = value;
      return this;
    }

    public Rules checkpointQuota(long bytes) {
      checkpointQuota = bytes;
      return this;
    }

    public Rules request(Function<Config, PlacementGroup> value) {
      request = value;
      return this;
    }

    public SweepRules build() {
      return new SweepRules(
          "bench",
          1,
          objectives,
          stop,
          maxConcurrent,
          maxFailures,
          timeBudget,
          checkpointsToKeep,
          checkpointQuota,
          request);
    }
  }

  public Bench(int trials, UnaryOperator<Rules> rules) {
    this(new Counting(trials), rules);
  }

  Bench(Searcher searcher, UnaryOperator<Rules> rules) {
    this(searcher, TrialScheduler.FIFO, rules);
  }

  /**
   * A bench whose first driver has started.
   *
   * @param searcher one that begins anew
   * @param scheduler one that begins anew
   */
  public Bench(Searcher searcher, TrialScheduler scheduler, UnaryOperator<Rules> rules) {
    this(new SweepEngine(rules.apply(new Rules()).build(), searcher, scheduler));
  }

  Bench(SweepEngine engine) {
    this.engine = engine;
    event(new SweepEvent.DriverStarted("driver"));
  }

  /** Proposes x = 0, 1, 2, ... */
  public record Counting(int trials) implements Searcher {
    @Override
    public Suggestion suggest(int number) {
      return number < trials
          ? new Suggestion.Propose(
              Config.of(Map.of("run", "nothing", "config", Map.of("x", number))))
          : new Suggestion.Exhausted();
    }

    @Override
    public void grow(int numSamples) {
      // more of the same
    }
  }

  /** Its space has an expression that fails for the second trial. */
  static final class NoSecondConfig implements Searcher {
    @Override
    public Suggestion suggest(int number) {
      if (number > 0) {
        throw new InvalidInputException(new Problem("config.x: is divided by 0", null, null));
      }
      return new Counting(1).suggest(0);
    }
  }

  public List<Command> event(SweepEvent event) {
    SweepEvent.Recorded recorded = new SweepEvent.Recorded(events.size() + 1L, clock, event);
    events.add(recorded);
    List<Command> out = engine.handle(recorded);
    for (Command command : out) {
      if (command instanceof Command.Store store) {
        trials.put(store.trial().number(), store.trial());
      }
    }
    commands.addAll(out);
    return out;
  }

  public void slotFree() {
    event(new SweepEvent.SlotFree());
  }

  /** Lets the engine propose when it must, and places what waits first. */
  public Trial placeNext() {
    if (engine.nextToPlace() == null) {
      slotFree();
    }
    Trial next = engine.nextToPlace();
    event(
        new SweepEvent.Placed(
            next.id(), next.attempts() + 1, Placement.on("member", Resources.ONE_CPU)));
    return trial(next.number());
  }

  public Decision report(Trial trial, int iteration, double score) {
    return report(result(trial, iteration, score));
  }

  public Decision report(Result result) {
    for (Command command : event(new SweepEvent.Reported(result))) {
      if (command instanceof Command.Answer answer) {
        return answer.decision();
      }
    }
    throw new AssertionError("no answer");
  }

  public Checkpoint save(Trial trial, int iteration) {
    return save(trial, iteration, 10);
  }

  public Checkpoint save(Trial trial, int iteration, long bytes) {
    Checkpoint checkpoint =
        new Checkpoint(trial.id(), trial.attempts(), iteration, bytes, "0".repeat(64));
    event(new SweepEvent.Saved(checkpoint));
    return checkpoint;
  }

  public void end(Trial trial, SweepEvent.Outcome outcome, String message) {
    event(new SweepEvent.Ended(trial.id(), trial.attempts(), outcome, message));
  }

  public static Result result(Trial trial, int iteration, double score) {
    return new Result(
        trial.id(),
        trial.attempts(),
        iteration,
        iteration,
        0,
        iteration,
        new TreeMap<>(Map.of("score", score)),
        null,
        false);
  }

  public Trial trial(int number) {
    return trials.get(number);
  }

  public List<Command> commands() {
    return commands;
  }

  public Command.Start lastStart() {
    return commands.stream()
        .filter(c -> c instanceof Command.Start)
        .map(c -> (Command.Start) c)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  public Command.End end() {
    return commands.stream()
        .filter(c -> c instanceof Command.End)
        .map(c -> (Command.End) c)
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
