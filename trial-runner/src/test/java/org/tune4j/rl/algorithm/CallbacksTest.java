package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.callback.CallbackException;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;

/** Callbacks hear everything, may change what they hear, and go through checkpoints. */
class CallbacksTest {
  private static final Config PPO =
      Trials.CARTPOLE_PPO
          .with("num_workers", 0)
          .with("train_batch_size", 200)
          .with("sgd_minibatch_size", 100)
          .with("num_sgd_iter", 2);

  @TempDir Path folder;

  /** Counts what it hears, and remembers it in checkpoints. */
  public static final class Counting implements Callbacks {
    private long inits;
    private long batches;
    private long starts;
    private long steps;
    private long ends;
    private long trajectories;
    private long samples;

    @Override
    public void onAlgorithmInit(RunningTrial trial) {
      assertThat(trial.timesteps()).isZero();
      inits++;
    }

    @Override
    public void onEpisodeStart(RolloutWorker worker, Episode episode) {
      starts++;
      episode.userData().put("leftmost", 0.0);
    }

    @Override
    public void onEpisodeStep(RolloutWorker worker, Episode episode) {
      steps++;
      double x = worker.lastObservation(episode)[0];
      episode.userData().merge("leftmost", x, Math::min);
    }

    @Override
    public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
      ends++;
      episode.customMetrics().put("steps_heard", (double) steps);
      episode.customMetrics().put("episodes_heard", (double) ends);
      episode.customMetrics().put("starts_heard", (double) starts);
      episode.customMetrics().put("heard", (double) (trajectories + samples));
      episode.histData().put("leftmost", List.of(episode.userData().getOrDefault("leftmost", 9.0)));
    }

    @Override
    public void onPostprocessTrajectory(
        RolloutWorker worker, Episode episode, Trajectory trajectory) {
      trajectories++;
    }

    @Override
    public void onSampleEnd(RolloutWorker worker, List<Trajectory> all) {
      samples++;
    }

    @Override
    public void onLearnOnBatch(Policy policy, TrainBatch batch, Map<String, Object> result) {
      batches++;
      result.put("batch_size", batch.size());
      result.put("batches", batches);
    }

