package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.EnvTaskFn;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.env.EnvContext;
import org.tune4j.rl.env.SaveableEnvironment;
import org.tune4j.rl.env.Step;
import org.tune4j.rl.env.TaskEnvironment;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

/** Tasks reach every environment of every worker, at its next episode, by each of three ways. */
class CurriculumTrialTest {
  private static final Config PPO =
      Config.parse(
              """
              {"num_workers": 2, "num_envs_per_worker": 2, "train_batch_size": 80,
               "rollout_fragment_length": 20, "sgd_minibatch_size": 40, "num_sgd_iter": 1,
               "model": {"fcnet_hiddens": [4]}}
              """)
          .with("env", Ladder.class.getName());
  private static final Config TAUGHT =
      PPO.with(
          "curriculum",
          Map.of("thresholds", List.of(0, 1), "min_episodes", 2, "tasks", List.of(0, 1, 2)));

  @TempDir Path folder;

  /**
   * Seven steps to an episode, whose reward is its task. An episode that began before a task was
   * set keeps its own.
   */
  public static final class Ladder implements TaskEnvironment, SaveableEnvironment {
    private static final int LENGTH = 7;
    private long next = -1;
    private long task;
    private int at;

    @Override
    public Space observationSpace() {
      return Box.symmetric(1000);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(2);
    }

    @Override
    public float[] reset(RandomGenerator random) {
      task = next;
      at = 0;
      return new float[] {0};
    }

    @Override
    public Step step(float[] action) {
      at++;
      return new Step(new float[] {at}, at == LENGTH ? task : 0, at == LENGTH, false);
    }

    @Override
    public List<Object> sampleTasks(int n, RandomGenerator random) {
      return List.of();
    }

    @Override
    public void setTask(Object other) {
      if (!(other instanceof Number number)) {
        throw new IllegalArgumentException("env: Ladder: a task must be a number (" + other + ")");
      }
      next = number.longValue();
    }

    @Override
    public Object task() {
      return next;
    }

    @Override
    public void save(StateWriter out) {
      out.put("task", task);
      out.put("at", at);
    }

    @Override
    public void restore(StateReader in, RandomGenerator random) {
      task = in.getLong("task");
      at = in.getInt("at");
    }
  }

  @Test
  void eachPhaseBeginsWhenTheEpisodesOfTheOneBeforeAreGoodEnough() throws Exception {
    try (Trainable trial = Trials.start("PPO", TAUGHT, 1, folder)) {
      Map<String, ? extends @Nullable Object> first = trial.step();
      assertThat(first.get("curriculum_phase")).isEqualTo(0);
      assertThat(rewards(first))
          .as("the first episode of each of 4 environments began without a task")
          .containsOnly(0.0)
          .hasSize(2 * 4 - 4);
      assertThat(Trials.number(first, "episodes_total")).isEqualTo(8);
      Map<String, ? extends @Nullable Object> second = trial.step();
      assertThat(second.get("curriculum_phase")).isEqualTo(1);
      assertThat(rewards(second)).as("those that were cut count no more").containsOnly(1.0);
      Map<String, ? extends @Nullable Object> third = trial.step();
      assertThat(third.get("curriculum_phase")).isEqualTo(2);
      assertThat(rewards(third)).containsOnly(2.0);
      assertThat(trial.step().get("curriculum_phase")).isEqualTo(2);
    }
  }

  @Test
  void moreEpisodesThanTheWindowHoldsMayBeAskedFor() throws Exception {
    Config patient =
        TAUGHT.with("metrics_num_episodes_for_smoothing", 1).with("curriculum.min_episodes", 20);
    try (Trainable trial = Trials.start("PPO", patient, 1, folder)) {
      assertThat(trial.step().get("curriculum_phase")).isEqualTo(0);
      assertThat(trial.step().get("curriculum_phase")).isEqualTo(0);
      assertThat(trial.step().get("curriculum_phase")).isEqualTo(0);
      assertThat(trial.step().get("curriculum_phase")).isEqualTo(1);
    }
  }

  /** A task for each environment, from the result. */
  public static final class PerEnvironment implements EnvTaskFn {
    @Override
    public Object task(
        Map<String, @Nullable Object> result, TaskEnvironment environment, EnvContext context) {
      long iteration = ((Number) result.getOrDefault("timesteps_total", 0)).longValue() / 80;
      return 100 * iteration + 10 * context.workerIndex() + context.vectorIndex();
    }
  }

