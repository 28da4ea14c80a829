package org.tune4j.search;

import java.util.OptionalLong;
import org.tune4j.space.Config;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Proposes configs from a space and what it was told. Not thread-safe: the engine calls it from one
 * place.
 *
 * <p>The same space, seed and sequence of calls give the same suggestions, byte for byte. That is
 * how a sweep is resumed: the calls are made again.
 */
public interface Searcher {

  /** What the searcher answers. */
  sealed interface Suggestion {
    /**
     * A variant: the keys {@code run}, {@code config} and, when the sweep sets it, {@code
     * resources_per_trial}.
     */
    record Propose(Config variant) implements Suggestion {}

    /**
     * Nothing now; ask again when a trial has reported or ended.
     *
     * @param forAnEnd whether a report would change nothing: then ask when a trial has ended
     */
    record NotYet(boolean forAnEnd) implements Suggestion {}

    /** Nothing any more. */
    record Exhausted() implements Suggestion {}
  }

  /**
   * What trial {@code number} should try. Called for each number, from 0 upwards. After {@link
   * Suggestion.NotYet} it is asked again for the same number. It may also be asked again for the
   * number it proposed last, when that trial could not be made: it gives the same, and all that
   * follows is as if it had been asked once. Only in another space may it give something else.
   */
  Suggestion suggest(int number);

  /** A running trial has reported; its {@code bestValue} is up to date. */
  default void onResult(Trial trial, Result result) {}

  /** A trial ended for good, well or not. */
  default void onEnded(Trial trial) {}

  /** The sweep has room for more: it now has this many samples in all. Never fewer than before. */
  default void grow(int numSamples) {}

  /**
   * The sweep was resumed with another space. Trials so far keep their configs and their numbers;
   * what the new space has of them stays known.
   *
   * @param sweep the whole sweep as a file
   */
  default void widen(String sweep) {
    throw new UnsupportedOperationException("this searcher keeps its space");
  }

  /** What its user should know of how it searches, a sentence; empty for nothing. */
  default String note() {
    return "";
  }

  /** How many trials there will be at most, when that is known. */
  default OptionalLong total() {
    return OptionalLong.empty();
  }
}
