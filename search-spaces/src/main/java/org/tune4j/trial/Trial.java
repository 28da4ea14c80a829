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
 * @param resources what one attempt holds while it runs
 * @param status where it is in its life
 * @param attempts how often it was started
 * @param failures how often it failed by its own fault
 * @param member where it runs, or ran last
 * @param createdAt when the searcher proposed it
 * @param startedAt when it was first started
 * @param endedAt when it ended
 * @param reason why it ended, or waits
 * @param error what went wrong, with the place; only for {@link TrialStatus#ERROR} or a trial that
 *     was restarted
 * @param bestValue the best value of the objective so far
 * @param bestIteration where that was
 */
public record Trial(
    String id,
    String sweep,
    int number,
    String trainable,
    Config config,
    long seed,
    Resources resources,
    TrialStatus status,
    int attempts,
    int failures,
    @Nullable String member,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable String error,
    @Nullable Double bestValue,
    @Nullable Integer bestIteration) {

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
      Resources resources,
      Instant at) {
    return new Trial(
        id(sweep, number),
        sweep,
        number,
        trainable,
        config,
        seed,
        resources,
        TrialStatus.PENDING,
        0,
        0,
        null,
        at,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Waiting again, or for the first time, and why. */
  public Trial waiting(TrialStatus status, @Nullable String reason, @Nullable String error) {
    return new Trial(
        id,
        sweep,
        number,
        trainable,
        config,
        seed,
        resources,
        status,
        attempts,
        failures,
        member,
        createdAt,
        startedAt,
        null,
        reason,
        error,
        bestValue,
        bestIteration);
  }

  /** One more attempt, on that member. */
  public Trial started(String onMember, Instant at) {
    return new Trial(
        id,
        sweep,
        number,
        trainable,
        config,
        seed,
        resources,
        TrialStatus.RUNNING,
        attempts + 1,
        failures,
        onMember,
        createdAt,
        startedAt == null ? at : startedAt,
        null,
        null,
        error,
        bestValue,
        bestIteration);
  }

  /** One more failure of its own. */
  public Trial failed(String message) {
    return new Trial(
        id,
        sweep,
        number,
        trainable,
        config,
        seed,
        resources,
        status,
        attempts,
        failures + 1,
        member,
        createdAt,
        startedAt,
        endedAt,
        reason,
        message,
        bestValue,
        bestIteration);
  }

  /** Ended for good. */
  public Trial ended(TrialStatus finalStatus, String why, @Nullable String message, Instant at) {
    return new Trial(
        id,
        sweep,
        number,
        trainable,
        config,
        seed,
        resources,
        finalStatus,
        attempts,
        failures,
        member,
        createdAt,
        startedAt,
        at,
        why,
        message,
        bestValue,
        bestIteration);
  }

  /** With another best. */
  public Trial withBest(@Nullable Double value, @Nullable Integer iteration) {
    return new Trial(
        id, sweep, number, trainable, config, seed, resources, status, attempts, failures, member,
        createdAt, startedAt, endedAt, reason, error, value, iteration);
  }
}
