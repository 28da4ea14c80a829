package org.tune4j.tuner;

import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.ConcurrencyLimiter;
import org.tune4j.search.RandomSearch;
import org.tune4j.search.Repeater;
import org.tune4j.search.Searcher;
import org.tune4j.search.VariantSearcher;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objectives;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Makes the searchers of a sweep. */
final class Searchers {
  private final Sweep sweep;
  private final Sweep.Search search;

  Searchers(Sweep sweep) {
    this.sweep = sweep;
    this.search = sweep.search();
  }

  /** One that begins anew. */
  Searcher first() {
    AlgorithmKind kind = search.algorithm();
    if (kind == null) {
      return walk();
    }
    ParameterSpace parameters = ParameterSpace.of(sweep.space());
    return paced(by(parameters, algorithm(kind, parameters)));
  }

  /** Proposes what a searcher might, without learning. */
  Searcher preview() {
    if (search.algorithm() == null) {
      return walk();
    }
    ParameterSpace parameters = ParameterSpace.of(sweep.space());
    return by(parameters, new RandomSearch(parameters, search.seed()));
  }

  /**
   * One that goes on where that one stopped, which is of this sweep with another space.
   *
   * @throws InvalidInputException when searchers of this kind keep their space
   */
  Searcher after(Searcher before) {
    return switch (before) {
      case VariantSearcher walk ->
          walk.in(
              sweep.space(),
              search.numSamples(),
              search.seed(),
              search.constantGrid(),
              search.order(),
              search.points());
      case ConcurrencyLimiter limiter -> limiter.on(after(limiter.searcher()));
      case Repeater repeater -> repeater.on(after(repeater.searcher()), search.numSamples());
      case AlgorithmSearcher algorithm -> after(algorithm);
      default -> throw keepsItsSpace();
    };
  }

  private AlgorithmSearcher after(AlgorithmSearcher before) {
    AlgorithmKind kind = search.algorithm();
    if (kind == null) {
      throw keepsItsSpace();
    }
    ParameterSpace parameters = ParameterSpace.of(sweep.space());
    return before.in(parameters, algorithm(kind, parameters), search.configs(), search.points());
  }

  private InvalidInputException keepsItsSpace() {
    return new InvalidInputException(
        new Problem(
            "sweep %s: search_alg: this searcher cannot go on in another space"
                .formatted(sweep.name()),
            null,
            "begin a new sweep with tune run"));
  }

  private VariantSearcher walk() {
    return new VariantSearcher(
        sweep.space(),
        search.numSamples(),
        search.seed(),
        search.constantGrid(),
        search.order(),
        search.points());
  }

  private Algorithm algorithm(AlgorithmKind kind, ParameterSpace parameters) {
    Objectives objectives = sweep.objectives();
    return kind.factory()
        .make(
            new AlgorithmKind.Setup(
                parameters,
                Seeds.derive(search.seed(), "algorithm", 0),
                search.settings(),
                search.configs(),
                search.concurrent(sweep.limits().maxConcurrentTrials()),
                objectives == null ? 1 : objectives.list().size()));
  }

  private AlgorithmSearcher by(ParameterSpace parameters, Algorithm algorithm) {
    return new AlgorithmSearcher(
        parameters,
        algorithm,
        sweep.objectives(),
        search.configs(),
        search.seed(),
        search.points());
  }

  /** That often, and that many at a time. */
  private Searcher paced(AlgorithmSearcher searcher) {
    Searcher repeated =
        search.repeat() == 1
            ? searcher
            : new Repeater(searcher, search.repeat(), search.numSamples());
    return search.maxConcurrent() == 0
        ? repeated
        : new ConcurrencyLimiter(repeated, search.maxConcurrent(), search.repeat());
  }
}
