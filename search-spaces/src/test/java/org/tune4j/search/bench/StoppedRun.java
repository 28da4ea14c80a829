package org.tune4j.search.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.search.Levels;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * A search whose trials are stopped early: at each level a trial goes on if it is among the best
 * third of those that have been there (Li and others, "A system for massively parallel
 * hyperparameter tuning", 2018, by stopping instead of promotion).
 */
final class StoppedRun {
  private static final int FACTOR = 3;
  private static final int[] LEVELS = Levels.of(1, FidelityProblem.MAX_T, FACTOR);

  private final Searcher searcher;
  private final FidelityProblem problem;
  private final boolean stops;
  private final List<List<Double>> reached = new ArrayList<>();
  private double best = Double.POSITIVE_INFINITY;
  private int iterations;

  /**
   * A run that has not begun.
   *
   * @param stops whether trials are stopped at all
   */
  StoppedRun(Searcher searcher, FidelityProblem problem, boolean stops) {
    this.searcher = searcher;
    this.problem = problem;
    this.stops = stops;
    Arrays.stream(LEVELS).forEach(level -> reached.add(new ArrayList<>()));
  }

  /**
   * The best value that any trial reported.
   *
   * @param budget iterations of all trials together
   * @param workers trials that run at a time; each gets an iteration in turn
   */
  double best(int budget, int workers) {
    Trial[] running = new Trial[workers];
    int[] done = new int[workers];
    int number = 0;
    while (true) {
      for (int worker = 0; worker < workers; worker++) {
        if (iterations++ >= budget) {
          return best;
        }
        if (running[worker] == null) {
          Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
          running[worker] = Runs.started(number++, propose.variant());
          done[worker] = 0;
        }
        running[worker] = step(running[worker], ++done[worker]);
      }
    }
  }

  /** One more iteration; {@code null} when it was the last. */
  private Trial step(Trial before, int t) {
    double value = problem.curve().at(before.config(), t);
    best = Math.min(best, value);
    Trial trial = Runs.report(searcher, before, t, value);
    if (goesOn(t, trial.bestValue())) {
      return trial;
    }
    Instant at = Instant.ofEpochSecond(trial.number());
    searcher.onEnded(trial.ended(TrialStatus.TERMINATED, "stopped", null, at));
    return null;
  }

  private boolean goesOn(int t, double value) {
    int level = Arrays.binarySearch(LEVELS, t);
    if (level < 0) {
      return true;
    }
    List<Double> there = reached.get(level);
    there.add(value);
    long better = there.stream().filter(other -> other < value).count();
    return t < FidelityProblem.MAX_T
        && (!stops || there.size() < FACTOR || better < there.size() / FACTOR);
  }
}
