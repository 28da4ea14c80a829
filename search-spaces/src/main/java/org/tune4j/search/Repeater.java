package org.tune4j.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.tune4j.space.Config;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Tries each config several times, in trials that follow each other and differ in their seeds. To
 * the algorithm they are one: of those that ended well it learns the mean of each objective, once
 * all have ended, and at each of its levels the mean once all are there.
 *
 * <p>It repeats an {@link AlgorithmSearcher} and no other, because only that knows the levels and
 * what of a trial is learnt from; there is no trial that stands for several.
 */
public final class Repeater implements Searcher {
  private final AlgorithmSearcher searcher;
  private final int times;
  private final int[] levels;
  private final Map<Integer, Repeats> open = new HashMap<>();
  private int samples;

  /**
   * A repeater of a searcher that was not asked yet.
   *
   * @param searcher proposes the configs; for {@link #configs} samples
   * @param times how often each is tried, from 1
   * @param samples how many trials, from 1; -1 for no end
   */
  public Repeater(AlgorithmSearcher searcher, int times, int samples) {
    if (times < 1) {
      throw new IllegalArgumentException("repeat: must be from 1 (" + times + ")");
    }
    this.searcher = searcher;
    this.times = times;
    this.levels = searcher.levels();
    this.samples = samples;
  }

  /** How many configs so many trials try, the last one not as often perhaps; -1 for no end. */
  public static int configs(int samples, int times) {
    return samples < 0 ? -1 : (int) (((long) samples + times - 1) / times);
  }

  /** What it repeats. */
  public AlgorithmSearcher searcher() {
    return searcher;
  }

  /** The same configs under way, on a searcher that goes on from this one's. */
  public Repeater on(AlgorithmSearcher other, int numSamples) {
    Repeater repeater = new Repeater(other, times, numSamples);
    repeater.open.putAll(open);
    return repeater;
  }

  @Override
  public Suggestion suggest(int number) {
    if (samples >= 0 && number >= samples) {
      return new Suggestion.Exhausted();
    }
    if (number % times > 0) {
      return new Suggestion.Propose(repeats(number).variant());
    }
    Suggestion suggestion = searcher.suggest(number / times);
    if (suggestion instanceof Suggestion.Propose propose) {
      Config variant = propose.variant();
      open.put(number / times, new Repeats(variant, times, levels));
    }
    return suggestion;
  }

  private Repeats repeats(int number) {
    return Objects.requireNonNull(open.get(number / times), "not asked in turn");
  }

  @Override
  public void onResult(Trial trial, Result result) {
    Repeats repeats = repeats(trial.number());
    repeats.report(trial.number() % times, searcher.score(trial), result.trainingIteration());
    tellLevels(trial.number() / times, repeats);
  }

  @Override
  public void onEnded(Trial trial) {
    int config = trial.number() / times;
    Repeats repeats = repeats(trial.number());
    repeats.end(trial.number() % times, AlgorithmSearcher.state(trial), searcher.score(trial));
    tellLevels(config, repeats); // it may have been the one that the others waited for
    if (repeats.areOver()) {
      searcher.end(config, repeats.state(), repeats.score());
      open.remove(config);
    }
  }

  /** What was told of a level stays: telling it again changes nothing. */
  private void tellLevels(int config, Repeats repeats) {
    for (int level = 0; level < levels.length; level++) {
      double value = repeats.value(level);
      if (!Double.isNaN(value)) {
        searcher.report(config, new Score(value, new double[0], 0), levels[level]);
      }
    }
  }

  @Override
  public void grow(int numSamples) {
    samples = numSamples;
    searcher.grow(configs(numSamples, times));
  }

  @Override
  public String note() {
    return searcher.note();
  }

  @Override
  public OptionalLong total() {
    return samples < 0 ? OptionalLong.empty() : OptionalLong.of(samples);
  }
}