    @Override
    public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
      result.put("seen", Map.of("inits", inits, "batches", batches, "steps", trial.timesteps()));
    }

    @Override
    public void save(StateWriter out) {
      for (long count : new long[] {batches, starts, steps, ends, trajectories, samples}) {
        out.put("count", count);
      }
    }

    @Override
    public void restore(StateReader in) {
      batches = in.getLong("count");
      starts = in.getLong("count");
      steps = in.getLong("count");
      ends = in.getLong("count");
      trajectories = in.getLong("count");
      samples = in.getLong("count");
    }
  }

  /** Doubles rewards, and overwrites what another one said. */
  public static final class Doubling implements Callbacks {
    private final String env;

    public Doubling(Config config) {
      env = config.getString("env");
    }

    @Override
    public void onPostprocessTrajectory(
        RolloutWorker worker, Episode episode, Trajectory trajectory) {
      for (int i = 0; i < trajectory.length(); i++) {
        trajectory.rewards()[i] *= 2;
      }
    }

    @Override
    public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
      result.put("env", env);
      result.put("before_me", result.containsKey("seen"));
    }
  }

  /** Fails in one place. */
  public static final class Failing implements Callbacks {
    @Override
    public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
      throw new IllegalStateException("no such file");
    }
  }

  private Config with(Class<?>... types) {
    List<String> names = new ArrayList<>();
    for (Class<?> type : types) {
      names.add(type.getName());
    }
    return PPO.with("callbacks", names.size() == 1 ? names.getFirst() : names);
  }

  @Test
  void everythingIsHeardAndGetsIntoTheResult() throws Exception {
    try (Trainable trial = Trials.start("PPO", with(Counting.class), 1, folder)) {
      Map<String, ? extends @Nullable Object> result = trial.step();

      Config said = Config.parse(Json.write(Map.of("seen", map(result, "seen"))));
      assertThat(said.getLong("seen.inits")).isEqualTo(1);
      assertThat(said.getLong("seen.steps")).isEqualTo(200);
      assertThat(said.getLong("seen.batches")).isEqualTo(1);
      Map<?, ?> learner = map(map(map(result, "info"), "learner"), "default_policy");
      assertThat(map(learner, "custom_metrics"))
          .isEqualTo(Map.of("batch_size", 200, "batches", 1L));
      Map<?, ?> custom = map(result, "custom_metrics");
      long ended = ((Number) get(result, "episodes_this_iter")).longValue();
      assertThat(get(custom, "episodes_heard_max")).isEqualTo((double) ended);
      assertThat(get(custom, "starts_heard_max")).isEqualTo((double) ended);
      assertThat((List<?>) get(map(result, "hist_stats"), "leftmost")).hasSize((int) ended);
    }
  }

  @Test
  void severalAreHeardInTheirOrderAndMayChangeWhatIsLearned() throws Exception {
    String alone = learned(with(Counting.class));
    try (Trainable trial = Trials.start("PPO", with(Counting.class, Doubling.class), 1, folder)) {
      Map<String, ? extends @Nullable Object> result = trial.step();
      assertThat(result.get("env")).isEqualTo("CartPole-v0");
      assertThat(result.get("before_me")).isEqualTo(true);
      assertThat(String.valueOf(result.get("info"))).isNotEqualTo(alone);
    }
  }

  private String learned(Config config) throws Exception {
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      return String.valueOf(trial.step().get("info"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void theirStateGoesThroughCheckpoints(int workers) throws Exception {
    Config config = with(Counting.class).with("num_workers", workers);
    List<String> straight = new ArrayList<>();
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      straight.addAll(steps(trial, 4));
    }
    List<String> resumed = new ArrayList<>();
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      resumed.addAll(steps(trial, 2));
      trial.save(checkpoint);
    }
    try (Trainable trial = Trials.start("PPO", config, 1, folder)) {
      trial.restore(checkpoint);
      resumed.addAll(steps(trial, 2));
    }
    assertThat(resumed).isEqualTo(straight);
  }

  @Test
  void whatACallbackThrowsNamesIt() throws Exception {
    try (Trainable trial = Trials.start("PPO", with(Counting.class, Failing.class), 1, folder)) {
      assertThatThrownBy(trial::step)
          .isInstanceOf(CallbackException.class)
          .hasMessage(
              "callbacks: %s: onEpisodeEnd failed: java.lang.IllegalStateException: no such file",
              Failing.class.getName());
    }
  }

  @Test
  void whatIsNoCallbackIsRefused() {
    assertThatThrownBy(() -> Trials.start("PPO", PPO.with("callbacks", "a.B"), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("callbacks: a.B: there is no such class");
    assertThatThrownBy(
            () -> Trials.start("PPO", PPO.with("callbacks", "java.lang.String"), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must implement " + Callbacks.class.getName());
    assertThatThrownBy(
            () ->
                Trials.start(
                    "PPO", PPO.with("callbacks", Map.of("on_episode_end", "f")), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be the name of a Java class that implements")
        .hasMessageContaining("Maybe write such a class");
  }

  @Test
  void withoutCallbacksNothingIsAdded() throws Exception {
    try (Trainable trial = Trials.start("PPO", PPO, 1, folder)) {
      assertThat(trial.step().keySet())
          .doesNotContain("custom_metrics", "curriculum_phase", "evaluation");
    }
  }

  static Map<?, ?> map(Map<?, ?> of, String key) {
    assertThat(of.get(key)).isInstanceOf(Map.class);
    return (Map<?, ?>) get(of, key);
  }

  static Object get(Map<?, ?> of, String key) {
    Object value = of.get(key);
    if (value == null) {
      throw new AssertionError("there is no " + key + " in " + of);
    }
    return value;
  }

  /** The results but for the clocks. */
  static List<String> steps(Trainable trial, int count) throws Exception {
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
      result.remove("timers");
      results.add(Json.write(result));
    }
    return results;
  }
}
