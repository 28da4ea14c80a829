package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

class ModelTest {
  private static final NetworkSpec SPEC =
      DenseModels.config(List.of(8, 8), "tanh", List.of(), "relu", true)
          .policyAndValue(List.of(2), 2);
  private static final float[][] INPUTS = {{0.5f, -1}, {1, 0.3f}, {-0.2f, 0.7f}};

  @Test
  void bothPathsLearnTheSame() {
    Model lean = Model.dense(SPEC, 3, 1e-5);
    var context = new ModelContext(3, List.of(2), 2, Config.empty());
    var graph = new CustomNetwork(any -> lean.graph(), context, lean.graph());
    Model general = Model.of(graph, graph.network(), 3, new Adam(SPEC.parameterCount(), 1e-5));

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
  void rmsPropStepsAsTensorFlowsDoes() {
    RmsProp optimizer = new RmsProp(1, 0.9, 0.5, 0.1);
    float[] parameter = {1};
    optimizer.step(parameter, new float[] {2}, 0.1);
    double first = 0.1 * 2 / Math.sqrt(0.9 + 0.1 * 4 + 0.1);
    assertThat(parameter[0]).isCloseTo((float) (1 - first), within(1e-6f));

    optimizer.step(parameter, new float[] {-1}, 0.1);

    double second = 0.5 * first - 0.1 / Math.sqrt(0.9 * 1.3 + 0.1 + 0.1);
    assertThat(parameter[0]).isCloseTo((float) (1 - first - second), within(1e-6f));
  }

  @Test
  void whoeverActsWithTheNetworkSeesEachStep() {
    Network network = SPEC.network();
    Model model = Model.of(SPEC, network, 3, new Adam(SPEC.parameterCount(), 1e-8));
    assertThat(model.network()).isSameAs(network);
    network.forward(INPUTS, 3);
    float[] before = network.output(0)[0].clone();
    float[] half = model.parameters().clone();
    for (int i = 0; i < half.length; i++) {
      half[i] *= 0.5f;
    }

    model.set(half);
    network.forward(INPUTS, 3);

    assertThat(network.output(0)[0]).isNotEqualTo(before);
    assertThat(model.parameters()).containsExactly(half).isNotSameAs(half);
  }

  @Test
  void aGradientMayBeChangedBeforeItIsApplied() {
    Model plain = Model.dense(SPEC, 3, 1e-8);
    Model changed = Model.dense(SPEC, 3, 1e-8);
    learn(plain);
    changed.network().forward(INPUTS, 3);
    float[] gradient = changed.gradient(new float[][][] {new float[3][2], new float[3][1]});
    assertThat(Gradients.norm(gradient)).isZero();
    gradient[0] = 1;

    changed.apply(0.01, 1);

    assertThat(changed.gradientNorm()).isEqualTo(1);
    assertThat(changed.parameters()[0])
        .isCloseTo(SPEC.initialParameters(3)[0] - 0.01f, within(1e-6f));
    assertThat(changed.parameters()[1]).isEqualTo(SPEC.initialParameters(3)[1]);
  }

  @Test
  void targetsFollowTheModel() {
    Model model = Model.dense(SPEC, 3, 1e-8);
    Targets targets = new Targets(model);
    float[] start = model.parameters().clone();
    assertThat(parameters(targets)).containsExactly(start);
    learn(model);
    assertThat(parameters(targets)).containsExactly(start);

    targets.mix(0.25);

    for (int i = 0; i < start.length; i++) {
      float expected = 0.75f * start[i] + 0.25f * model.parameters()[i];
      assertThat(parameters(targets)[i]).isCloseTo(expected, within(1e-6f));
    }
    targets.copy();
    assertThat(parameters(targets)).containsExactly(model.parameters());
    model.network().forward(INPUTS, 3);
    targets.network().forward(INPUTS, 3);
    assertThat(targets.network().output(0)[2]).containsExactly(model.network().output(0)[2]);
  }

  private static float[] parameters(Targets targets) {
    return StateReader.of(StateWriter.bytes(targets::save)).getFloats("target_parameters");
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
