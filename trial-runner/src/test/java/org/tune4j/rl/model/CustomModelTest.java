package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class CustomModelTest {
  private static final float[][] INPUTS = {{0.5f, -1, 0}, {1, 0.3f, 2}};

  /** A small graph that also wants its value to be 3. */
  public static final class Small implements CustomModel {
    private double loss;

    @Override
    public ComputationGraph build(ModelContext context) {
      int hidden = Math.toIntExact(context.config().getLong("hidden"));
      return new ComputationGraph(
          new NeuralNetConfiguration.Builder()
              .seed(context.seed())
              .weightInit(WeightInit.XAVIER)
              .graphBuilder()
              .addInputs("in")
              .addLayer("h", dense(context.inputs(), hidden, "tanh"), "in")
              .addLayer("policy", dense(hidden, context.outputs(), "identity"), "h")
              .addLayer("value", dense(hidden, 1, "identity"), "h")
              .setOutputs("policy", "value")
              .build());
    }

    private static DenseLayer dense(int in, int out, String activation) {
      return new DenseLayer.Builder()
          .nIn(in)
          .nOut(out)
          .activation(org.nd4j.linalg.activations.Activation.fromString(activation))
          .build();
    }

    @Override
    public void addLoss(float[][][] outputs, float[][][] outputGradients, int rows) {
      loss = 0;
      for (int row = 0; row < rows; row++) {
        float error = outputs[1][row][0] - 3;
        outputGradients[1][row][0] += error / rows;
        loss += error * error / 2 / rows;
      }
    }

    @Override
    public Map<String, Double> metrics() {
      return Map.of("to_three", loss);
    }
  }

  @Test
  void losesItsOwnLossAndSaysSo() {
    Model model = small(5, 4);
    for (int i = 0; i < 300; i++) {
      model.network().forward(INPUTS, 2);
      model.learn(new float[][][] {new float[4][4], new float[4][1]}, 0.05, 10);
    }
    model.network().forward(INPUTS, 2);

    assertThat(model.network().output(1)[1][0]).isCloseTo(3, within(0.01f));
    assertThat(model.metrics()).containsOnlyKeys("to_three");
    assertThat(model.metrics().get("to_three")).isLessThan(1e-3);
    assertThat(model.network().inputs()).isEqualTo(3);
    assertThat(model.network().rows()).isEqualTo(2);
  }

  @Test
  void isSavedAndGoesOn(@TempDir Path folder) throws Exception {
    Model model = small(5, 2);
    step(model);
    Path file = folder.resolve("state");
    try (StateWriter out = new StateWriter(file)) {
      model.save(out);
    }
    Model other = small(5, 2);
    try (StateReader in = new StateReader(file)) {
      other.restore(in);
    }
    step(model);
    step(other);

    assertThat(other.parameters()).containsExactly(model.parameters());
    assertThat(other.graph().params().toFloatVector()).containsExactly(model.parameters());
  }

  @Test
  void wrongModelsAreRefused() {
    assertThatThrownBy(() -> create("org.example.Gone", 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("model: custom_model: org.example.Gone: there is no such class");
    assertThatThrownBy(() -> create("java.lang.String", 2))
        .hasMessageContaining("must implement org.tune4j.rl.model.CustomModel");
    assertThatThrownBy(() -> create(OfThree.class.getName(), 2))
        .hasMessageContaining("its outputs must have 2 numbers and 1 (3 and 1)");
  }

  /** Has always three outputs. */
  public static final class OfThree implements CustomModel {
    @Override
    public ComputationGraph build(ModelContext context) {
      return new Small()
          .build(new ModelContext(context.seed(), context.shape(), 3, context.config()));
    }
  }

  @Test
  @Tag("slow")
  void memoryOutsideTheHeapDoesNotGrow() {
    Model model = small(64, 2);
    long[] bytes = new long[2];
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < 2000; i++) {
        step(model);
      }
      System.gc();
      bytes[half] = Pointer.totalBytes();
    }
    assertThat(bytes[1] - bytes[0]).isLessThan(8 << 20);
  }

  private static void step(Model model) {
    model.network().forward(INPUTS, 2);
    model.learn(new float[][][] {new float[2][2], new float[2][1]}, 0.01, 10);
  }

  private static Model small(int hidden, int outputs) {
    return create(Small.class.getName(), context(hidden, outputs));
  }

  private static Model create(String name, int outputs) {
    return create(name, context(5, outputs));
  }

  private static Model create(String name, ModelContext context) {
    Architecture network = CustomModels.create(name, context);
    Adam adam = new Adam(network.parameterCount(), 1e-8);
    return Model.of(network, network.network(), context.seed(), adam);
  }

  private static ModelContext context(int hidden, int outputs) {
    return new ModelContext(7, List.of(3), outputs, Config.of(Map.of("hidden", hidden)));
  }
}