  @Test
  void aFunctionGivesEachEnvironmentItsOwn() throws Exception {
    Config config = PPO.with("env_task_fn", PerEnvironment.class.getName());
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      assertThat(rewards(trial.step())).containsOnly(-1.0);
      assertThat(rewards(trial.step())).contains(110.0, 111.0, 120.0, 121.0);
    }
  }

  /** What RLlib's users write. */
  public static final class Steps implements Callbacks {
    @Override
    public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
      trial.setTask(trial.iteration());
      trial.setTask(1, 0, 50);
      trial.forgetEpisodes();
    }
  }

  @Test
  void aCallbackGivesTasks() throws Exception {
    Config config = PPO.with("callbacks", Steps.class.getName());
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      assertThat(rewards(trial.step())).containsOnly(-1.0);
      assertThat(rewards(trial.step())).containsOnly(1.0, 50.0);
      assertThat(rewards(trial.step())).containsOnly(2.0, 50.0);
    }
  }

  /** Tasks from two sides at once. */
  public static final class Both implements Callbacks {
    private long results;

    @Override
    public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
      trial.setTask(trial.iteration());
      trial.forgetEpisodes();
    }

    @Override
    public void onResult(RolloutWorker worker, Map<String, @Nullable Object> result) {
      worker.setTask(-1, 100 * ++results);
    }
  }

  @Test
  void aWorkersOwnTasksDoNotMakeEpisodesBeforeTheTrialsTaskCount() throws Exception {
    Config config = PPO.with("callbacks", Both.class.getName());
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      trial.step();
      assertThat(rewards(trial.step())).containsOnly(100.0);
      assertThat(rewards(trial.step())).containsOnly(200.0);
      assertThat(rewards(trial.step())).containsOnly(300.0);
    }
  }

  @Test
  void evaluationGetsTheTaskUnlessToldOtherwise() throws Exception {
    Config evaluated = TAUGHT.with("evaluation_interval", 1).with("evaluation_duration", 3);
    try (Trainable trial = Trials.start("PPO", evaluated, 1, folder)) {
      assertThat(rewards(CallbacksTest.map(trial.step(), "evaluation"))).containsOnly(0.0);
      assertThat(rewards(CallbacksTest.map(trial.step(), "evaluation"))).containsOnly(1.0);
    }
    Config without = evaluated.with("evaluation_config.curriculum", null);
    try (Trainable trial = Trials.start("PPO", without, 1, folder)) {
      assertThat(rewards(CallbacksTest.map(trial.step(), "evaluation"))).containsOnly(-1.0);
      assertThat(rewards(CallbacksTest.map(trial.step(), "evaluation"))).containsOnly(-1.0);
    }
  }

  static Stream<Arguments> curricula() {
    Config impala =
        Config.parse(
                """
                {"num_workers": 2, "num_envs_per_worker": 2, "train_batch_size": 80,
                 "rollout_fragment_length": 20, "model": {"fcnet_hiddens": [4]}}
                """)
            .with("env", Ladder.class.getName());
    Config steps = Config.empty().with("callbacks", Steps.class.getName());
    return Stream.of(
        Arguments.of("PPO", TAUGHT),
        Arguments.of("PPO", TAUGHT.with("evaluation_interval", 2).with("evaluation_duration", 3)),
        Arguments.of("PPO", PPO.with("env_task_fn", PerEnvironment.class.getName())),
        Arguments.of("PPO", PPO.overlaidBy(steps)),
        Arguments.of("IMPALA", impala.with("curriculum", TAUGHT.getConfig("curriculum").asMap())),
        Arguments.of("IMPALA", impala.overlaidBy(steps).with("evaluation_interval", 2)));
  }

  @ParameterizedTest
  @MethodSource("curricula")
  void checkpointsAreExact(String algorithm, Config config) throws Exception {
    List<String> straight = new ArrayList<>();
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      straight.addAll(CallbacksTest.steps(trial, 4));
    }
    List<String> resumed = new ArrayList<>();
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      resumed.addAll(CallbacksTest.steps(trial, 1));
      trial.save(checkpoint);
    }
    try (Trainable trial = Trials.start(algorithm, config, 1, folder)) {
      trial.restore(checkpoint);
      resumed.addAll(CallbacksTest.steps(trial, 3));
    }
    assertThat(resumed).isEqualTo(straight);
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(TAUGHT.with("env", "CartPole-v0"), "has no tasks, so there can be no curriculum");
    refused(TAUGHT.with("curriculum.tasks", List.of("a", 1, 2)), "a task must be a number (a)");
    refused(TAUGHT.with("curriculum.tasks", List.of(0, 1, "b")), "phase 2: env: Ladder: a task");
    refused(TAUGHT.with("curriculum.treshold", 1), "has no key treshold");
    refused(TAUGHT.with("curriculum.tasks", List.of(1)), "one more than the thresholds");
    refused(
        TAUGHT.with("env_task_fn", PerEnvironment.class.getName()),
        "only one of them can give the tasks");
    refused(PPO.with("env_task_fn", "a.B"), "env_task_fn: a.B: there is no such class");
  }

  private void refused(Config config, String why) {
    assertThatThrownBy(() -> Trials.start("PPO", config, 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }

  private static List<Double> rewards(Map<?, ?> result) {
    List<?> all =
        (List<?>) CallbacksTest.get(CallbacksTest.map(result, "hist_stats"), "episode_reward");
    return all.stream().map(Double.class::cast).toList();
  }
}
