package org.tune4j.tuner.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;

/** What the searcher proposes, one trial after the other, and whether it has more. */
final class Proposals {
  private final Searcher searcher;
  private final TrialFactory factory;
  private int nextNumber;
  private boolean exhausted;

  /** The searcher said so: it must hear of that before it is asked again; {@code null} if not. */
  private Suggestion.@Nullable NotYet mustHear;

  /** What came of asking for another trial. */
  sealed interface Answer {
    /** There is one. */
    record Proposed(Trial trial) implements Answer {}

    /** There is none now. */
    record Later() implements Answer {}

    /** There are so many in all, and no more. */
    record NoMore(int total) implements Answer {}

    /** There should be one, but it cannot be made. */
    record Impossible(String why) implements Answer {}
  }

  Proposals(Searcher searcher, SweepRules rules) {
    this.searcher = searcher;
    this.factory = new TrialFactory(rules);
  }

  /** Whether asking for another trial may bring one. */
  boolean mayHaveMore() {
    return !exhausted && mustHear == null;
  }

  /** The same, where there may be as many as there will ever be without anybody having asked. */
  boolean isExpectedToHaveMore() {
    return mayHaveMore() && nextNumber < total(Long.MAX_VALUE);
  }

  /** Whether the searcher has said that there are no more. */
  boolean isExhausted() {
    return exhausted;
  }

  /** How many there will be at most, as far as that is known. */
  long total(long unknown) {
    return searcher.total().orElse(unknown);
  }

  /**
   * Asks for another trial. An expression of the space, or of what a trial asks for, can fail for
   * values that come rarely.
   */
  Answer next(Instant now) {
    Suggestion suggestion;
    try {
      suggestion = searcher.suggest(nextNumber);
    } catch (InvalidInputException e) {
      return new Answer.Impossible(
          "there is no config for trial " + nextNumber + ": " + e.getMessage());
    }
    return switch (suggestion) {
      case Suggestion.Exhausted s -> {
        exhausted = true;
        yield new Answer.NoMore(nextNumber);
      }
      case Suggestion.NotYet s -> {
        mustHear = s;
        yield new Answer.Later();
      }
      case Suggestion.Propose s -> proposed(s, now);
    };
  }

  private Answer proposed(Suggestion.Propose suggestion, Instant now) {
    try {
      Trial trial = factory.trial(nextNumber, suggestion.variant(), now);
      nextNumber++;
      return new Answer.Proposed(trial);
    } catch (InvalidInputException e) {
      return new Answer.Impossible("trial " + nextNumber + " cannot be placed: " + e.getMessage());
    }
  }

  void grow(int numSamples) {
    searcher.grow(numSamples);
    exhausted = false;
  }

  void widen(String yaml) {
    searcher.widen(yaml);
    exhausted = false;
  }

  void onResult(Trial trial, Result result) {
    if (mustHear != null && !mustHear.forAnEnd()) {
      mustHear = null;
    }
    searcher.onResult(trial, result);
  }

  void onEnded(Trial trial) {
    mustHear = null;
    searcher.onEnded(trial);
  }

  /** With nothing running, it would hear of nothing. */
  void onDriverStarted() {
    mustHear = null;
  }
}
