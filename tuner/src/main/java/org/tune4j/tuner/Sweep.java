package org.tune4j.tuner;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.ProcessSpec;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.Repeater;
import org.tune4j.search.Searcher;
import org.tune4j.space.Config;
import org.tune4j.space.GridOrder;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Variants;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.sim.Curves;
import org.tune4j.tuner.sim.SimulatedSweep;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A sweep that is ready to run: what a sweep file or a {@link SweepBuilder} says, checked.
 *
 * @param name what its user calls it; the recorded name may get a number
 * @param yaml the sweep as a file, from which it can be read again
 * @param space its root has the keys {@code run}, {@code config} and {@code resources_per_trial}
 * @param request what the trial of a variant of the space asks for
 * @param objectives what is optimised, and what metrics must keep to; {@code null} for nothing
 * @param stop what ends a trial, or the whole sweep
 * @param search how its space is walked
 * @param scheduling what goes on with its trials after each result
 * @param limits what it may use
 * @param checkpoints when checkpoints are taken and how many are kept
 * @param isolation where its trials run
 * @param warnings what its user should know, a sentence each
 */
public record Sweep(
    String name,
    String yaml,
    SearchSpace space,
    Function<Config, PlacementGroup> request,
    @Nullable Objectives objectives,
    StopRules stop,
    Search search,
    Scheduling scheduling,
    Limits limits,
    CheckpointPolicy checkpoints,
    Isolation isolation,
    List<String> warnings) {
  private static final int CHECKED = 1_000;

  /**
   * How a space is walked.
   *
   * @param numSamples how often the grid is walked through, or how many trials an algorithm has; -1
   *     for no end
   * @param constantGrid whether random values are drawn once per sample and held for its whole grid
   * @param points configs, partial or whole, that are tried first
   * @param seed where all randomness of the sweep comes from
   * @param algorithm what proposes the others; {@code null} for a walk over the grid and random
   *     values
   * @param settings what the user set for it and for how it is asked, or for the walk: {@value
   *     #ORDER}
   */
  public record Search(
      int numSamples,
      boolean constantGrid,
      List<Config> points,
      long seed,
      @Nullable AlgorithmKind algorithm,
      Config settings) {
    /** The key of the order in which a walk visits the cells of the grid. */
    public static final String ORDER = "order";

    public Search {
      points = List.copyOf(points);
    }

    /** How many trials try each config of an algorithm. */
    int repeat() {
      return (int) settings.getLong("repeat", 1);
    }

    /** How many configs of an algorithm may be tried at a time; 0 for no limit. */
    int maxConcurrent() {
      return (int) settings.getLong("max_concurrent", 0);
    }

    /** How many configs an algorithm proposes; -1 for no end. */
    int configs() {
      return Repeater.configs(numSamples, repeat());
    }

    /** How many of them may be tried at a time when so many trials may run; 0 for no limit. */
    int concurrent(int trials) {
      int configs = Repeater.configs(trials, repeat());
      return configs == 0 || maxConcurrent() == 0
          ? Math.max(configs, maxConcurrent())
          : Math.min(configs, maxConcurrent());
    }

    /** How many trials there will be; -1 for no end, or for more than can be counted. */
    public int trials(SearchSpace space) {
      if (algorithm != null) {
        return numSamples;
      }
      BigInteger total =
          new Variants(space, numSamples, seed, constantGrid, order(), points).total();
      return total == null || total.bitLength() >= Integer.SIZE ? -1 : total.intValue();
    }

    /** In which order a walk visits the cells of the grid. */
    public GridOrder order() {
      return GridOrder.of(settings.getString(ORDER, GridOrder.LISTED.word()));
    }

    /** The same with other settings of what searches. */
    public Search with(Config other) {
      return new Search(numSamples, constantGrid, points, seed, algorithm, other);
    }

    Search withSeed(long other) {
      return new Search(numSamples, constantGrid, points, other, algorithm, settings);
    }
  }

  /**
   * What goes on with trials after each of their results.
   *
   * @param kind of the scheduler
   * @param settings what the user set for it
   */
  public record Scheduling(SchedulerKind kind, Config settings) {
    /** All trials run to their end. */
    public static final Scheduling FIFO = new Scheduling(SchedulerKinds.FIFO, Config.empty());

    /** The scheduler that needs something to stay as it is; {@code null} when none does. */
    public @Nullable SchedulerKind keeper(SchedulerKind.Kept what) {
      return kind.keeper(what, settings);
    }

    /** What a scheduler is made for. */
    public SchedulerKind.Setup setup(
        @Nullable Objectives objectives, SearchSpace space, Search search) {
      return new SchedulerKind.Setup(
          settings, objectives, space, search.seed, search.trials(space), search.algorithm != null);
    }
  }

  /**
   * What a sweep and its trials may use.
   *
   * @param priority among the sweeps of a grid, from -10 to 10: each 1 more is worth twice as much
   *     of it
   * @param maxConcurrentTrials how many trials may run at a time; 0 for no limit
   * @param maxFailures how many failures of its own a trial survives; -1 for no limit
   * @param timeBudget how long the sweep may take; {@code null} for no limit
   * @param stepTimeoutS the longest that one step may take, in seconds; 0 for no limit
   * @param diskQuotaBytes the most that the folder of a running trial may hold; 0 for no limit
   */
  public record Limits(
      int priority,
      int maxConcurrentTrials,
      int maxFailures,
      @Nullable Duration timeBudget,
      double stepTimeoutS,
      long diskQuotaBytes) {}

  /**
   * Where trials run.
   *
   * @param process whether each has a process of its own; one that runs a command always has
   * @param spec how the processes run; with the command when there is one
   */
  public record Isolation(boolean process, ProcessSpec spec) {

    /** How a trial runs in a process of its own; {@code null} when it runs on a thread. */
    @Nullable ProcessSpec of(String trainable) {
      if (trainable.equals("command")) {
        return spec;
      }
      return process ? spec.withCommand(List.of()) : null;
    }
  }

  /**
   * When checkpoints are taken.
   *
   * @param frequency after every so many iterations; 0 for never
   * @param atEnd when a trial ends well
   * @param numToKeep how many of the best of a trial are kept beside the newest, from 1
   * @param quotaBytes what those of all trials together may take; 0 for no limit
   */
  public record CheckpointPolicy(int frequency, boolean atEnd, int numToKeep, long quotaBytes) {
    /** As much as one trial's temporary folder may hold. */
    public static final long QUOTA = 10L << 30;

    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(0, true, 2);

    /** With another frequency. */
    public CheckpointPolicy withFrequency(int other) {
      return new CheckpointPolicy(other, atEnd, numToKeep, quotaBytes);
    }

    /** With the usual quota. */
    public CheckpointPolicy(int frequency, boolean atEnd, int numToKeep) {
      this(frequency, atEnd, numToKeep, QUOTA);
    }
  }

  public Sweep {
    warnings = List.copyOf(warnings);
  }

  /** What one best trial is named by: the first objective; {@code null} when there is none. */
  public @Nullable Objective objective() {
    return objectives == null ? null : objectives.first();
  }

  /** Begins a sweep in Java. */
  public static SweepBuilder named(String name) {
    return new SweepBuilder(name);
  }

  /** This sweep with another seed. */
  public Sweep withSeed(long seed) {
    Search other = search.withSeed(seed);
    return new Sweep(
        name,
        yaml,
        space,
        request,
        objectives,
        stop,
        other,
        scheduling,
        limits,
        checkpoints,
        isolation,
        warnings);
  }

  /** This sweep with another scheduler. */
  public Sweep withScheduling(Scheduling other) {
    return new Sweep(
        name,
        yaml,
        space,
        request,
        objectives,
        stop,
        search,
        other,
        limits,
        checkpoints,
        isolation,
        warnings);
  }

  /**
   * What the first trial asks for; later ones may ask for something else when that is part of the
   * space.
   */
  public PlacementGroup firstRequest() {
    return searcher().suggest(0) instanceof Searcher.Suggestion.Propose first
        ? request.apply(first.variant())
        : PlacementGroup.of(Resources.NOTHING);
  }

  /** {@link #refuseUnlessFits(List)} for one member. */
  public void refuseUnlessFits(Resources offered) {
    refuseUnlessFits(List.of(Offer.of(offered)));
  }

  /**
   * Checks that the first thousand trials can ever be placed. The space may ask for something else
   * for each.
   *
   * @param offers what each member offers
   * @throws InvalidInputException when one asks for more than they could ever give, or for nothing
   */
  public void refuseUnlessFits(List<Offer> offers) {
    Searcher searcher = preview();
    Set<PlacementGroup> fit = new HashSet<>();
    for (int number = 0; number < CHECKED; number++) {
      PlacementGroup asked = request(searcher, number);
      if (asked == null) {
        return;
      }
      if (fit.add(asked)) {
        refuseUnlessFits(number, asked, offers);
      }
    }
  }

  /** {@code null} when there is no such trial yet, or it fails for a reason of its own. */
  private @Nullable PlacementGroup request(Searcher searcher, int number) {
    try {
      return searcher.suggest(number) instanceof Searcher.Suggestion.Propose proposal
          ? request.apply(proposal.variant())
          : null;
    } catch (InvalidInputException e) {
      if (number == 0) {
        throw e;
      }
      return null;
    }
  }

  private void refuseUnlessFits(int number, PlacementGroup asked, List<Offer> offers) {
    if (asked.isNothing()) {
      throw new InvalidInputException(
          new Problem(
              "sweep %s: resources_per_trial: must ask for some CPU or GPU%s (%s)"
                  .formatted(name, number == 0 ? "" : ", but trial " + number + " does not", asked),
              null,
              "ask for cpu: 0.01, so that 100 trials share a CPU"));
    }
    if (!Ledger.fits(asked, offers)) {
      boolean several = asked.bundles().size() > 1;
      throw new InvalidInputException(
          new Problem(
              "sweep %s: resources_per_trial: %s%s%s (there is %s)"
                  .formatted(
                      name,
                      several ? "the members cannot hold " : "no member has ",
                      asked,
                      number == 0 ? "" : ", which trial " + number + " asks for",
                      offers.isEmpty() ? "no member" : text(offers)),
              null,
              (several
                      ? "say resources_per_trial: {cpu: 1}, so that all works in one thread, or"
                      : "ask for less, or")
                  + " offer more with --cpus and --gpus"
                  + asked.bundles().stream()
                      .flatMap(bundle -> bundle.custom().keySet().stream())
                      .distinct()
                      .map(resource -> " and --resource " + resource + "=N")
                      .collect(Collectors.joining())));
    }
  }

  /** What its trials may run: the names that its first variants have. */
  List<String> trainables() {
    Set<String> names = new LinkedHashSet<>();
    Searcher searcher = preview();
    for (int number = 0; number < CHECKED; number++) {
      if (!(searcher.suggest(number) instanceof Searcher.Suggestion.Propose propose)) {
        break;
      }
      names.add(propose.variant().getString("run"));
    }
    return List.copyOf(names);
  }

  /** {@code 2 x 4 CPU, 2 CPU + 1 GPU}. */
  private static String text(List<Offer> offers) {
    Map<Resources, Integer> counts = new LinkedHashMap<>();
    offers.forEach(offer -> counts.merge(offer.total(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue() + " x ") + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** A searcher that begins anew. */
  Searcher searcher() {
    return new Searchers(this).first();
  }

  /**
   * A searcher that goes on where that one stopped, which is of this sweep with another space.
   *
   * @throws InvalidInputException when searchers of this kind keep their space
   */
  Searcher searcher(Searcher before) {
    return new Searchers(this).after(before);
  }

  /** A scheduler that begins anew. */
  TrialScheduler scheduler() {
    return scheduling.kind.factory().make(scheduling.setup(objectives, space, search));
  }

  /** An engine that begins anew, under the name that the sweep is recorded by. */
  SweepEngine engine(String recordedName, Searcher searcher) {
    return new SweepEngine(rules(recordedName), searcher, scheduler());
  }

  /** This sweep, to be run on a simulated grid, where its trials report what curves say. */
  public SimulatedSweep simulated(Curves curves) {
    return new SimulatedSweep(
        rules(name), this::searcher, this::scheduler, saving(), curves, limits.priority);
  }

  /** A command heeds no policy: it is taken to save where its scheduler looks for it. */
  private SimulatedSweep.Saving saving() {
    return isolation.spec.command().isEmpty()
        ? new SimulatedSweep.Saving(checkpoints.frequency(), checkpoints.atEnd())
        : new SimulatedSweep.Saving(scheduler().savesEvery(), false);
  }

  /** What its user should know of how it is searched, a sentence; empty for nothing. */
  public String searchNote() {
    return searcher().note();
  }

  /** What its scheduler will do, one line each; empty when there is nothing to say. */
  public List<String> schedulerPlan() {
    return scheduler().plan();
  }

  /** Whether its trials may come to ask for more than they do by themselves. */
  public boolean growsTrials() {
    return scheduler().goesByOffers();
  }

  /** The metrics that end trials, rank them, or must keep to bounds. */
  public static SortedSet<String> metrics(StopRules stop, @Nullable Objectives objectives) {
    SortedSet<String> metrics = new TreeSet<>(stop.metrics());
    if (objectives != null) {
      objectives.list().forEach(objective -> metrics.add(objective.metric()));
      metrics.addAll(objectives.bounds().keySet());
    }
    return metrics;
  }

  /** Proposes what a searcher might, for a look at it: an algorithm that learns would be slow. */
  private Searcher preview() {
    return new Searchers(this).preview();
  }

  /** What the engine must know, under the name that the sweep is recorded by. */
  SweepRules rules(String recordedName) {
    return new SweepRules(
        recordedName,
        search.seed,
        objectives,
        stop,
        limits.maxConcurrentTrials,
        limits.maxFailures,
        limits.timeBudget,
        checkpoints.numToKeep(),
        checkpoints.quotaBytes(),
        request);
  }

  private static Placement placement(Trial trial) {
    Placement placement = trial.placement();
    if (placement == null) {
      throw new IllegalStateException("trial " + trial.id() + " was never placed");
    }
    return placement;
  }

  /** The order for the attempt that a trial is at. */
  Assignment assignment(Trial trial) {
    return new Assignment(
        trial.sweep(),
        trial.id(),
        trial.attempts(),
        trial.trainable(),
        trial.config(),
        trial.seed(),
        placement(trial),
        objectives == null ? null : objectives.first().metric(),
        checkpoints.frequency(),
        checkpoints.atEnd(),
        limits.stepTimeoutS,
        limits.diskQuotaBytes,
        isolation.of(trial.trainable()));
  }
}
