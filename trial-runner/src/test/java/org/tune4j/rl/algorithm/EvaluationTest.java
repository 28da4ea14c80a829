package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.callback.CustomEvaluation;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.InvalidInputException;

/** Evaluation plays beside training, and training does not notice. */
class EvaluationTest {
  private static final Config PPO =
      Trials.CARTPOLE_PPO
          .with("num_workers", 0)
          .with("train_batch_size", 200)
          .with("sgd_minibatch_size", 100)
          .with("num_sgd_iter", 2);
  private static final Config EVALUATED =
      PPO.with("evaluation_interval", 2).with("evaluation_duration", 5);

  @TempDir Path folder;

  static Stream<Config> evaluations() {
    return Stream.of(
        EVALUATED,
        EVALUATED.with("evaluation_num_workers", 2).with("evaluation_config.explore", false),
        EVALUATED
            .with("evaluation_duration_unit", "timesteps")
            .with("evaluation_duration", 300)
            .with("always_attach_evaluation_results", true),
        EVALUATED.with("evaluation_parallel_to_training", true),
        EVALUATED
            .with("evaluation_parallel_to_training", true)
            .with("evaluation_duration", "auto")
            .with("evaluation_num_workers", 2));
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void trainingDoesNotNotice(Config config) throws Exception {
    assertThat(results(config, 1, true)).isEqualTo(results(PPO, 1, true));
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void threadsChangeNothing(Config config) throws Exception {
    List<String> one = results(config, 1, false);
    assertThat(results(config, 4, false)).isEqualTo(one);
    assertThat(one.get(1)).contains("\"evaluation\":{");
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void checkpointsAreExact(Config config) throws Exception {
    List<String> straight = results(config, 1, false);
    List<String> resumed = new ArrayList<>();
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    try (Trainable trial = start(config, 1)) {
      resumed.addAll(CallbacksTest.steps(trial, 3));
      trial.save(checkpoint);
    }
    try (Trainable trial = start(config, 1)) {
      trial.restore(checkpoint);
      resumed.addAll(CallbacksTest.steps(trial, 1));
    }
    assertThat(resumed).isEqualTo(straight);
  }

  @Test
  void itPlaysSoManyEpisodes() throws Exception {
    Map<?, ?> evaluation = evaluation(EVALUATED.with("num_envs_per_worker", 2));
    assertThat(evaluation.get("episodes_this_iter")).isEqualTo(5);
    assertThat(histogram(evaluation, "episode_lengths")).hasSize(5);
    Map<?, ?> three = evaluation(EVALUATED.with("evaluation_num_workers", 3));
    assertThat(three.get("episodes_this_iter")).isEqualTo(5);
  }

  @Test
  void orWholeEpisodesOfSoManySteps() throws Exception {
    Map<?, ?> evaluation =
        evaluation(
            EVALUATED
                .with("evaluation_duration_unit", "timesteps")
                .with("evaluation_duration", 100));
    List<Number> lengths =
        histogram(evaluation, "episode_lengths").stream().map(Number.class::cast).toList();
    long steps = lengths.stream().mapToLong(Number::longValue).sum();
    assertThat(evaluation.get("timesteps_this_iter")).isEqualTo(steps);
    assertThat(steps).isGreaterThanOrEqualTo(100);
    assertThat(steps - lengths.getLast().longValue()).isLessThan(100);
  }

  @Test
  void itsEnvironmentsMayBeDifferent() throws Exception {
    Map<?, ?> evaluation =
        evaluation(EVALUATED.with("evaluation_config", Map.of("horizon", 3, "clip_rewards", true)));
    assertThat(evaluation.get("episode_len_mean")).isEqualTo(3.0);
  }

  @Test
  void theLastResultIsRepeatedOnlyWhenAsked() throws Exception {
    assertThat(results(EVALUATED, 1, false).get(2)).doesNotContain("\"evaluation\"");
    List<String> attached =
        results(EVALUATED.with("always_attach_evaluation_results", true), 1, false);
    assertThat(attached.get(0)).doesNotContain("\"evaluation\"");
    assertThat(attached.get(2)).contains("\"evaluation\"");
  }

  /** Shows where it is. */
  public static final class Places implements Callbacks {
    private final double inEvaluation;

    public Places(Config config) {
      inEvaluation = config.getBoolean("in_evaluation") ? 1 : 0;
    }

    @Override
    public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
      episode.customMetrics().put("in_evaluation", inEvaluation);
    }

    @Override
    public void onEvaluateStart(RunningTrial trial) {
      assertThat(trial.timesteps()).isPositive();
    }

    @Override
    public void onEvaluateEnd(RunningTrial trial, Map<String, @Nullable Object> evaluation) {
      evaluation.put("after", trial.iteration());
    }
  }

  @Test
  void callbacksHearItAndKnowWhereTheyAre() throws Exception {
    try (Trainable trial = start(EVALUATED.with("callbacks", Places.class.getName()), 1)) {
      trial.step();
      Map<String, ? extends @Nullable Object> result = trial.step();
      Map<?, ?> training = CallbacksTest.map(result, "custom_metrics");
      Map<?, ?> evaluation = CallbacksTest.map(result, "evaluation");
      assertThat(training.get("in_evaluation_mean")).isEqualTo(0.0);
      assertThat(CallbacksTest.map(evaluation, "custom_metrics").get("in_evaluation_mean"))
          .isEqualTo(1.0);
      assertThat(evaluation.get("after")).isEqualTo(2L);
    }
  }

  /** Plays twice. */
  public static final class Twice implements CustomEvaluation {
    @Override
    public Map<String, ? extends @Nullable Object> evaluate(RunningTrial trial, Player player) {
      return Map.of("played", player.play(2).size() + player.play(3).size());
    }
  }

  @Test
  void itMayBeTheUsersOwn() throws Exception {
    Config own = EVALUATED.with("custom_eval_function", Twice.class.getName());
    assertThat(evaluation(own).get("played")).isEqualTo(5);
    assertThatThrownBy(() -> start(own.with("evaluation_parallel_to_training", true), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("custom_eval_function");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> start(EVALUATED.with("evaluation_duration", "auto"), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("auto needs evaluation_parallel_to_training: true");
    assertThatThrownBy(() -> start(EVALUATED.with("evaluation_config", Map.of("explor", false)), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("evaluation_config has no key explor")
        .hasMessageContaining("Maybe use explore");
  }

  private Map<?, ?> evaluation(Config config) throws Exception {
    try (Trainable trial = start(config, 1)) {
      trial.step();
      return CallbacksTest.map(trial.step(), "evaluation");
    }
  }

  private static List<?> histogram(Map<?, ?> evaluation, String name) {
    return (List<?>) CallbacksTest.get(CallbacksTest.map(evaluation, "hist_stats"), name);
  }

  private List<String> results(Config config, double cpus, boolean withoutEvaluation)
      throws Exception {
    try (Trainable trial = start(config, cpus)) {
      List<String> results = CallbacksTest.steps(trial, 4);
      return withoutEvaluation
          ? results.stream().map(r -> Config.parse(r).with("evaluation", null).toString()).toList()
          : results;
    }
  }

  private Trainable start(Config config, double cpus) {
    Trainable trial = Trials.type("PPO").create();
    try {
      trial.setup(
          new TrialContext(
              "trial", 1, config, 1, Placement.on("here", new Resources(cpus, 0)), folder));
      return trial;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
