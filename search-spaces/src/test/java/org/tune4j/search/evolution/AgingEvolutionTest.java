package org.tune4j.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.Runs;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class AgingEvolutionTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "aging_evolution";
  }

  @Test
  void findsTheLongestRunOfOnes() {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 20; i++) {
      yaml.append("  k%d: {choice: [0, 1]}\n".formatted(i));
    }
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml.toString()));
    double[] best =
        Runs.bestSoFar(
            Runs.searcher("aging_evolution", space, 400, 4, 1),
            400,
            4,
            config -> -config.leaves().values().stream().mapToLong(v -> (long) v).sum());
    assertThat(best[399]).isLessThanOrEqualTo(-19);
  }
}
