package org.tune4j.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.GridOrder;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.TriedCells;
import org.tune4j.space.Variants;

/**
 * Grid and random search, Tune's default: walks the {@link Variants} of a space and learns nothing
 * from results.
 */
public final class VariantSearcher implements Searcher {
  private final SearchSpace space;
  private final List<Config> points;
  private final @Nullable VariantSearcher before;
  private int began; // the first trial that is its own
  private int asked;
  private Suggestion.@Nullable Propose last; // of the trial before asked
  private Variants variants;
  private Variants.@Nullable Walk walk; // as soon as it is needed

  /**
   * Arguments as in {@link Variants}.
   *
   * @throws org.tune4j.yaml.InvalidInputException when a point has a key that the space has not
   */
  public VariantSearcher(
      SearchSpace space,
      int samples,
      long seed,
      boolean constantGrid,
      GridOrder order,
      List<Config> points) {
    this(space, new Variants(space, samples, seed, constantGrid, order, points), points, null);
  }

  /** In the listed order. */
  public VariantSearcher(
      SearchSpace space, int samples, long seed, boolean constantGrid, List<Config> points) {
    this(space, samples, seed, constantGrid, GridOrder.LISTED, points);
  }

  /** Without points, values drawn anew for each cell. */
  public VariantSearcher(SearchSpace space, int samples, long seed) {
    this(space, samples, seed, false, List.of());
  }

  private VariantSearcher(
      SearchSpace space, Variants variants, List<Config> points, @Nullable VariantSearcher before) {
    this.space = space;
    this.variants = variants;
    this.points = List.copyOf(points);
    this.before = before;
    this.began = before == null ? 0 : before.asked;
    this.asked = began;
  }

  /**
   * A searcher that goes on in another space. Each cell of its grid is left out as often as this
   * one has tried it. This one is not asked any more.
   *
   * @param samples how often the grid is walked, by both together
   * @param otherPoints those that this one had come to are not tried again
   */
  public VariantSearcher in(
      SearchSpace other,
      int samples,
      long seed,
      boolean constantGrid,
      GridOrder order,
      List<Config> otherPoints) {
    List<Config> tried = triedPoints();
    List<Config> open = otherPoints.stream().filter(point -> !tried.contains(point)).toList();
    return new VariantSearcher(
        other, new Variants(other, samples, seed, constantGrid, order, open), open, this);
  }

  private List<Config> triedPoints() {
    List<Config> tried = new ArrayList<>(before == null ? List.of() : before.triedPoints());
    long position = walk == null ? 0 : walk.position();
    tried.addAll(points.subList(0, variants.pointsBefore(isFree() ? asked : position)));
    return tried;
  }

  private TriedCells triedCells(SearchSpace grid) {
    TriedCells tried = new TriedCells(grid);
    eachProposal(tried::add);
    return tried;
  }

  /**
   * All that it and those before it have proposed so far, the oldest first. What it needs to know
   * of theirs it sees passing by: to ask them once more would double the work with each space.
   */
  private void eachProposal(Consumer<Config> to) {
    TriedCells tried = new TriedCells(space);
    if (before != null) {
      Consumer<Config> own = tried::add;
      before.eachProposal(own.andThen(to));
    }
    VariantSearcher again = new VariantSearcher(space, variants.withSamples(-1), points, before);
    again.walk = again.variants.walk(before == null ? null : tried);
    for (int number = began; number < asked; number++) {
      if (again.suggest(number) instanceof Suggestion.Propose propose) {
        to.accept(propose.variant());
      }
    }
  }

  /** Whether no variant is left out, so that each trial's follows from its number. */
  private boolean isFree() {
    return space.constraints().isEmpty() && before == null;
  }

  @Override
  public Suggestion suggest(int number) {
    if (number < began) {
      beginAt(number);
    }
    if (last != null && number == asked - 1) {
      return last;
    }
    Config variant = isFree() ? variants.get(number) : walk().next();
    if (variant == null) {
      return new Suggestion.Exhausted();
    }
    asked = number + 1;
    last = new Suggestion.Propose(variant);
    return last;
  }

  /** The last trial of the space before could not be made: it counts as not asked for. */
  private void beginAt(int number) {
    if (before != null && number < began) {
      before.beginAt(number);
      before.asked = number;
      began = number;
      asked = number;
    }
  }

  private Variants.Walk walk() {
    if (walk == null) {
      walk = variants.walk(before == null ? null : before.triedCells(space));
    }
    return walk;
  }

  @Override
  public void grow(int numSamples) {
    variants = variants.withSamples(numSamples);
    walk = walk == null ? null : walk.on(variants);
  }

  @Override
  public OptionalLong total() {
    BigInteger total = variants.total();
    return total == null || !isFree()
        ? OptionalLong.empty()
        : OptionalLong.of(total.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
  }
}
