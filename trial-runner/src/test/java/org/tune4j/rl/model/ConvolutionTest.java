package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

class ConvolutionTest {
  private static final int ROWS = 3;

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    NetworkSpec spec =
        config(List.of(List.of(3, List.of(3, 2), 2), List.of(4, 2, 1)), List.of(5), true)
            .policyAndValue(List.of(6, 5, 2), 3);
    Network network = spec.network();
    float[] parameters = spec.initialParameters(1);
    float[][] inputs = rows(ROWS, 60, 2);
    float[][][] errors = {rows(ROWS, 3, 3), rows(ROWS, 1, 4)};
    assertThat(network.inputs()).isEqualTo(60);
    assertThat(network.parameterCount()).isEqualTo(parameters.length);
    float[] gradient = new float[parameters.length];
    float[][] inputGradient = new float[ROWS][60];
    loss(network, parameters, inputs, errors);
    network.backward(errors, gradient);
    network.inputGradients(errors, inputGradient);

    for (int i = 0; i < parameters.length; i++) {
      float kept = parameters[i];
      parameters[i] = kept + 0.01f;
      double up = loss(network, parameters, inputs, errors);
      parameters[i] = kept - 0.01f;
      double down = loss(network, parameters, inputs, errors);
      parameters[i] = kept;
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo((float) ((up - down) / 0.02), within(2e-3f));
    }
    for (int i = 0; i < 60; i++) {
      float kept = inputs[1][i];
      inputs[1][i] = kept + 0.01f;
      double up = loss(network, parameters, inputs, errors);
      inputs[1][i] = kept - 0.01f;
      double down = loss(network, parameters, inputs, errors);
      inputs[1][i] = kept;
      assertThat(inputGradient[1][i])
          .as("input %d", i)
          .isCloseTo((float) ((up - down) / 0.02), within(2e-3f));
    }
    assertThat(Gradients.norm(gradient)).isGreaterThan(0.1);
  }

  @Test
  void aConvolutionSeesItsWindowOfTheRowMajorImage() {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(2, 3, 2),
            List.of(
                new NetworkSpec.Layer(
                    "one",
                    NetworkSpec.OBSERVATIONS,
                    1,
                    Activation.LINEAR,
                    new Init.Glorot(),
                    new NetworkSpec.Filter(2, 2, 1, false)),
                new NetworkSpec.Layer("out", "one", 2, Activation.LINEAR, 1)),
            List.of(List.of("out")));
    float[] parameters = new float[spec.parameterCount()];
    parameters[0] = 0.5f; // the convolution's bias; then weights by channel, row, column
    parameters[1] = 1; // channel 0, row 0, column 0
    parameters[4 + 2 + 1] = 10; // channel 1, row 1, column 0
    int dense = 9;
    parameters[dense] = 1; // the first output reads the window at column 0
    parameters[dense + 3] = 1; // the second output the one at column 1
    Network network = spec.network();
    network.load(parameters);
    float[] image = new float[12];
    image[0] = 3; // row 0, column 0, channel 0
    image[2] = 4; // row 0, column 1, channel 0
    image[7] = 0.1f; // row 1, column 0, channel 1
    image[9] = 0.2f; // row 1, column 1, channel 1

    network.forward(new float[][] {image}, 1);

    assertThat(network.output(0)[0]).containsExactly(new float[] {4.5f, 6.5f}, within(1e-5f));
  }

  @Test
  void usualImagesNeedNoFilters() {
    ModelConfig usual = config(null, List.of(), true);
    for (int side : new int[] {10, 42, 84, 96}) {
      NetworkSpec spec = usual.policyAndValue(List.of(side, side, 4), 6);
      assertThat(Shapes.of(spec).outputs().getLast()).containsExactly(1);
    }
    assertThatThrownBy(() -> usual.policyAndValue(List.of(50, 60, 3), 6))
        .hasMessageContaining("conv_filters: must be given")
        .hasMessageContaining("(50 x 60)")
        .hasMessageContaining("Maybe give model.conv_filters");
  }

  @Test
  void windowsMustFit() {
    ModelConfig large = config(List.of(List.of(16, 4, 2), List.of(16, 9, 1)), List.of(), true);
    NetworkSpec spec = large.policyAndValue(List.of(10, 10, 1), 2);
    assertThatThrownBy(spec::network)
        .hasMessageContaining("layer shared_1: its window of 9 x 9 must fit ([5, 5, 16])")
        .hasMessageContaining("Maybe use smaller kernels");
    ModelConfig wrong = config(List.of(List.of(16, 4)), List.of(), true);
    assertThatThrownBy(() -> wrong.policyAndValue(List.of(10, 10, 1), 2))
        .hasMessageContaining("each filter must be [channels, kernel, stride]");
  }

  @Test
  void computesWhatDl4jComputes() {
    for (boolean shared : new boolean[] {true, false}) {
      NetworkSpec spec =
          config(
                  List.of(List.of(16, 4, 2), List.of(20, List.of(3, 2), 2), List.of(8, 2, 1)),
                  List.of(5),
                  shared)
              .policyAndValue(List.of(15, 12, 3), 4);
      float[] parameters = spec.initialParameters(1);
      Network lean = spec.network();
      lean.load(parameters);
      Network graph = new GraphNetwork(Graphs.build(spec, parameters), spec.shape());
      float[][] inputs = rows(ROWS, 540, 2);
      float[][][] errors = {rows(ROWS, 4, 3), rows(ROWS, 1, 4)};
      for (Network network : List.of(lean, graph)) {
        network.forward(inputs, ROWS);
      }
      for (int row = 0; row < ROWS; row++) {
        assertThat(lean.output(0)[row]).containsExactly(graph.output(0)[row], within(1e-5f));
        assertThat(lean.output(1)[row]).containsExactly(graph.output(1)[row], within(1e-5f));
      }
      float[] leanGradient = new float[parameters.length];
      float[] graphGradient = new float[parameters.length];
      lean.backward(errors, leanGradient);
      graph.backward(errors, graphGradient);
      assertThat(leanGradient).containsExactly(graphGradient, within(1e-5f));
      assertThat(Gradients.norm(leanGradient)).isGreaterThan(0.1);
      float[][] leanInputs = rows(ROWS, 540, 5);
      float[][] graphInputs = rows(ROWS, 540, 6);
      lean.inputGradients(errors, leanInputs);
      graph.inputGradients(errors, graphInputs);
      assertThat(leanInputs[2]).containsExactly(graphInputs[2], within(1e-5f));
    }
  }

  private static ModelConfig config(List<?> filters, List<Integer> post, boolean shared) {
    return new ModelConfig(
        List.of(256),
        "tanh",
        post,
        "tanh",
        shared,
        false,
        false,
        filters,
        "tanh",
        null,
        null,
        Config.of(Map.of()));
  }

  private static double loss(
      Network network, float[] parameters, float[][] inputs, float[][][] errors) {
    network.load(parameters);
    network.forward(inputs, ROWS);
    double sum = 0;
    for (int head = 0; head < errors.length; head++) {
      for (int row = 0; row < ROWS; row++) {
        for (int o = 0; o < errors[head][row].length; o++) {
          sum += errors[head][row][o] * network.output(head)[row][o];
        }
      }
    }
    return sum;
  }

  private static float[][] rows(int count, int width, long seed) {
    RandomGenerator random = Seeds.random(seed);
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
