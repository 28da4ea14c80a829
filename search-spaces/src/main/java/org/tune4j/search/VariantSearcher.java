package org.tune4j.search;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Variants;

/**
 * Grid and random search, Tune's default: walks the {@link Variants} of a space and learns nothing
 * from results.
 */
public final class VariantSearcher implements Searcher {
  private final boolean isFree;
  private Variants variants;
  private Variants.Walk walk;

  /**
   * Arguments as in {@link Variants}.
   *
   * @throws org.tune4j.yaml.InvalidInputException when a point has a key that the space has not
   */
  public VariantSearcher(
      SearchSpace space, int samples, long seed, boolean constantGrid, List<Config> points) {
    this.variants = new Variants(space, samples, seed, constantGrid, points);
    this.walk = variants.walk();
    this.isFree = space.constraints().isEmpty();
  }

  /** Without points, values drawn anew for each cell. */
  public VariantSearcher(SearchSpace space, int samples, long seed) {
    this(space, samples, seed, false, List.of());
  }

  @Override
  public Suggestion suggest(int number) {
    @Nullable Config variant = isFree ? variants.get(number) : walk.next();
    return variant == null ? new Suggestion.Exhausted() : new Suggestion.Propose(variant);
  }

  @Override
  public void grow(int numSamples) {
    variants = variants.withSamples(numSamples);
    walk = walk.on(variants);
  }

  @Override
  public OptionalLong total() {
    BigInteger total = variants.total();
    return total == null || !isFree // some cells of the grid may be left out
        ? OptionalLong.empty()
        : OptionalLong.of(total.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
  }
}
