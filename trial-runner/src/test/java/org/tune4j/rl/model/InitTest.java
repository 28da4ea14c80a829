package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.model.NetworkSpec.Layer;

class InitTest {

  @ParameterizedTest
  @CsvSource({"5, 9", "9, 5", "6, 6"})
  void orthogonalWeightsAreOrthogonal(int inputs, int outputs) {
    float[] weights = fill(inputs, outputs, new Init.Orthogonal(2));
    boolean wide = outputs <= inputs;
    int count = Math.min(inputs, outputs);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double dot = 0;
        for (int k = 0; k < Math.max(inputs, outputs); k++) {
          dot +=
              wide
                  ? weights[a * inputs + k] * weights[b * inputs + k]
                  : weights[k * inputs + a] * weights[k * inputs + b];
        }
        assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-5));
      }
    }
  }

  @Test
  void glorotFillsItsRange() {
    float bound = (float) Math.sqrt(6.0 / 50);
    float[] weights = fill(20, 30, new Init.Glorot());
    for (int i = 0; i < 600; i++) {
      assertThat(weights[i]).isBetween(-bound, bound);
    }
    assertThat(Gradients.norm(weights) / Math.sqrt(600))
        .isCloseTo(bound / Math.sqrt(3), within(0.01));
    assertThat(weights[600]).as("a bias").isZero();
  }

  @Test
  void fanInFillsBiasesToo() {
    float[] weights = fill(16, 3, new Init.FanIn());
    float largest = 0;
    for (float weight : weights) {
      assertThat(weight).isBetween(-0.25f, 0.25f).isNotZero();
      largest = Math.max(largest, Math.abs(weight));
    }
    assertThat(largest).isGreaterThan(0.2f);
  }

  @Test
  void constantsAreBiases() {
    assertThat(fill(2, 1, new Init.Constant(-1))).containsExactly(0, 0, -1);
  }

  private static float[] fill(int inputs, int outputs, Init init) {
    Layer layer = new Layer("a", NetworkSpec.OBSERVATIONS, outputs, Activation.LINEAR, init);
    return new NetworkSpec(inputs, List.of(layer), List.of("a")).initialParameters(3);
  }
}
