package org.tune4j.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.Runs;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;

class TpeTest extends AlgorithmContract {
  private static final String BRANCHES =
      """
      config:
        m: {choice: [a, b, c]}
        n: {choice: [p, q], when: {m: b}}
        x: {uniform: [0, 1], when: {m: a}}
        y: {uniform: [0, 1], when: {m: b}}
        z: {uniform: [0, 1], when: {n: q}}
        i: {randint: [0, 9]}
      """;

  @Override
  protected String kind() {
    return "tpe";
  }

  @Override
  protected int many() {
    return 500;
  }

  private static ParameterSpace space(String yaml) {
    return ParameterSpace.of(Spaces.of(yaml));
  }

  private static double best(
      ParameterSpace space,
      Algorithm algorithm,
      int trials,
      int running,
      ToDoubleFunction<Config> function) {
    AlgorithmSearcher searcher =
        new AlgorithmSearcher(space, algorithm, Objectives.of(Runs.LOSS), trials, 1, List.of());
    return Runs.bestSoFar(searcher, trials, running, function)[trials - 1];
  }

  private static double branching(Config config) {
    double own =
        switch (config.getString("m")) {
          case "a" -> 0.1 + Math.abs(config.getDouble("x") - 0.2);
          case "b" ->
              config.getString("n").equals("p")
                  ? 0.5 + config.getDouble("y")
                  : Math.abs(config.getDouble("y") - 0.3) + Math.abs(config.getDouble("z") - 0.6);
          default -> 2;
        };
    return own + 0.01 * Math.abs(config.getLong("i") - 4);
  }

  @Test
  void whatItKeepsFollowsFromTheHistory() {
    ParameterSpace space = space(BRANCHES);
    Tpe keeping = new Tpe(space, 7, TpeSettings.DEFAULT);
    Algorithm both =
        (number, retry, history) -> {
          double[] point = keeping.suggest(number, retry, history);
          Tpe fresh = new Tpe(space, 7, TpeSettings.DEFAULT);
          assertThat(fresh.suggest(number, retry, history)).isEqualTo(point);
          return point;
        };
    assertThat(best(space, both, 150, 5, TpeTest::branching)).isLessThan(0.2);
  }

  /** The branch that is good early gets no lower than 0.1. */
  @Test
  void aBranchThatIsGoodEarlyDoesNotHideABetterOne() {
    int plain = foundBetter(TpeSettings.of(Config.parse("{\"branch_share\": 0}")));
    assertThat(foundBetter(TpeSettings.DEFAULT))
        .as("of 20 searches; %d without branches", plain)
        .isGreaterThanOrEqualTo(15)
        .isGreaterThan(plain);
  }

  private static int foundBetter(TpeSettings settings) {
    int better = 0;
    for (int seed = 0; seed < 20; seed++) {
      Tpe tpe = new Tpe(space(BRANCHES), seed, settings);
      better += best(space(BRANCHES), tpe, 150, 1, TpeTest::branching) < 0.1 ? 1 : 0;
    }
    return better;
  }

  @Test
  void aBowlIsDescended() {
    ParameterSpace space =
        space("config: {a: {uniform: [-1, 1]}, b: {loguniform: [1e-3, 1]}, c: {randint: [0, 99]}}");
    for (int seed = 0; seed < 5; seed++) {
      Tpe tpe = new Tpe(space, seed, TpeSettings.DEFAULT);
      double found =
          best(
              space,
              tpe,
              150,
              4,
              c ->
                  Math.abs(c.getDouble("a") - 0.31)
                      + Math.abs(StrictMath.log10(c.getDouble("b")) + 2.2)
                      + Math.abs(c.getLong("c") - 70) / 50.0);
      assertThat(found).as("seed %d", seed).isLessThan(0.2);
    }
  }

  @Test
  void settingsAreTaken() {
    ParameterSpace space = space(BRANCHES);
    Config set =
        Config.parse(
            """
            {"n_startup": 3, "n_candidates": 5, "gamma": 0.2, "weights": "uniform",
             "forgetting": false, "bandwidth": "coarse", "branch_share": 0}
            """);
    assertThat(TpeSettings.of(set))
        .isEqualTo(new TpeSettings(3, 5, 0.2, false, false, Bandwidth.COARSE, 0));
    assertThat(TpeSettings.of(Config.empty())).isEqualTo(TpeSettings.DEFAULT);
    assertThat(TpeSettings.SCHEMA.keys().keySet()).containsAll(set.asMap().keySet());
    assertThat(Tpe.KIND.factory().make(new AlgorithmKind.Setup(space, 1, set, 50, 1)))
        .isInstanceOf(Tpe.class);
  }
}
