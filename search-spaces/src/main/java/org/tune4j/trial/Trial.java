package org.tune4j.trial;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/**
 * One config being trained, as it stands now.
 *
 * @param id {@link #id(String, int)}
 * @param sweep the sweep's name
 * @param number counts the sweep's trials from 0
 * @param trainable what runs: the value of {@code run}
 * @param config the point of the space
 * @param seed where all its randomness comes from; never 0
 * @param resources what one attempt asks for, and holds while it runs
 * @param createdAt when the searcher proposed it
 * @param state what changes in its life
 */
public record Trial(
    String id,
    String sweep,
    int number,
    String trainable,
    Config config,
    long seed,
    PlacementGroup resources,
    Instant createdAt,
    TrialState state) {

  /** The id of a sweep's trial: {@code cartpole-dqn_00003}. */
  public static String id(String sweep, int number) {
    return String.format(Locale.ROOT, "%s_%05d", sweep, number);
  }

  /** A trial that was just proposed. */
  public static Trial proposed(
      String sweep,
      int number,
      String trainable,
      Config config,
      long seed,
      PlacementGroup resources,
      Instant at) {
    return new Trial(
        id(sweep, number), sweep, number, trainable, config, seed, resources, at, TrialState.NEW);
  }

  /** Waiting again, or for the first time, and why. */
  public Trial waiting(TrialStatus status, @Nullable String reason, @Nullable String error) {
    return in(state.waiting(status, reason, error));
  }

  /** One more attempt, there. */
  public Trial started(Placement placement, Instant at) {
    return in(state.started(placement, at));
  }

  /** One more failure of its own. */
  public Trial failed(String message) {
    return in(state.failed(message));
  }

  /** Ended for good. */
  public Trial ended(TrialStatus finalStatus, String why, @Nullable String message, Instant at) {
    return in(state.ended(finalStatus, why, message, at));
  }

  /** With another best. */
  public Trial withBest(TrialState.@Nullable Best best) {
    return in(state.withBest(best));
  }

  /** With another outcome. */
  public Trial withOutcome(@Nullable Outcome outcome) {
    return in(state.withOutcome(outcome));
  }

  /** That goes on with another config, and asks for something else. */
  public Trial changed(Config newConfig, PlacementGroup newResources) {
    return new Trial(id, sweep, number, trainable, newConfig, seed, newResources, createdAt, state);
  }

  private Trial in(TrialState newState) {
    return new Trial(id, sweep, number, trainable, config, seed, resources, createdAt, newState);
  }

  public TrialStatus status() {
    return state.status();
  }

  public int attempts() {
    return state.attempts();
  }

  public int failures() {
    return state.failures();
  }

  /** Where its bundles lie, or lay last; {@code null} before the first attempt. */
  public @Nullable Placement placement() {
    return state.placement();
  }

  /** Where it runs, or ran last; {@code null} before the first attempt. */
  public @Nullable String member() {
    Placement placement = state.placement();
    return placement == null ? null : placement.member();
  }

  public @Nullable Instant startedAt() {
    return state.startedAt();
  }

  public @Nullable Instant endedAt() {
    return state.endedAt();
  }

  public @Nullable String reason() {
    return state.reason();
  }

  public @Nullable String error() {
    return state.error();
  }

  /** What its last result means, when there are several objectives or bounds. */
  public @Nullable Outcome outcome() {
    return state.outcome();
  }

  /** The best value of the objective so far; {@code null} before the first. */
  public @Nullable Double bestValue() {
    TrialState.Best best = state.best();
    return best == null ? null : (Double) best.value();
  }

  /** The training_iteration of {@link #bestValue}. */
  public @Nullable Integer bestIteration() {
    TrialState.Best best = state.best();
    return best == null ? null : (Integer) best.iteration();
  }
}
