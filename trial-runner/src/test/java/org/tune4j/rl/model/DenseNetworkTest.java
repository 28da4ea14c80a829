package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.ModelConfig;
import org.tune4j.rl.model.NetworkSpec.Layer;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

class DenseNetworkTest {
  private static final int ROWS = 19;

  static Stream<NetworkSpec> shapes() {
    ModelConfig shared = DenseModels.config(List.of(13, 9), "tanh", List.of(10), "elu", true);
    ModelConfig separate = DenseModels.config(List.of(16, 33), "swish", List.of(), "relu", false);
    ModelConfig bare = DenseModels.config(List.of(), "tanh", List.of(), "relu", true);
    return Stream.of(
        shared.policyAndValue(List.of(4), 2),
        separate.policyAndValue(List.of(11), 3),
        bare.policyAndValue(List.of(5), 2),
        shared.actionValues(List.of(4), 2, new ModelConfig.Branches(List.of(20), true, 1)),
        shared.actionValues(List.of(17), 9, new ModelConfig.Branches(List.of(), true, 1)),
        separate.actionValues(List.of(3), 6, new ModelConfig.Branches(List.of(12, 8), false, 1)),
        bare.actionValues(List.of(6), 2, new ModelConfig.Branches(List.of(31, 5), true, 1)),
        with(List.of(12, 6), true, true, false).policyAndValue(List.of(5), 4),
        with(List.of(12, 6), false, true, false).policyAndValue(List.of(5), 4),
        with(List.of(12, 6), true, false, true).policyAndValue(List.of(5), 4),
        with(List.of(12, 6), false, true, true).policyAndValue(List.of(5), 4),
        with(List.of(), false, false, true).policyAndValue(List.of(5), 4),
        with(List.of(300, 130), false, false, false).policyAndValue(List.of(40), 4),
        Networks.critics(7, hiddens(128, 128), 2),
        Networks.critics(7, hiddens(9), 3, 5),
        Networks.actor(6, hiddens(200, 100), 4, Activation.TANH));
  }

  private static Networks.Hiddens hiddens(Integer... sizes) {
    return new Networks.Hiddens(
        List.of(sizes), Activation.RELU, new Init.FanIn(), new Init.Uniform(0.003));
  }

