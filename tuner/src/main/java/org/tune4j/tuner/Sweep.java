package org.tune4j.tuner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Assignment;
import org.tune4j.search.Searcher;
import org.tune4j.search.VariantSearcher;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.engine.SweepRules;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A sweep that is ready to run: what a sweep file or a {@link SweepBuilder} says, checked.
 *
 * @param name what its user calls it; the recorded name may get a number
 * @param yaml the sweep as a file, from which it can be read again
 * @param space its root has the keys {@code run}, {@code config} and {@code resources_per_trial}
 * @param objective what is optimised; {@code null} when nothing is
 * @param stop metric → value at or above which a trial ends
 * @param search how its space is walked
 * @param limits what it may use
 * @param checkpoints when checkpoints are taken and how many are kept
 * @param warnings what its user should know, a sentence each
 */
public record Sweep(
    String name,
    String yaml,
    SearchSpace space,
    @Nullable Objective objective,
    Map<String, Double> stop,
    Search search,
    Limits limits,
    CheckpointPolicy checkpoints,
    List<String> warnings) {

  /**
   * How a space is walked.
   *
   * @param numSamples how often the grid is walked through; -1 for no end
   * @param constantGrid whether random values are drawn once per sample and held for its whole grid
   * @param points configs, partial or whole, that are tried first
   * @param seed where all randomness of the sweep comes from
   */
  public record Search(int numSamples, boolean constantGrid, List<Config> points, long seed) {
    public Search {
      points = List.copyOf(points);
    }
  }

  /**
   * What a sweep and its trials may use.
   *
   * @param maxConcurrentTrials how many trials may run at a time; 0 for no limit
   * @param maxFailures how many failures of its own a trial survives; -1 for no limit
   * @param timeBudget how long the sweep may take; {@code null} for no limit
   * @param stepTimeoutS the longest that one step may take, in seconds; 0 for no limit
   * @param diskQuotaBytes the most that the folder of a running trial may hold; 0 for no limit
   */
  public record Limits(
      int maxConcurrentTrials,
      int maxFailures,
      @Nullable Duration timeBudget,
      double stepTimeoutS,
      long diskQuotaBytes) {}

  /**
   * When checkpoints are taken.
   *
   * @param frequency after every so many iterations; 0 for never
   * @param atEnd when a trial ends well
   * @param numToKeep how many of the best are kept beside the newest, from 1
   */
  public record CheckpointPolicy(int frequency, boolean atEnd, int numToKeep) {
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(0, true, 2);
  }

  public Sweep {
    stop = Map.copyOf(stop);
    warnings = List.copyOf(warnings);
  }

  /** Begins a sweep in Java. */
  public static SweepBuilder named(String name) {
    return new SweepBuilder(name);
  }

  /** This sweep with another seed. */
  public Sweep withSeed(long seed) {
    Search other = new Search(search.numSamples, search.constantGrid, search.points, seed);
    return new Sweep(name, yaml, space, objective, stop, other, limits, checkpoints, warnings);
  }

  /**
   * What the first trial asks for; later ones may ask for something else when that is part of the
   * space.
   */
  public PlacementGroup firstRequest() {
    return searcher().suggest(0) instanceof Searcher.Suggestion.Propose first
        ? SweepEngine.request(first.variant())
        : PlacementGroup.of(Resources.NOTHING);
  }

  /**
   * Checks that the first trial can ever be placed.
   *
   * @param offered the most that a member has
   * @throws InvalidInputException when it asks for more, or for nothing
   */
  public void refuseUnlessFits(Resources offered) {
    PlacementGroup asked = firstRequest();
    if (asked.isNothing()) {
      throw new InvalidInputException(
          new Problem(
              "sweep %s: resources_per_trial: must ask for some CPU or GPU (%s)"
                  .formatted(name, asked),
              null,
              "ask for cpu: 0.01, so that 100 trials share a CPU"));
    }
    if (!asked.total().fitsIn(offered)) {
      throw new InvalidInputException(
          new Problem(
              "sweep %s: resources_per_trial: no member has %s (there is %s)"
                  .formatted(name, asked, offered),
              null,
              "ask for less, or offer more with --cpus and --gpus"));
    }
  }

  /** A searcher that begins anew. */
  Searcher searcher() {
    return new VariantSearcher(
        space, search.numSamples, search.seed, search.constantGrid, search.points);
  }

  /** What the engine must know, under the name that the sweep is recorded by. */
  SweepRules rules(String recordedName) {
    return new SweepRules(
        recordedName,
        search.seed,
        objective,
        StopRule.ofMap(stop),
        limits.maxConcurrentTrials,
        limits.maxFailures,
        limits.timeBudget,
        checkpoints.numToKeep());
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
        objective == null ? null : objective.metric(),
        checkpoints.frequency(),
        checkpoints.atEnd(),
        limits.stepTimeoutS,
        limits.diskQuotaBytes);
  }
}
