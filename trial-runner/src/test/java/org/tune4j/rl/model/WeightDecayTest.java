package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightDecayTest {
  @Test
  void addsToWeightsAndNotToBiases() {
    NetworkSpec spec =
        Networks.actor(
            2,
            new Networks.Hiddens(List.of(1), Activation.TANH, new Init.Glorot(), new Init.Glorot()),
            1,
            Activation.LINEAR);
    float[] gradient = {1, 1, 1, 1, 1};
    WeightDecay.of(spec, 0.5).add(new float[] {2, 4, 6, 8, 10}, gradient);
    assertThat(gradient).containsExactly(2, 3, 1, 5, 1);
  }
}
