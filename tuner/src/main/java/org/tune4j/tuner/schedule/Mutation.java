package org.tune4j.tuner.schedule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.Domain;
import org.tune4j.space.Normals;
import org.tune4j.space.Range;
import org.tune4j.space.Reals;
import org.tune4j.space.Wholes;
import org.tune4j.yaml.Problems;

/** What one key of a config may become when a trial explores. What comes out is always in it. */
sealed interface Mutation {

  /** A value drawn anew. */
  @Nullable Object sample(RandomGenerator random);

  /**
   * A value near another one.
   *
   * @param value what it was; one that is not in here is drawn anew
   * @param factors by one of which a number is multiplied; at least one
   */
  @Nullable Object near(@Nullable Object value, List<Double> factors, RandomGenerator random);

  /** As people read it: {@code 16, 32 or 64}, {@code 1.0e-5 to 0.1}. */
  @Override
  String toString();

  /**
   * One of several values, each of which has neighbours.
   *
   * @param values at least one
   * @param range which of them, and how likely each is
   */
  record OneOf(List<@Nullable Object> values, Range.Items range) implements Mutation {
    public OneOf {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Each as likely as the others. */
    static OneOf equal(List<?> values) {
      return new OneOf(new ArrayList<>(values), Range.Items.equal(values.size(), true));
    }

    @Override
    public @Nullable Object sample(RandomGenerator random) {
      return values.get((int) range.at(Chance.uniform(random)));
    }

    @Override
    public @Nullable Object near(
        @Nullable Object value, List<Double> factors, RandomGenerator random) {
      int at = index(value);
      if (at < 0) {
        return sample(random);
      }
      int to = at + (Chance.uniform(random) < 0.5 ? -1 : 1);
      return values.get(Math.clamp(to, 0, values.size() - 1));
    }

    private int index(@Nullable Object value) {
      for (int i = 0; i < values.size(); i++) {
        if (same(values.get(i), value)) {
          return i;
        }
      }
      return -1;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
      if (a instanceof Number x && b instanceof Number y) {
        return x.doubleValue() == y.doubleValue();
      }
      return a == null ? b == null : a.equals(b);
    }

    @Override
    public String toString() {
      return values.stream().map(Problems::show).collect(Collectors.joining(", "));
    }
  }

  /** A number of a domain. */
  record Within(Domain.Numeric domain) implements Mutation {
    @Override
    public Object sample(RandomGenerator random) {
      return domain.sample(random);
    }

    @Override
    public Object near(@Nullable Object value, List<Double> factors, RandomGenerator random) {
      double factor = factors.get(Chance.index(factors.size(), random));
      if (!(value instanceof Number number)) {
        return sample(random);
      }
      double from = number.doubleValue();
      if (from == 0 && factor != 1) { // no factor would lead away from it
        return hasSteps() ? moved(0, 0, Chance.uniform(random) < 0.5 ? -1 : 1) : sample(random);
      }
      double wanted = Math.clamp(from * factor, -Double.MAX_VALUE, Double.MAX_VALUE);
      return moved(from, wanted, Math.signum(wanted - from));
    }

    private boolean hasSteps() {
      return switch (domain) {
        case Wholes wholes -> true;
        case Reals reals -> reals.quantum() > 0;
        case Normals normals -> normals.quantum() > 0;
      };
    }

    /**
     * The wanted number, or what of the domain is nearest. Where values have steps, a step is taken
     * at least: 2 times 1.2 is 3.
     */
    private Object moved(double from, double wanted, double direction) {
      return switch (domain) {
        case Wholes wholes -> {
          long step = Math.max(1, wholes.quantum());
          long nearest = inside(wholes, Math.rint(wanted / step) * step);
          yield nearest == from ? inside(wholes, nearest + direction * step) : nearest;
        }
        case Reals reals when reals.quantum() == 0 -> inside(reals, wanted);
        case Reals reals -> {
          double nearest = inside(reals, rounded(wanted, reals.quantum()));
          yield nearest == from
              ? inside(reals, next(nearest, direction, reals.quantum()))
              : nearest;
        }
        case Normals normals when normals.quantum() == 0 -> (Object) wanted;
        case Normals normals -> {
          double nearest = rounded(wanted, normals.quantum());
          yield nearest == from ? next(nearest, direction, normals.quantum()) : nearest;
        }
      };
    }

    private static double next(double from, double direction, double quantum) {
      return rounded(from + direction * quantum, quantum);
    }

    private static long inside(Wholes domain, double value) {
      return Math.clamp((long) value, domain.least(), domain.greatest());
    }

    private static double inside(Reals domain, double value) {
      return Math.clamp(value, domain.least(), domain.greatest());
    }

    /** The nearest multiple as people write it: 0.3 rather than 3 times 0.1. */
    private static double rounded(double value, double quantum) {
      double steps = Math.rint(value / quantum);
      return Double.isFinite(steps)
          ? BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(quantum)).doubleValue()
          : value;
    }

    @Override
    public String toString() {
      if (domain instanceof Normals normals) {
        return "around " + Problems.show(normals.mean());
      }
      Number most = domain instanceof Reals reals ? (Number) reals.upper() : domain.greatest();
      return Problems.show(domain.least()) + " to " + Problems.show(most);
    }
  }
}
