package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.tune4j.rl.model.CustomModel;
import org.tune4j.rl.model.ModelContext;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class CustomModelTrialTest {
  @TempDir Path folder;

  /** A linear policy and a linear value. */
  public static final class Linear implements CustomModel {
    @Override
    public ComputationGraph build(ModelContext context) {
      return new ComputationGraph(
          new NeuralNetConfiguration.Builder()
              .seed(context.seed())
              .weightInit(WeightInit.XAVIER)
              .graphBuilder()
              .addInputs("in")
              .addLayer("policy", dense(context.inputs(), context.outputs()), "in")
              .addLayer("value", dense(context.inputs(), 1), "in")
              .setOutputs("policy", "value")
              .build());
    }

    private static DenseLayer dense(int in, int out) {
      return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.IDENTITY).build();
    }

    @Override
    public Map<String, Double> metrics() {
      return Map.of("answer", 42.0);
    }
  }

  @Test
  void trainsAndReports() throws Exception {
    Config config =
        Trials.CARTPOLE_PPO
            .with("train_batch_size", 200)
            .with("model.custom_model", Linear.class.getName());
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      assertThat(trial.step().get("info").toString()).contains("model={answer=42.0}");
      trial.save(folder);
      trial.restore(folder);
      trial.step();
    }
  }

  @Test
  void isRefusedWhereThereIsNoPolicy() {
    Config config = Trials.CARTPOLE_DQN.with("model.custom_model", Linear.class.getName());
    assertThatThrownBy(() -> Trials.start("DQN", config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("custom_model: acts only where a policy and a value are learned");
  }
}
