package org.tune4j.search.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class AutoTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "auto";
  }

  @Override
  protected int many() {
    return 150; // gp is slow
  }

  @Override
  protected int inAll() {
    return 3_000;
  }

  private static Algorithm algorithm(String yaml, int objectives) {
    AlgorithmKind kind = Objects.requireNonNull(AlgorithmKinds.named("auto"));
    ParameterSpace space = ParameterSpace.of(Spaces.of(yaml));
    return kind.factory()
        .make(new AlgorithmKind.Setup(space, 1, Config.empty(), -1, 0, objectives));
  }

  @Test
  void saysWhatItChose() {
    assertThat(algorithm("config: {a: {uniform: [0, 1]}}", 1).note())
        .isEqualTo(
            "gp, evolution, cmaes take turns, each learning from all trials: 1 parameter; gp stops"
                + " after 300 trials, as it would become slow");
    assertThat(algorithm("config: {a: 1}", 1).note())
        .isEqualTo("random_search: there is one config only");
    assertThat(algorithm("config: {a: {uniform: [0, 1]}}", 2).note()).endsWith("2 objectives");
  }
}
