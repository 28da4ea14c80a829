package org.tune4j.search;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Does not ask a searcher while so many of its configs are being tried: so that it knows what came
 * of the others before it decides about the next.
 */
public final class ConcurrencyLimiter implements Searcher {
  private final Searcher searcher;
  private final int most;
  private final int times;
  private final Map<Integer, Integer> running = new HashMap<>(); // trials to end, by config

  /**
   * A limiter of a searcher that was not asked yet.
   *
   * @param most how many configs may be tried at a time, from 1
   * @param times how many trials in turn have the same config, as of a {@link Repeater}; from 1
   */
  public ConcurrencyLimiter(Searcher searcher, int most, int times) {
    if (most < 1 || times < 1) {
      throw new IllegalArgumentException(
          "max_concurrent: must be from 1 (%d, repeat %d)".formatted(most, times));
    }
    this.searcher = searcher;
    this.most = most;
    this.times = times;
  }

  /** One whose trials have a config each. */
  public ConcurrencyLimiter(Searcher searcher, int most) {
    this(searcher, most, 1);
  }

  /** What it limits. */
  public Searcher searcher() {
    return searcher;
  }

  /** The same limits, and the same trials running, on a searcher that goes on from this one's. */
  public ConcurrencyLimiter on(Searcher other) {
    ConcurrencyLimiter limiter = new ConcurrencyLimiter(other, most, times);
    limiter.running.putAll(running);
    return limiter;
  }

  @Override
  public Suggestion suggest(int number) {
    boolean isFirst = number % times == 0;
    boolean isNew = isFirst && !running.containsKey(number / times); // else it was not made
    if (isNew && running.size() >= most) {
      return new Suggestion.NotYet(true);
    }
    Suggestion suggestion = searcher.suggest(number);
    if (isFirst && suggestion instanceof Suggestion.Propose) {
      running.put(number / times, times);
    }
    return suggestion;
  }

  @Override
  public void onResult(Trial trial, Result result) {
    searcher.onResult(trial, result);
  }

  @Override
  public void onEnded(Trial trial) {
    running.computeIfPresent(
        trial.number() / times, (config, left) -> left == 1 ? null : (Integer) (left - 1));
    searcher.onEnded(trial);
  }

  @Override
  public void grow(int numSamples) {
    searcher.grow(numSamples);
  }

  @Override
  public String note() {
    return searcher.note();
  }

  @Override
  public OptionalLong total() {
    return searcher.total();
  }
}
