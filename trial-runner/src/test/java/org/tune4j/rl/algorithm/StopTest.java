package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.env.Environment;
import org.tune4j.rl.env.Step;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/** A trial that is told to stop ends in the middle of whatever it does, and leaves nothing open. */
class StopTest {
  private static final Config SMALL =
      Config.parse(
              """
              {"num_workers": 0, "rollout_fragment_length": 100, "model": {"fcnet_hiddens": [4]}}
              """)
          .with("env", Counted.class.getName());
  private static final Config IN_SAMPLING = SMALL.with("env_config", Map.of("stop_at", 50));
  private static final Config PPO =
      SMALL.with("train_batch_size", 200).with("sgd_minibatch_size", 100);
  private static final Config ES =
      SMALL.with("episodes_per_batch", 20).with("train_batch_size", 100);
  private static final Config EVALUATED =
      PPO.with("evaluation_interval", 1)
          .with("evaluation_duration", 100)
          .with("callbacks", InEvaluation.class.getName());

  private static final AtomicInteger OPEN = new AtomicInteger();
  private static volatile Thread trialThread = Thread.currentThread();

  @TempDir Path folder;

  static Stream<Arguments> trials() {
    Config endless = IN_SAMPLING.with("rollout_fragment_length", 1_000_000_000);
    Config learning = PPO.with("callbacks", InLearning.class.getName());
    return Stream.of(
        Arguments.of("PPO", endless.with("train_batch_size", 1_000_000_000), 1),
        Arguments.of(
            "PPO", endless.with("train_batch_size", 2_000_000_000).with("num_workers", 2), 3),
        Arguments.of("IMPALA", endless.with("num_workers", 2), 3),
        Arguments.of("ES", ES.with("env_config", Map.of("stop_at", 50)), 1),
        Arguments.of("PPO", learning, 1),
        Arguments.of(
            "DQN",
            SMALL
                .with("learning_starts", 100)
                .with("training_intensity", 100)
                .with("callbacks", InLearning.class.getName()),
            1),
        Arguments.of("PPO", EVALUATED, 1),
        Arguments.of("PPO", EVALUATED.with("evaluation_num_workers", 2), 3),
        Arguments.of(
            "PPO",
            EVALUATED
                .with("evaluation_parallel_to_training", true)
                .with("evaluation_duration", 1_000_000_000),
            2));
  }

  @BeforeEach
  void begin() {
    OPEN.set(0);
    trialThread = Thread.currentThread();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void itEndsAtOnce(String algorithm, Config config, double cpus) throws Exception {
    try (Trainable trial = Trials.type(algorithm).create()) {
      Placement placement = Placement.on("here", new Resources(cpus, 0));
      trial.setup(new TrialContext("trial", 1, config, 1, placement, folder));
      assertThat(OPEN.get()).isPositive();
      assertThatThrownBy(trial::step).isInstanceOf(TrialStoppedException.class);
      assertThat(Thread.currentThread().isInterrupted())
          .as("whoever comes next knows, too")
          .isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(OPEN.get()).isZero();
  }

  /** Interrupts the trial at a step, and counts how many of its like are open. */
  public static final class Counted implements Environment {
    private static final int LENGTH = 20;

    private final long stopAt;
    private long steps;

    public Counted(Config config) {
      stopAt = config.getLong("stop_at", -1);
      OPEN.incrementAndGet();
    }

    @Override
    public Space observationSpace() {
      return Box.symmetric(1);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(2);
    }

    @Override
    public float[] reset(RandomGenerator random) {
      return new float[1];
    }

    @Override
    public Step step(float[] action) {
      if (++steps == stopAt) {
        trialThread.interrupt();
      }
      return new Step(new float[1], 1, steps % LENGTH == 0, false);
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }

  /** Interrupts the trial when it is about to learn. */
  public static final class InLearning implements Callbacks {
    @Override
    public void onLearnOnBatch(Policy policy, TrainBatch batch, Map<String, Object> result) {
      trialThread.interrupt();
    }
  }

  /** Interrupts the trial when it is about to evaluate. */
  public static final class InEvaluation implements Callbacks {
    @Override
    public void onEvaluateStart(RunningTrial trial) {
      trialThread.interrupt();
    }
  }
}
