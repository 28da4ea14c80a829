package org.tune4j.tuner.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.Domain;
import org.tune4j.space.Range;
import org.tune4j.space.Reals;
import org.tune4j.space.ValueType;
import org.tune4j.space.Wholes;

/**
 * Population Based Bandits (Parker-Holder et al., 2020): a population whose trials explore where a
 * model of what has helped so far is optimistic.
 */
final class Pb2 implements Explorer {
  /** Population Based Bandits. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          "pb2",
          Set.of("PopulationBasedBandits"),
          true,
          ConfigSchema.of(
              Stream.concat(
                      PbtSettings.keys().stream(),
                      Stream.of(
                          PbtSettings.key(
                              ExploredRanges.KEY,
                              new ValueType.MapOf(ConfigSchema.anything()),
                              "the least and the greatest value of each key")))
                  .toList(),
              Map.of()),
          setup -> {
            PbtSettings settings = PbtSettings.of("pb2", setup);
            Consistent consistent = new Consistent(setup.space());
            return new Pbt(
                settings, new Pb2(ExploredRanges.of(setup), settings.interval(), consistent));
          },
          PbtSettings.KEEPS);

  /**
   * So many of the last intervals are learnt from. To learn takes time with the cube of their
   * number, and to look at a place with its square, and there is one to be learnt from each time
   * that a trial exploits; what came before matters less and less, as the kernel forgets.
   */
  static final int MOST_OBSERVATIONS = 200;

  /**
   * So many of the others are seen to be trying something: those whose intervals began at the
   * latest time of their own, as these are the nearest for the kernel.
   */
  static final int MOST_PENDING = 50;

  private static final int CANDIDATES = 200;
  private static final int STEPS = 8;
  private static final int LEADERS = 5;
  private static final double[] STEP_LENGTHS = {0.2, 0.1, 0.05, 0.02};

  /** What grew in an interval. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Observation(double[] input, double growth) {}

  /** A place in the box of the bounds. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Candidate(double[] unit, double hope) {}

  private final SortedMap<String, Domain.Numeric> bounds;
  private final double interval;
  private final Consistent consistent;
  private final Deque<Observation> observations = new ArrayDeque<>();

  Pb2(SortedMap<String, Domain.Numeric> bounds, double interval, Consistent consistent) {
    this.bounds = new TreeMap<>(bounds);
    this.interval = interval;
    this.consistent = consistent;
  }

  @Override
  public void onInterval(Individual one) {
    double time = one.time - one.baseTime;
    if (time > 0 && one.hasBase()) {
      double[] input = input(one.baseTime, one.baseScore, units(one.trial.config()));
      double growth = (one.score - one.baseScore) / time;
      if (Double.isFinite(growth)) {
        observations.addLast(new Observation(input, growth));
      }
      if (observations.size() > MOST_OBSERVATIONS) {
        observations.removeFirst();
      }
    }
  }

  @Override
  public Config explore(
      Individual one, Individual donor, Iterable<Individual> others, RandomGenerator random) {
    Config from = donor.trial.config();
    for (Candidate candidate : candidates(one, donor, others, random)) {
      Config explored = consistent.made(donor.trial.trainable(), at(candidate.unit, from), random);
      if (explored != null) {
        return explored;
      }
    }
    return from;
  }

  /** The most hopeful first. */
  private List<Candidate> candidates(
      Individual one, Individual donor, Iterable<Individual> others, RandomGenerator random) {
    if (observations.size() < 2) {
      return random(random, unit -> 0);
    }
    DriftModel model = model(one, others);
    Hope hope = unit -> model.optimistic(input(donor.savedTime, donor.savedScore, unit));
    List<Candidate> found = random(random, hope);
    for (double length : STEP_LENGTHS) {
      found.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.hope));
      for (Candidate leader : List.copyOf(found.subList(0, LEADERS))) {
        for (int i = 0; i < STEPS; i++) {
          double[] unit = leader.unit.clone();
          for (int j = 0; j < unit.length; j++) {
            unit[j] = Math.clamp(unit[j] + length * Chance.normal(random), 0, 1);
          }
          found.add(new Candidate(unit, hope.of(unit)));
        }
      }
    }
    found.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.hope));
    return found;
  }

  /** What is hoped for at a place. */
  @FunctionalInterface
  private interface Hope {
    double of(double[] unit);
  }

  private List<Candidate> random(RandomGenerator random, Hope hope) {
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      double[] unit = new double[bounds.size()];
      for (int j = 0; j < unit.length; j++) {
        unit[j] = Chance.uniform(random);
      }
      found.add(new Candidate(unit, hope.of(unit)));
    }
    return found;
  }

  DriftModel model(Individual one, Iterable<Individual> others) {
    List<double[]> inputs = new ArrayList<>();
    double[] growth = new double[observations.size()];
    int i = 0;
    for (Observation observation : observations) {
      inputs.add(observation.input);
      growth[i++] = observation.growth;
    }
    return new DriftModel(inputs, growth, pending(one, others));
  }

  private List<double[]> pending(Individual one, Iterable<Individual> others) {
    List<Individual> pending = new ArrayList<>();
    for (Individual other : others) {
      if (other != one && other.hasBase()) {
        pending.add(other);
      }
    }
    return pending.stream()
        .sorted(
            Comparator.comparingDouble((Individual other) -> -other.baseTime)
                .thenComparingInt(Individual::number))
        .limit(MOST_PENDING)
        .map(other -> input(other.baseTime, other.baseScore, units(other.trial.config())))
        .toList();
  }

  private double[] input(double time, double score, double[] unit) {
    double[] input = new double[2 + unit.length];
    input[0] = time / interval;
    input[1] = Double.isNaN(score) ? 0 : score;
    System.arraycopy(unit, 0, input, 2, unit.length);
    return input;
  }

  /** Where a config lies between the bounds; in the middle with a key that is no number. */
  private double[] units(Config config) {
    double[] units = new double[bounds.size()];
    int i = 0;
    for (Map.Entry<String, Domain.Numeric> bound : bounds.entrySet()) {
      units[i++] =
          config.get(bound.getKey()) instanceof Number number
              ? new Range.Numbers(bound.getValue()).unit(number.doubleValue())
              : 0.5;
    }
    return units;
  }

  private Config at(double[] unit, Config from) {
    Config config = from;
    int i = 0;
    for (Map.Entry<String, Domain.Numeric> bound : bounds.entrySet()) {
      double value = new Range.Numbers(bound.getValue()).at(unit[i++]);
      if (from.has(bound.getKey())) {
        @Nullable Object number =
            bound.getValue() instanceof Wholes ? (Object) Math.round(value) : (Object) value;
        config = config.with(bound.getKey(), number);
      }
    }
    return config;
  }

  private static String byLogarithm(Domain.Numeric domain) {
    return switch (domain) {
      case Reals reals -> reals.logarithmic() ? ", by its logarithm" : ", linearly";
      case Wholes wholes -> wholes.logarithmic() ? ", by its logarithm" : ", linearly";
      default -> "";
    };
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>();
    bounds.forEach(
        (path, domain) ->
            lines.add(
                "explores %s: %s%s"
                    .formatted(path, new Mutation.Within(domain), byLogarithm(domain))));
    return lines;
  }
}
