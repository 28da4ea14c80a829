package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.runner.Evaluable;
import org.tune4j.runner.Evaluable.Played;
import org.tune4j.runner.Evaluable.Request;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/** The policy of a checkpoint answers as the trial would have. */
class TrainedPolicyTest {
  private static final float[] SEEN = {0.01f, -0.02f, 0.03f, 0.04f};

  @TempDir Path folder;

  private TrainedPolicy trained(String algorithm, Config config) throws Exception {
    try (AlgorithmTrainable trial =
        (AlgorithmTrainable) Trials.start(algorithm, config, 1, folder)) {
      trial.step();
      trial.save(folder);
    }
    return TrainedPolicy.load(folder);
  }

  @Test
  void qValuesAreThoseOfTheSavedNetwork() throws Exception {
    TrainedPolicy policy =
        trained("DQN", Trials.CARTPOLE_DQN.with("dueling", false).with("num_workers", 0));
    policy.begin(SEEN);

    ComputationGraph graph = ComputationGraph.load(folder.resolve("policy.zip").toFile(), false);
    INDArray expected = graph.outputSingle(Nd4j.create(new float[][] {SEEN}));
    float[] q = policy.actionValues();
    assertThat(q).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(q[i]).isCloseTo(expected.getFloat(0, i), within(1e-5f));
    }
    assertThat(policy.value()).isEqualTo(Math.max(q[0], q[1]));
    assertThat(policy.action()).containsExactly(q[0] >= q[1] ? 0 : 1);
  }

  @Test
  void thePolicySeesWhatTheFilterMakesOfAnObservation() throws Exception {
    TrainedPolicy policy =
        trained(
            "PPO",
            Trials.CARTPOLE_PPO
                .with("num_workers", 0)
                .with("train_batch_size", 200)
                .with("observation_filter", "MeanStdFilter"));
    policy.begin(SEEN);
    double seen = policy.value();
    float[] logits = policy.outputs();
    assertThat(logits).hasSize(2);
    assertThat(
            Math.exp(policy.logProbability(new float[] {0}))
                + Math.exp(policy.logProbability(new float[] {1})))
        .isCloseTo(1, within(1e-6));
    assertThat(policy.action()).containsExactly(logits[0] >= logits[1] ? 0 : 1);
    assertThat(policy.sample(new SavedRandom(1, "test", 0))).isIn(new float[] {0}, new float[] {1});
    assertThatThrownBy(policy::actionValues).hasMessageContaining("it has no Q-values");

    ComputationGraph graph = ComputationGraph.load(folder.resolve("policy.zip").toFile(), false);
    float unfiltered = graph.output(Nd4j.create(new float[][] {SEEN}))[1].getFloat(0, 0);
    assertThat(seen).isNotCloseTo(unfiltered, within(1e-6));
    policy.next(SEEN);
    assertThat(policy.value()).as("asking teaches the filter nothing").isEqualTo(seen);
  }

  @Test
  void aCheckpointIsPlayedWithoutWhatOnlyTrainingNeeds() throws Exception {
    Config config = Trials.CARTPOLE_DQN.with("num_workers", 0);
    trained("DQN", config);
    Config gone = config.with("input", folder.resolve("gone").toString());
    TrialContext context =
        new TrialContext("trial", 1, gone, 1, Placement.on("here", Resources.ONE_CPU), folder);
    List<Played> played = evaluate(context, new Request(4, 7L, false, Config.empty()));
    assertThat(played).hasSize(4);
    assertThat(played).allSatisfy(e -> assertThat(e.reward()).isEqualTo(e.length()));
    assertThat(evaluate(context, new Request(4, 7L, false, Config.empty()))).isEqualTo(played);
    assertThat(evaluate(context, new Request(4, 8L, true, Config.empty()))).isNotEqualTo(played);

    Path trial = folder.resolve(AlgorithmTrainable.TRIAL);
    Files.writeString(
        trial, Config.parse(Files.readString(trial)).with("config", gone.asMap()).toString());
    TrainedPolicy policy = TrainedPolicy.load(folder);
    policy.begin(SEEN);
    assertThat(policy.actionValues()).hasSize(2);
  }

  private List<Played> evaluate(TrialContext context, Request request) throws Exception {
    try (Trainable fresh = Trials.type("DQN").create()) {
      return ((Evaluable) fresh).evaluate(context, folder, request);
    }
  }

  /** Gives tasks as a callback does. */
  public static final class Goals implements Callbacks {
    @Override
    public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
      trial.setTask(Map.of("goal_radius", 50));
    }
  }

  @Test
  void itIsPlayedInTheTaskThatAllWereGivenLast() throws Exception {
    Config config =
        Trials.CARTPOLE_PPO
            .with("env", "SparsePointEnv")
            .with("num_workers", 0)
            .with("train_batch_size", 200)
            .with("callbacks", Goals.class.getName());
    trained("PPO", config);
    TrialContext context =
        new TrialContext("trial", 1, config, 1, Placement.on("here", Resources.ONE_CPU), folder);
    try (Trainable fresh = Trials.type("PPO").create()) {
      assertThat(
              ((Evaluable) fresh)
                  .evaluate(context, folder, new Request(3, 1L, false, Config.empty())))
          .extracting(Played::length)
          .containsExactly(1L, 1L, 1L);
    }
  }
}
