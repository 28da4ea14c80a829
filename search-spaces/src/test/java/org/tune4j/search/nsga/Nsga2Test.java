package org.tune4j.search.nsga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.search.ParetoRuns;
import org.tune4j.search.Runs;
import org.tune4j.search.SeveralContract;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class Nsga2Test extends SeveralContract {
  @Override
  protected String kind() {
    return "nsga2";
  }

  @Test
  void findsAMinimumOfOneObjective() {
    ParameterSpace space =
        ParameterSpace.of(
            Spaces.of(
                """
                config:
                  a: {uniform: [0, 1]}
                  b: {uniform: [0, 1]}
                  c: {choice: [u, v, w]}
                """));
    for (int running : new int[] {1, 8}) {
      double[] best =
          Runs.bestSoFar(
              Runs.searcher("nsga2", space, 400, running, 1),
              400,
              running,
              p -> {
                double a = p.getDouble("a") - 0.7;
                double b = p.getDouble("b") - 0.2;
                return a * a + b * b + (p.getString("c").equals("v") ? 0 : 1);
              });
      assertThat(best[399]).as("%d at a time", running).isLessThan(1e-4);
    }
  }

  @Test
  void itsBenchmarkRuns() {
    Nsga2Speed.run(120, 2, true);
  }

  @Test
  void bothModelsOfATreeAreOnTheFront() {
    ParameterSpace space =
        ParameterSpace.of(
            Spaces.of(
                """
                config:
                  model: {choice: [small, large]}
                  width: {uniform: [0, 1], when: {model: small}}
                  depth: {uniform: [0, 1], when: {model: large}}
                """));
    List<double[]> values =
        ParetoRuns.values(
            ParetoRuns.searcher("nsga2", space, 2, 200, 4, 1, Config.empty()),
            200,
            4,
            config ->
                config.getString("model").equals("small")
                    ? new double[] {1 + square(config.getDouble("width") - 0.2), 2}
                    : new double[] {2, 1 + square(config.getDouble("depth") - 0.9)});
    assertThat(values).anyMatch(v -> v[0] < 1.001).anyMatch(v -> v[1] < 1.001);
  }

  private static double square(double x) {
    return x * x;
  }
}
