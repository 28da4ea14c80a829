package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    private int rowsSeen;

    @Override
    public void addLoss(float[][][] outputs, float[][][] outputGradients, int rows) {
      rowsSeen += rows;
    }

    @Override
    public Map<String, Double> metrics() {
      return Map.of("answer", 42.0, "rows", (double) rowsSeen);
    }
  }

  @Test
  void trainsAndReports() throws Exception {
    Config config =
        Trials.CARTPOLE_PPO
            .with("train_batch_size", 200)
            .with("model.custom_model", Linear.class.getName());
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      assertThat(trial.step().get("info").toString()).contains("answer=42.0");
      trial.save(folder);
      trial.restore(folder);
      trial.step();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A2C", "A3C", "IMPALA", "PG"})
  void itsOwnLossIsAskedForInEveryStepOfLearning(String algorithm) throws Exception {
    Config config =
        Config.parse(
                """
                {"env": "CartPole-v0", "num_workers": 0, "train_batch_size": 50,
                 "rollout_fragment_length": 10, "timesteps_per_iteration": 50}
                """)
            .with("model.custom_model", Linear.class.getName());
    if (algorithm.equals("A2C")) {
      config = config.with("microbatch_size", 7);
    }
    if (algorithm.equals("IMPALA")) {
      config = config.with("vtrace_drop_last_ts", false);
    }
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      trial.step();
      Map<String, Double> metrics = ((AlgorithmTrainable) trial).model().metrics();
      assertThat(metrics.get("rows")).isGreaterThanOrEqualTo(50.0);
    }
  }

  /** Its policy is another one in each pass. */
  public static final class Forgetful implements CustomModel {
    @Override
    public ComputationGraph build(ModelContext context) {
      return new ComputationGraph(
          new NeuralNetConfiguration.Builder()
              .graphBuilder()
              .addInputs("in")
              .addLayer("hidden", Linear.dense(context.inputs(), 8), "in")
              .addLayer("out", new DropoutLayer(0.5), "hidden")
              .addLayer("policy", Linear.dense(8, context.outputs()), "out")
              .addLayer("value", Linear.dense(8, 1), "out")
              .setOutputs("policy", "value")
              .build());
    }
  }

  @Test
  void whatDropsOutIsRefused() {
    Config config = Trials.CARTPOLE_PPO.with("model.custom_model", Forgetful.class.getName());
    assertThatThrownBy(() -> Trials.start("PPO", config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("its layer out must do the same in every pass");
  }

  @Test
  void pgUsesIt() throws Exception {
    Config config =
        Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 0}")
            .with("model.custom_model", Linear.class.getName());
    try (Trainable trial = Trials.start("PG", config, 1, folder)) {
      assertThat(trial.step().get("info").toString()).contains("answer=42.0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DQN, custom_action_dist",
    "SimpleQ, custom_model",
    "ES, custom_model",
    "ARS, custom_action_dist"
  })
  void classesThatWouldDoNothingAreRefused(String algorithm, String key) {
    Config config =
        Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 0}")
            .with("model." + key, Linear.class.getName());
    assertThatThrownBy(() -> Trials.start(algorithm, config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(key);
  }

  @Test
  void pgHasDeviationsOfTheirOwn() throws Exception {
    Config config =
        Config.parse(
            """
            {"env": "Pendulum-v1", "num_workers": 0, "model":
             {"fcnet_hiddens": [8], "free_log_std": true}}
            """);
    try (Trainable trial = Trials.start("PG", config, 1, folder)) {
      int hidden = 3 * 8 + 8;
      assertThat(((AlgorithmTrainable) trial).model().parameters()).hasSize(hidden + (8 + 1) + 2);
      trial.step();
    }
  }

  @Test
  void isRefusedWhereThereIsNoPolicy() {
    Config config = Trials.CARTPOLE_DQN.with("model.custom_model", Linear.class.getName());
    assertThatThrownBy(() -> Trials.start("DQN", config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "model.custom_model must be null, because it acts only where a policy is learned");
  }
}
