package org.tune4j.search.sequence;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * Trial n tries point n of a scrambled sequence. Learns nothing, but leaves no gaps: the points of
 * any number of first trials lie evenly, whichever of them end first.
 */
public final class SequenceSearch implements Algorithm {
  /** {@code sobol}. */
  public static final AlgorithmKind SOBOL =
      kind(
          "sobol",
          setup ->
              new SequenceSearch(
                  setup.space(),
                  setup.seed(),
                  new ScrambledSobol(setup.space().size(), setup.seed())::point));

  /** {@code halton}. */
  public static final AlgorithmKind HALTON =
      kind(
          "halton",
          setup ->
              new SequenceSearch(
                  setup.space(),
                  setup.seed(),
                  new ScrambledHalton(setup.space().size(), setup.seed())::point));

  private final ParameterSpace space;
  private final long seed;
  private final IntFunction<double[]> sequence;

  private SequenceSearch(ParameterSpace space, long seed, IntFunction<double[]> sequence) {
    this.space = space;
    this.seed = seed;
    this.sequence = sequence;
  }

  private static AlgorithmKind kind(String name, AlgorithmKind.Factory factory) {
    return new AlgorithmKind(name, false, true, ConfigSchema.of(List.of(), Map.of()), factory);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    return retry == 0
        ? space.at(sequence.apply(number))
        : space.random(Seeds.random(Seeds.derive(seed, "instead", retry), "trial", number));
  }

  @Override
  public boolean learns() {
    return false;
  }
}
