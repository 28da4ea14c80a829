package org.tune4j.search.de;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.Runs;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class DifferentialEvolutionTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "de";
  }

  @Test
  void findsAMinimum() {
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
              Runs.searcher("de", space, 600, running, 1),
              600,
              running,
              p -> {
                double a = p.getDouble("a") - 0.7;
                double b = p.getDouble("b") - 0.2;
                return a * a + b * b + (p.getString("c").equals("v") ? 0 : 1);
              });
      assertThat(best[599]).as("%d at a time", running).isLessThan(1e-4);
    }
  }
}
