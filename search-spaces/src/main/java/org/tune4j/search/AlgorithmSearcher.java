package org.tune4j.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Lets an {@link Algorithm} search: keeps its history, sees to it that no suggestion breaks a
 * constraint or comes twice while there are others, and turns points into variants.
 */
public final class AlgorithmSearcher implements Searcher {
  /** How often an algorithm may suggest something else before chance decides. */
  private static final int RETRIES = 20;

  private static final int DRAWS = 10_000;

  private final ParameterSpace space;
  private final Algorithm algorithm;
  private final @Nullable Objectives objectives;
  private final long seed;
  private final List<Config> points;
  private final History history;
  private final OtherSpaces others = new OtherSpaces();
  private final Seen seen;

  /** Whether a point can come twice: where chance alone prevents it, none needs to be kept. */
  private final boolean mayRepeat;

  private final @Nullable AlgorithmSearcher before;
  private int began; // the first trial that is its own
  private int asked;
  private Suggestion.@Nullable Propose last; // of the trial before asked
  private int samples;

  /**
   * A searcher.
   *
   * @param objectives what is optimised; {@code null} when nothing is, and then nothing is learnt
   * @param samples how many trials, from 1; -1 for no end
   * @param points values of {@code config} that the first trials take
   */
  public AlgorithmSearcher(
      ParameterSpace space,
      Algorithm algorithm,
      @Nullable Objectives objectives,
      int samples,
      long seed,
      List<Config> points) {
    this(space, algorithm, objectives, samples, seed, points, null, new Seen());
  }

  private AlgorithmSearcher(
      ParameterSpace space,
      Algorithm algorithm,
      @Nullable Objectives objectives,
      int samples,
      long seed,
      List<Config> points,
      @Nullable AlgorithmSearcher before,
      Seen seen) {
    this.space = space;
    this.algorithm = algorithm;
    this.objectives = objectives;
    this.history = new History(algorithm.levels());
    this.mayRepeat = algorithm.learns() || !space.isInexhaustible();
    this.samples = samples;
    this.seed = seed;
    this.before = before;
    this.began = before == null ? 0 : before.asked;
    this.asked = began;
    this.points = List.copyOf(points);
    this.seen = seen;
  }

  /**
   * A searcher that goes on in another space, with what this one knows of trials that it has, too.
   * This one is not asked any more.
   *
   * @param other of the same kind and settings as this one's
   * @param numSamples how many trials, those of this one included
   * @param otherPoints those that this one had come to are not tried again
   */
  public AlgorithmSearcher in(
      ParameterSpace otherSpace, Algorithm other, int numSamples, List<Config> otherPoints) {
    List<Config> tried = triedPoints();
    List<Config> open = otherPoints.stream().filter(point -> !tried.contains(point)).toList();
    AlgorithmSearcher next =
        new AlgorithmSearcher(
            otherSpace, other, objectives, numSamples, seed, open, this, new Seen());
    next.adopt(this);
    return next;
  }

  private List<Config> triedPoints() {
    List<Config> tried = new ArrayList<>(before == null ? List.of() : before.triedPoints());
    tried.addAll(points.subList(0, Math.clamp(asked - began, 0, points.size())));
    return tried;
  }

  private void adopt(AlgorithmSearcher other) {
    if (algorithm.learns()) {
      other.others.with(other.history, other.space, this::adopt);
    } else if (mayRepeat) {
      other.eachProposal(variant -> see(variant, seen));
    }
  }

  private void see(Config variant, Seen to) {
    double[] point = space.locate(variant);
    if (point != null) {
      to.add(point);
    }
  }

  private void adopt(Observation known, OtherSpaces.Origin origin) {
    if (known.number() >= began) {
      return; // its config could not be made out
    }
    others.add(known.number(), origin);
    double[] point = located(origin);
    if (point == null) {
      others.keep(known, history.ended().size());
    } else {
      seen.add(point);
      history.adopt(known, point);
    }
  }

  private double @Nullable [] located(OtherSpaces.Origin origin) {
    try {
      return space.locate(origin.space().variant(origin.point()));
    } catch (InvalidInputException e) { // an expression cannot take what was a point to evaluate
      return null;
    }
  }

  /**
   * All that it and those before it have proposed so far, the oldest first, when they do not learn.
   * What it needs to know of theirs it sees passing by: to ask them once more would double the work
   * with each space.
   */
  private void eachProposal(Consumer<Config> to) {
    Seen own = new Seen();
    if (before != null) {
      Consumer<Config> see = mayRepeat ? variant -> see(variant, own) : variant -> {};
      before.eachProposal(see.andThen(to));
    }
    AlgorithmSearcher again =
        new AlgorithmSearcher(space, algorithm, objectives, -1, seed, points, before, own);
    for (int number = began; number < asked; number++) {
      if (again.suggest(number) instanceof Suggestion.Propose propose) {
        to.accept(propose.variant());
      }
    }
  }

