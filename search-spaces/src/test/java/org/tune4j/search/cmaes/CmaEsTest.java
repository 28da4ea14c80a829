package org.tune4j.search.cmaes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.Runs;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class CmaEsTest extends AlgorithmContract {
  private static final String FOUR =
      """
      config:
        a: {uniform: [0, 1]}
        b: {uniform: [0, 1]}
        c: {uniform: [0, 1]}
        d: {uniform: [0, 1]}
      """;

  @Override
  protected String kind() {
    return "cmaes";
  }

  private static double median(
      String yaml, int evaluations, int running, ToDoubleFunction<Config> function) {
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml));
    double[] bests = new double[9];
    for (int seed = 0; seed < bests.length; seed++) {
      var searcher = Runs.searcher("cmaes", space, evaluations, running, seed);
      double[] best = Runs.bestSoFar(searcher, evaluations, running, function);
      bests[seed] = best[evaluations - 1];
    }
    Arrays.sort(bests);
    return bests[bests.length / 2];
  }

  /** A ridge: what is good for one depends on the others. */
  private static double ellipsoid(Config p) {
    double a = p.getDouble("a") - 0.7;
    double b = p.getDouble("b") - 0.2;
    double c = p.getDouble("c") - 0.4;
    double d = p.getDouble("d") - 0.9;
    double sum = a + b + c + d;
    return 100 * sum * sum + a * a + b * b + c * c + d * d;
  }

  @Test
  void findsTheMinimumOfARidge() {
    assertThat(median(FOUR, 600, 1, CmaEsTest::ellipsoid)).isLessThan(1e-7);
  }

  @Test
  void resultsThatComeLateCount() {
    assertThat(median(FOUR, 600, 8, CmaEsTest::ellipsoid)).isLessThan(1e-4);
    assertThat(median(FOUR, 1200, 32, CmaEsTest::ellipsoid)).isLessThan(1e-2);
  }

  @Test
  void findsAMinimumAtTheBorder() {
    assertThat(median(FOUR, 300, 1, p -> p.getDouble("a") + p.getDouble("b") - p.getDouble("d")))
        .isLessThan(-0.999);
  }

  @Test
  void wholeNumbersDoNotGetStuck() {
    String yaml =
        """
        config:
          n: {randint: [0, 8]}
          m: {randint: [0, 2]}
          x: {uniform: [0, 1]}
        """;
    assertThat(
            median(
                yaml,
                300,
                1,
                p -> {
                  double x = p.getDouble("x") - 0.3;
                  return x * x
                      + Math.abs(p.getLong("n") - 6) * 1e-3
                      + Math.abs(p.getLong("m") - 1) * 1e-3;
                }))
        .isLessThan(1e-4);
  }

  @Test
  void unorderedChoicesAreLearnt() {
    String yaml =
        """
        config:
          k: {choice: [u, v, w, x, y, z]}
          x: {uniform: [0, 1]}
        """;
    assertThat(
            median(
                yaml,
                200,
                1,
                p -> Math.abs(p.getDouble("x") - 0.8) + (p.getString("k").equals("w") ? 0 : 0.3)))
        .isLessThan(1e-2);
  }

  /** The branch that is better at first ends at 0.3. */
  @Test
  void aBranchThatIsWorseAtFirstIsNotGivenUp() {
    String yaml =
        """
        config:
          m: {choice: [easy, hard]}
          e: {uniform: [0, 1], when: {m: easy}}
          h: {uniform: [0, 1], when: {m: hard}}
          i: {uniform: [0, 1], when: {m: hard}}
        """;
    assertThat(
            median(
                yaml,
                200,
                1,
                p ->
                    p.getString("m").equals("easy")
                        ? 0.3 + 0.1 * Math.abs(p.getDouble("e") - 0.5)
                        : 2 * Math.abs(p.getDouble("h") - 0.1)
                            + 2 * Math.abs(p.getDouble("i") - 0.9)))
        .isLessThan(0.1);
  }
}
