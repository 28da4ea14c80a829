package org.tune4j.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The variants of a space by their number: the outer loop goes over the samples, the inner one over
 * the cells of the grid, in Tune's order unless told otherwise. Variant {@code n} follows from
 * {@code n} and the seed alone. Immutable and thread-safe.
 *
 * <p>Two things are not as in Tune: values are drawn anew for the cells of inner grids too (Tune
 * holds them over the axes inside of an item), and {@code grid_search} inside of {@code choice} is
 * refused, because the number of trials would be a matter of chance.
 *
 * <p>The first samples take the points that were given: a point that fixes an axis takes that axis
 * out of its sample.
 */
public final class Variants {
  /** One of the first samples, whose grid may be smaller than the others'. */
  private record First(SearchSpace space, BigInteger start) {}

  private final SearchSpace space;
  private final int samples;
  private final long seed;
  private final boolean constantGrid;
  private final GridOrder order;
  private final List<Config> points;
  private final List<First> firsts = new ArrayList<>();

  /** Where the samples without a point begin. */
  private final BigInteger rest;

  /** In the listed order. */
  public Variants(
      SearchSpace space, int samples, long seed, boolean constantGrid, List<Config> points) {
    this(space, samples, seed, constantGrid, GridOrder.LISTED, points);
  }

  /**
   * All variants of a space.
   *
   * @param samples how many, from 1; -1 for no end
   * @param seed any
   * @param constantGrid whether values are drawn once for each sample and held over its grid
   * @param order in which order the cells of each sample's grid come
   * @param points values of {@code config} for the first samples; those beyond the samples are left
   *     out
   * @throws org.tune4j.yaml.InvalidInputException when a point has a key that the space has not
   */
  public Variants(
      SearchSpace space,
      int samples,
      long seed,
      boolean constantGrid,
      GridOrder order,
      List<Config> points) {
    if (samples < 1 && samples != -1) {
      throw new IllegalArgumentException("num_samples: must be from 1, or -1 (" + samples + ")");
    }
    this.space = space;
    this.samples = samples;
    this.seed = seed;
    this.constantGrid = constantGrid;
    this.order = order;
    this.points = List.copyOf(points);
    BigInteger start = BigInteger.ZERO;
    for (Config point :
        points.subList(0, samples < 0 ? points.size() : Math.min(samples, points.size()))) {
      SearchSpace fixed = space.fixing(point);
      firsts.add(new First(fixed, start));
      start = start.add(fixed.cells());
    }
    this.rest = start;
  }

  /** The variants with another number of samples; those that both have are the same. */
  public Variants withSamples(int otherSamples) {
    return new Variants(space, otherSamples, seed, constantGrid, order, points);
  }

  /** How many there are; {@code null} for no end. */
  public @Nullable BigInteger total() {
    return samples < 0
        ? null
        : rest.add(space.cells().multiply(BigInteger.valueOf(samples - firsts.size())));
  }

  /**
   * A variant, from 0; {@code null} beyond the last.
   *
   * @throws org.tune4j.yaml.InvalidInputException when a {@code sample_from} cannot be evaluated
   */
  public @Nullable Config get(long number) {
    return get(number, 0);
  }

  /**
   * The same variant with its values drawn anew: the cell of the grid is the same.
   *
   * @param redraw 0 for the first draw
   */
  @Nullable Config get(long number, int redraw) {
    BigInteger n = BigInteger.valueOf(number);
    BigInteger total = total();
    if (total != null && n.compareTo(total) >= 0) {
      return null;
    }
    if (n.compareTo(rest) >= 0) {
      BigInteger[] sampleAndCell = n.subtract(rest).divideAndRemainder(space.cells());
      return variant(
          space,
          sampleAndCell[1],
          firsts.size() + sampleAndCell[0].longValueExact(),
          number,
          redraw);
    }
    int sample = firsts.size() - 1;
    while (firsts.get(sample).start().compareTo(n) > 0) {
      sample--;
    }
    First first = firsts.get(sample);
    return variant(first.space(), n.subtract(first.start()), sample, number, redraw);
  }

  private Config variant(SearchSpace of, BigInteger cell, long sample, long number, int redraw) {
    long shuffled = order == GridOrder.SHUFFLED ? Seeds.derive(seed, "order", sample) : 0;
    return constantGrid
        ? of.variant(order, cell, shuffled, Seeds.derive(seed, "sample", redraw), sample)
        : of.variant(order, cell, shuffled, Seeds.derive(seed, "trial", redraw), number);
  }

  /** How many of the points stand in samples that begin before a variant. */
  public int pointsBefore(long number) {
    BigInteger n = BigInteger.valueOf(number);
    return (int) firsts.stream().filter(first -> first.start().compareTo(n) < 0).count();
  }

  /** Walks those variants that satisfy the constraints of the space, from the first. */
  public Walk walk() {
    return walk(null);
  }

  /**
   * The same, leaving out cells that were tried already, where no point is given.
   *
   * @param tried becomes the walk's own
   */
  public Walk walk(@Nullable TriedCells tried) {
    return new Walk(tried);
  }

  /**
   * A walk in order. Where a cell of the grid has no variant that satisfies the constraints, it is
   * left out. Not thread-safe.
   */
  public final class Walk {
    private static final int REDRAWS = 1_000;
    private static final int MOST_LEFT_OUT = 10_000;

    private final @Nullable TriedCells tried;
    private long next;

    private Walk(@Nullable TriedCells tried) {
      this.tried = tried;
    }

    /** The number of the variant that it comes to next. */
    public long position() {
      return next;
    }

    /** The same walk on variants of more samples. */
    public Walk on(Variants more) {
      Walk walk = more.walk(tried);
      walk.next = next;
      return walk;
    }

    /**
     * The next; {@code null} beyond the last.
     *
     * @throws InvalidInputException when none is found, or an expression cannot be evaluated
     */
    public @Nullable Config next() {
      for (int leftOut = 0; leftOut < MOST_LEFT_OUT; ) {
        Config first = get(next);
        if (first == null) {
          return null;
        }
        Config variant = allowed(first);
        boolean isGiven = rest.compareTo(BigInteger.valueOf(next)) > 0;
        next++;
        if (variant == null) {
          leftOut++;
        } else if (isGiven || tried == null || !tried.take(variant)) {
          return variant;
        }
      }
      throw new InvalidInputException(
          new Problem(
              "constraints: no config that satisfies them was found (%s)"
                  .formatted(space.constraints()),
              null,
              "loosen them, or draw one value from another with sample_from"));
    }

    private @Nullable Config allowed(Config first) {
      Config variant = first;
      for (int redraw = 1; redraw <= REDRAWS; redraw++) {
        if (variant == null || space.allows(variant)) {
          return variant;
        }
        variant = get(next, redraw);
        if (redraw == 1 && first.equals(variant)) { // nothing is left to chance
          return null;
        }
      }
      return null;
    }
  }
}