  @Override
  public Suggestion suggest(int number) {
    if (samples >= 0 && number >= samples) {
      return new Suggestion.Exhausted();
    }
    if (number < began) { // the last trial of the space before could not be made
      history.forget(number);
      others.forget(number);
      began = number;
      asked = number;
    }
    if (last != null && number == asked - 1) {
      return last;
    }
    return next(number);
  }

  private Suggestion next(int number) {
    if (number - began < points.size()) {
      Config given = given(number);
      double[] point = space.locate(given);
      if (point != null) { // else nothing can be learnt from it
        propose(number, point);
      }
      return proposed(number, given);
    }
    double[] point = find(number);
    if (point == null) {
      return new Suggestion.NotYet(true);
    }
    propose(number, point);
    return proposed(number, space.variant(point));
  }

  private Suggestion proposed(int number, Config variant) {
    asked = number + 1;
    last = new Suggestion.Propose(variant);
    return last;
  }

  private void propose(int number, double[] point) {
    if (algorithm.learns()) {
      history.propose(number, point);
    }
    if (mayRepeat) {
      seen.add(point);
    }
  }

  /** A point that the user gave; what it leaves open is drawn. */
  private Config given(int number) {
    SearchSpace fixed = space.space().fixing(points.get(number - began));
    ParameterSpace open = ParameterSpace.of(fixed);
    return open.variant(open.random(Seeds.random(seed, "point", number)));
  }

  private double @Nullable [] find(int number) {
    double[] allowed = null; // though another trial has it already
    for (int retry = 0; retry <= RETRIES; retry++) {
      double[] point = algorithm.suggest(number, retry, history);
      if (point == null) {
        return null;
      }
      if (isAllowed(point)) {
        if (!seen.contains(point)) {
          return point;
        }
        allowed = point;
      }
    }
    return drawn(number, allowed);
  }

  private double[] drawn(int number, double @Nullable [] otherwise) {
    var random = Seeds.random(seed, "draw", number);
    double[] allowed = otherwise;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] point = space.random(random);
      boolean isNew = !seen.contains(point);
      if ((isNew || allowed == null) && isAllowed(point)) {
        if (isNew) {
          return point;
        }
        allowed = point;
      }
      if (allowed != null && draw > RETRIES) {
        return allowed; // all that there is may have been seen
      }
    }
    if (allowed != null) {
      return allowed;
    }
    throw new InvalidInputException(
        new Problem(
            "constraints: no config that satisfies them was found (%s)"
                .formatted(space.space().constraints()),
            null,
            "loosen them, or draw one value from another with sample_from"));
  }

  private boolean isAllowed(double[] point) {
    return space.space().constraints().isEmpty() || space.space().allows(space.variant(point));
  }

  @Override
  public void onResult(Trial trial, Result result) {
    report(trial.number(), score(trial), result.trainingIteration());
  }

  @Override
  public void onEnded(Trial trial) {
    end(trial.number(), state(trial), score(trial));
  }

  /** What a {@link Repeater} says of the trials of a config. */
  void report(int number, Score score, int iteration) {
    history.report(number, score, iteration);
    others.report(number, algorithm.levels(), score, iteration);
  }

  /** What a {@link Repeater} says of the trials of a config. */
  void end(int number, Observation.State state, Score score) {
    history.end(number, state, score);
    others.end(number, state, score, history.ended().size());
  }

  /** The iterations at which values are kept. */
  int[] levels() {
    return algorithm.levels();
  }

  static Observation.State state(Trial trial) {
    return trial.status() == TrialStatus.TERMINATED
        ? Observation.State.DONE
        : Observation.State.FAILED;
  }

  /** What a trial has come to so far. */
  Score score(Trial trial) {
    if (objectives == null) {
      return Score.NONE;
    }
    Double best = trial.bestValue();
    if (best != null && !objectives.areSeveral()) {
      return Score.of(objectives.first().signed(best));
    }
    Outcome outcome = trial.outcome();
    if (outcome == null) {
      return Score.NONE;
    }
    double[] values = new double[outcome.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = objectives.list().get(i).signed(outcome.values().get(i));
    }
    return Score.of(values, outcome.violation());
  }

  @Override
  public String note() {
    return others.lacking() == 0
        ? algorithm.note()
        : "%s%d trials of before are not in the space and are not learnt from"
            .formatted(algorithm.note().isEmpty() ? "" : algorithm.note() + "; ", others.lacking());
  }

  @Override
  public void grow(int numSamples) {
    samples = numSamples;
  }

  @Override
  public OptionalLong total() {
    return samples < 0 ? OptionalLong.empty() : OptionalLong.of(samples);
  }
}
