package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.ModelConfig;

class ModelTest {
  private static final NetworkSpec SPEC =
      new ModelConfig(List.of(8, 8), "tanh", List.of(), "relu", true).policyAndValue(2, 2);
  private static final float[][] INPUTS = {{0.5f, -1}, {1, 0.3f}, {-0.2f, 0.7f}};

  @Test
  void bothPathsLearnTheSame() {
    Model lean = Model.dense(SPEC, 3, 1e-5);
    Model general = Model.general(lean.graph(), 1e-5);

    for (int i = 0; i < 20; i++) {
      learn(lean);
      learn(general);
    }

    assertThat(general.parameters()).containsExactly(lean.parameters(), within(1e-4f));
    assertThat(lean.parameters()).isNotEqualTo(SPEC.initialParameters(3));
  }

  @Test
  void theGraphHasTheLearnedParameters() {
    Model model = Model.dense(SPEC, 3, 1e-8);
    learn(model);

    float[] output = model.network().output(1)[0].clone();
    model.network().forward(INPUTS, 3);

    assertThat(model.graph().params().toFloatVector()).containsExactly(model.parameters());
    assertThat(model.network().output(1)[0]).isNotEqualTo(output);
  }

  @Test
  void adamStepsAsItsPaperSays() {
    Adam adam = new Adam(1, 1e-8);
    float[] parameter = {1};
    adam.step(parameter, new float[] {4}, 0.1);
    assertThat(parameter[0])
        .as("the first step has the size of the rate")
        .isCloseTo(0.9f, within(1e-6f));

    adam.step(parameter, new float[] {-2}, 0.1);

    double mean = (0.9 * 0.4 - 0.2) / (1 - 0.81);
    double square = (0.999 * 0.016 + 0.004) / (1 - 0.999 * 0.999);
    assertThat(parameter[0])
        .isCloseTo((float) (0.9 - 0.1 * mean / Math.sqrt(square)), within(1e-5f));
  }

  @Test
  void gradientsAreClippedByTheirNorm() {
    float[] gradient = {3, 0, 4, 0, 0};
    assertThat(Gradients.clip(gradient, 10)).isEqualTo(5);
    assertThat(gradient).containsExactly(3, 0, 4, 0, 0);
    Gradients.clip(gradient, 1);
    assertThat(gradient).containsExactly(new float[] {0.6f, 0, 0.8f, 0, 0}, within(1e-7f));
  }

  /** A step towards values of 1 and outputs of 0. */
  private static void learn(Model model) {
    model.network().forward(INPUTS, 3);
    float[][][] errors = {new float[3][2], new float[3][1]};
    for (int i = 0; i < 3; i++) {
      errors[0][i] = model.network().output(0)[i].clone();
      errors[1][i][0] = model.network().output(1)[i][0] - 1;
    }
    model.learn(errors, 0.01, 1);
  }
}
