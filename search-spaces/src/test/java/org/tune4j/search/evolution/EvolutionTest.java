package org.tune4j.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.Runs;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class EvolutionTest extends AlgorithmContract {
  private static final String BOX =
      """
      config:
        a: {uniform: [-3, 5]}
        b: {uniform: [-1, 9]}
        c: {loguniform: [1e-4, 1]}
      """;

  @Override
  protected String kind() {
    return "evolution";
  }

  private static double bowl(Config config) {
    double a = config.getDouble("a") - 3.1;
    double b = config.getDouble("b") - 0.7;
    double c = StrictMath.log10(config.getDouble("c")) + 3;
    return a * a + b * b + c * c;
  }

  @Test
  void closesInOnAMinimum() {
    ParameterSpace space = ParameterSpace.of(Spaces.of(BOX));
    double[] best =
        Runs.bestSoFar(Runs.searcher("evolution", space, 300, 1, 3), 300, 1, EvolutionTest::bowl);
    assertThat(best[299]).isLessThan(1e-3).isLessThan(best[60] / 20);
  }

  @Test
  void sixteenAtATimeAreHardlyWorse() {
    ParameterSpace space = ParameterSpace.of(Spaces.of(BOX));
    double[] best =
        Runs.bestSoFar(Runs.searcher("evolution", space, 400, 16, 3), 400, 16, EvolutionTest::bowl);
    assertThat(best[399]).isLessThan(1e-2);
  }

  /** The left half is soon good; the right half is better in the end. */
  @Test
  void oneModelDoesNotDriveOutTheOther() {
    ParameterSpace space =
        ParameterSpace.of(
            Spaces.of(
                """
                config:
                  model: {choice: [easy, good]}
                  x: {uniform: [0, 1], when: {model: good}}
                  y: {uniform: [0, 1], when: {model: good}}
                  z: {uniform: [0, 1], when: {model: good}}
                """));
    double[] best =
        Runs.bestSoFar(
            Runs.searcher("evolution", space, 150, 1, 1),
            150,
            1,
            config ->
                config.getString("model").equals("easy")
                    ? 0.1
                    : Math.abs(config.getDouble("x") - 0.83)
                        + Math.abs(config.getDouble("y") - 0.21)
                        + Math.abs(config.getDouble("z") - 0.64));
    assertThat(best[149]).isLessThan(0.05);
  }
}
