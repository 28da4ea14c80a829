package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplitOptimizerTest {
  @Test
  void eachPartMovesAsIfItWereAlone() {
    boolean[] ofSecond = {false, true, false};
    Optimizer split = new SplitOptimizer(new Adam(3, 1e-8), new Adam(3, 1e-8), ofSecond, 0.5);
    Optimizer first = new Adam(3, 1e-8);
    Optimizer second = new Adam(3, 1e-8);
    float[] parameters = {1, 2, 3};
    float[] slow = {1, 2, 3};
    float[] fast = {1, 2, 3};
    for (int i = 1; i < 5; i++) {
      float[] gradient = {i, -i, 0.5f * i};
      split.step(parameters, gradient, 0.1);
      first.step(slow, gradient, 0.1);
      second.step(fast, gradient, 0.5);
    }
    assertThat(parameters).containsExactly(slow[0], fast[1], slow[2]);
  }

  @Test
  void theParametersOfLayersAreKnownByName() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(
                new NetworkSpec.Layer("a", NetworkSpec.OBSERVATIONS, 1, Activation.TANH, 1),
                new NetworkSpec.Layer("b", "a", 2, Activation.LINEAR, 1)),
            List.of("b"));
    assertThat(spec.parametersOf(name -> name.equals("b")))
        .containsExactly(false, false, false, true, true, true, true);
  }
}
