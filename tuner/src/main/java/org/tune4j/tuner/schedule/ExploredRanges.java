package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.Domain;
import org.tune4j.space.Reals;
import org.tune4j.space.Wholes;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** Reads between which numbers the keys of a config may change. */
final class ExploredRanges {
  static final String KEY = "hyperparam_bounds";

  private ExploredRanges() {}

  /**
   * Those that are set, or else the numeric domains of the space.
   *
   * @throws InvalidInputException with all that is wrong
   */
  static SortedMap<String, Domain.Numeric> of(SchedulerKind.Setup setup) {
    SortedMap<String, Domain.Numeric> bounds = new TreeMap<>();
    Problems problems = new Problems();
    if (setup.settings().has(KEY)) {
      Config first = setup.space().variant(BigInteger.ZERO, 1, 0).getConfig("config");
      Mutations.listed(KEY, setup.settings().getConfig(KEY), setup.space())
          .forEach(
              (path, listed) -> {
                Domain.Numeric domain = domain(path, listed, first.get(path), problems);
                if (domain != null) {
                  bounds.put(path, domain);
                }
              });
    } else {
      Mutations.ofSpace(setup.space())
          .forEach(
              (path, mutation) -> {
                if (mutation instanceof Mutation.Within within) {
                  bounds.put(path, within.domain());
                }
              });
    }
    problems.throwIfAny();
    if (bounds.isEmpty()) {
      throw new InvalidInputException(
          new Problem(
              KEY + ": there is nothing to explore",
              null,
              "add " + KEY + ": {lr: {loguniform: [1.0e-5, 0.1]}}"));
    }
    return bounds;
  }

  private static Domain.@Nullable Numeric domain(
      String path, Mutation listed, @Nullable Object first, Problems problems) {
    if (listed instanceof Mutation.Within within) {
      return within.domain();
    }
    if (listed instanceof Mutation.OneOf pair
        && pair.values().size() == 2
        && pair.values().get(0) instanceof Number low
        && pair.values().get(1) instanceof Number high) {
      if (low.doubleValue() < high.doubleValue()) {
        boolean isWhole = low instanceof Long && high instanceof Long && first instanceof Long;
        return isWhole
            ? new Wholes(low.longValue(), high.longValue(), false, 1)
            : new Reals(low.doubleValue(), high.doubleValue(), false, 0);
      }
      problems.add(
          null,
          "%s.%s: the least (%s) must be less than the greatest (%s)"
              .formatted(KEY, path, Problems.show(low), Problems.show(high)),
          "swap them");
      return null;
    }
    problems.add(
        null,
        "%s.%s: must be the least and the greatest number, or a numeric domain"
            .formatted(KEY, path),
        "use [0.0001, 0.1]");
    return null;
  }
}