  private static ModelConfig with(
      List<Integer> hiddens, boolean shared, boolean freeLogStd, boolean noFinalLinear) {
    return new ModelConfig(
        hiddens,
        "tanh",
        List.of(),
        "relu",
        shared,
        freeLogStd,
        noFinalLinear,
        null,
        "relu",
        null,
        null,
        Config.of(Map.of()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void computesWhatDl4jComputes(NetworkSpec spec) {
    float[] parameters = parameters(spec, 1);
    float[][] inputs = rows(ROWS, spec.inputs(), 2);
    DenseNetwork lean = new DenseNetwork(spec);
    lean.load(parameters);
    GraphNetwork graph = new GraphNetwork(Graphs.build(spec, parameters), List.of(spec.inputs()));

    lean.forward(inputs, ROWS);
    graph.forward(inputs, ROWS);
    float[][][] errors = new float[lean.heads()][][];
    for (int head = 0; head < lean.heads(); head++) {
      for (int row = 0; row < ROWS; row++) {
        assertThat(lean.output(head)[row])
            .as("head %d, row %d", head, row)
            .containsExactly(graph.output(head)[row], within(1e-5f));
      }
      errors[head] = rows(ROWS, lean.output(head)[0].length, 3 + head);
    }
    float[] leanGradient = new float[lean.parameterCount()];
    float[] graphGradient = new float[graph.parameterCount()];
    lean.backward(errors, leanGradient);
    graph.backward(errors, graphGradient);

    assertThat(leanGradient).containsExactly(graphGradient, within(1e-5f));
    assertThat(Gradients.norm(leanGradient)).isGreaterThan(0.1);
    float[][] leanInputs = rows(ROWS, spec.inputs(), 9);
    float[][] graphInputs = rows(ROWS, spec.inputs(), 10);
    lean.inputGradients(errors, leanInputs);
    graph.inputGradients(errors, graphInputs);
    for (int row = 0; row < ROWS; row++) {
      assertThat(leanInputs[row]).containsExactly(graphInputs[row], within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyActivationIsDl4js(Activation activation) {
    NetworkSpec spec =
        new NetworkSpec(
            3,
            List.of(new Layer("one", NetworkSpec.OBSERVATIONS, 12, activation, 4.0)),
            List.of("one"));
    computesWhatDl4jComputes(spec);
  }

  @Test
  void theSameRowsGiveTheSameBitsInAnyBatch() {
    NetworkSpec spec =
        DenseModels.config(List.of(65, 31), "tanh", List.of(), "relu", false)
            .policyAndValue(List.of(9), 5);
    DenseNetwork network = new DenseNetwork(spec);
    network.load(parameters(spec, 1));
    float[][] inputs = rows(9, 9, 2);
    network.forward(inputs, 9);
    float[] inBatch = network.output(0)[8].clone();

    network.forward(new float[][] {inputs[8]}, 1);

    assertThat(network.output(0)[0]).containsExactly(inBatch);
  }

  @Test
  void fewRowsOfWideLayersAreTheSameToRounding() {
    NetworkSpec spec = Networks.critics(9, hiddens(256, 256), 2);
    Network network = spec.network();
    network.load(parameters(spec, 1));
    float[][] inputs = rows(40, 9, 2);
    network.forward(inputs, 40);
    float[] inBatch = {network.output(0)[3][0], network.output(1)[3][0]};
    network.forward(inputs, 4);

    assertThat(network.output(0)[3][0]).isCloseTo(inBatch[0], within(1e-5f));
    assertThat(network.output(1)[3][0]).isCloseTo(inBatch[1], within(1e-5f));
  }

  @Test
  void wideLayersHaveTheSameBitsOnEveryRun() {
    NetworkSpec spec = Networks.critics(4, hiddens(256, 256), 2);
    float[][] errors = rows(64, 1, 3);
    float[][] found = new float[2][];
    for (int run = 0; run < 2; run++) {
      Network network = spec.network();
      network.load(parameters(spec, 1));
      network.forward(rows(64, 4, 2), 64);
      found[run] = new float[spec.parameterCount()];
      network.backward(new float[][][] {errors, errors}, found[run]);
    }

    assertThat(found[1]).containsExactly(found[0]);
  }

  @Test
  void freeDeviationsDependOnNothing() {
    NetworkSpec spec = with(List.of(8), false, true, false).policyAndValue(List.of(3), 4);
    Network network = spec.network();
    float[] parameters = spec.initialParameters(1);
    network.load(parameters);
    network.forward(rows(2, 3, 2), 2);
    assertThat(network.output(0)[1]).hasSize(4).endsWith(0, 0);
    parameters[parameters.length - 1] = -0.5f;

    network.load(parameters);
    network.forward(rows(2, 3, 2), 2);

    assertThat(network.output(0)[0]).endsWith(0, -0.5f);
    assertThat(network.output(0)[1]).endsWith(0, -0.5f);
  }

  @Test
  void smallerBatchesAfterGreaterOnesHaveNoLeftovers() {
    NetworkSpec spec =
        DenseModels.config(List.of(8), "tanh", List.of(), "relu", true)
            .policyAndValue(List.of(4), 2);
    float[] fresh = gradientOf(spec, new DenseNetwork(spec), 2);
    DenseNetwork used = new DenseNetwork(spec);
    gradientOf(spec, used, 9);

    assertThat(gradientOf(spec, used, 2)).containsExactly(fresh);
  }

  @Test
  void weightsAreNormalisedByColumn() {
    NetworkSpec spec =
        DenseModels.config(List.of(6), "tanh", List.of(), "relu", true)
            .policyAndValue(List.of(4), 2);
    float[] parameters = spec.initialParameters(5);

    assertThat(Gradients.norm(java.util.Arrays.copyOfRange(parameters, 4, 8)))
        .isCloseTo(1, within(1e-6));
    int policy = 4 * 6 + 6;
    assertThat(Gradients.norm(java.util.Arrays.copyOfRange(parameters, policy, policy + 6)))
        .isCloseTo(0.01, within(1e-8));
    assertThat(parameters[policy + 12]).as("a bias").isZero();
    assertThat(spec.initialParameters(5)).containsExactly(parameters);
    assertThat(spec.initialParameters(6)).isNotEqualTo(parameters);
  }

  @Test
  void theSavedGraphIsTheModel(@TempDir Path folder) throws Exception {
    NetworkSpec spec =
        DenseModels.config(List.of(8), "tanh", List.of(), "relu", true)
            .policyAndValue(List.of(4), 2);
    Model model = Model.dense(spec, 7, 1e-8);
    File file = folder.resolve("policy.zip").toFile();

    model.writeGraph(file.toPath());

    assertThat(ComputationGraph.load(file, false).params().toFloatVector())
        .containsExactly(model.parameters());
  }

  @Test
  void layersMustBeInOrder() {
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    3, List.of(new Layer("a", "b", 2, Activation.RELU, 1)), List.of("a")))
        .hasMessageContaining("layer a");
  }

  @Test
  void tanhIsExactEnough() {
    for (float x = -12; x < 12; x += 0.001f) {
      assertThat(FastMath.tanh(x)).isCloseTo((float) Math.tanh(x), within(1e-6f));
    }
    assertThat(FastMath.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(FastMath.tanh(Float.NaN)).isNaN();
  }

  private static float[] gradientOf(NetworkSpec spec, DenseNetwork network, int count) {
    network.load(parameters(spec, 1));
    network.forward(rows(count, 4, 2), count);
    float[] gradient = new float[network.parameterCount()];
    network.backward(new float[][][] {rows(count, 2, 3), rows(count, 1, 4)}, gradient);
    return gradient;
  }

  private static float[] parameters(NetworkSpec spec, long seed) {
    RandomGenerator random = Seeds.random(seed);
    float[] parameters = spec.initialParameters(seed);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) random.nextGaussian() * 0.1f;
    }
    return parameters;
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
