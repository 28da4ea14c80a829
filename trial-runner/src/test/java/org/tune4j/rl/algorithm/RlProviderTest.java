package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.rl.env.Countdown;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableProvider;
import org.tune4j.runner.TrainableType;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.yaml.InvalidInputException;

class RlProviderTest {
  @TempDir Path folder;

  @Test
  void bringsTheAlgorithms() {
    List<TrainableType> types =
        ServiceLoader.load(TrainableProvider.class).stream()
            .flatMap(p -> p.get().types().stream())
            .toList();
    assertThat(types).extracting(TrainableType::name).contains("DQN", "PPO");
    assertThat(Trials.type("PPO").objective())
        .isEqualTo(new Objective("episode_reward_mean", Objective.Mode.MAX));
  }

  /** A member that only tunes other trainables need not have DL4J. */
  @Test
  void schemasCanBeReadWithoutDl4j() throws Exception {
    Pattern natives = Pattern.compile("deeplearning4j|nd4j|bytedeco|datavec");
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !natives.matcher(entry).find())
            .map(RlProviderTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> without.loadClass(ComputationGraph.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> provider = without.loadClass(RlProvider.class.getName());
      List<?> types =
          (List<?>) provider.getMethod("types").invoke(provider.getConstructor().newInstance());
      assertThat(types)
          .hasSize(new RlProvider().types().size())
          .allSatisfy(type -> assertThat(keys(without, type).containsKey("lr")).isTrue());
    }
  }

  @Test
  void resultsHaveTheKeysOfRllib() throws Exception {
    try (Trainable trial = Trials.start("DQN", Trials.CARTPOLE_DQN, 1, folder)) {
      trial.step();
      Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
      assertThat(result)
          .containsKeys(
              "episode_reward_mean",
              "episode_reward_min",
              "episode_reward_max",
              "episode_len_mean",
              "hist_stats",
              "timers")
          .containsEntry("timesteps_this_iter", 1000L)
          .containsEntry("timesteps_total", 2000L);
      TrainableType type = Trials.type("DQN");
      assertThat(result.keySet())
          .allMatch(key -> type.mayReport(key) || type.mayReport(key + "/anything"))
          .noneMatch("episode_reward"::equals);
      assertThat(type.mayReport("episode_reward")).isFalse();
      Map<?, ?> info = (Map<?, ?>) result.get("info");
      assertThat(info.get("num_target_updates")).isEqualTo(4L);
      assertThat(info.toString()).contains("learner={default_policy={learner_stats={mean_q=");
    }
  }

  @Test
  void ownEnvironmentsTrainAndCanBeRestoredThoughNotInTheMiddle() throws Exception {
    Config config =
        Config.parse(
                "{\"train_batch_size\": 40, \"rollout_fragment_length\": 20, \"model\":"
                    + " {\"fcnet_hiddens\": [4]}}")
            .with("env", Countdown.class.getName());
    for (Config each : List.of(config, config.with("batch_mode", "complete_episodes"))) {
      Path checkpoint = java.nio.file.Files.createTempDirectory(folder, "checkpoint");
      try (Trainable trial = Trials.start("PPO", each, 1, folder)) {
        assertThat(Trials.number(trial.step(), "episode_reward_mean")).isEqualTo(3);
        trial.save(checkpoint);
      }
      try (Trainable trial = Trials.start("PPO", each, 1, folder)) {
        trial.restore(checkpoint);
        assertThat(Trials.number(trial.step(), "episode_len_mean")).isEqualTo(3);
      }
    }
  }

  @Test
  void aSeedInTheConfigCounts() throws Exception {
    Config config = Trials.CARTPOLE_PPO.with("train_batch_size", 200).with("num_sgd_iter", 1);
    assertThat(mean(config.with("seed", 3), 1)).isEqualTo(mean(config.with("seed", 3), 2));
    assertThat(mean(config, 1)).isNotEqualTo(mean(config, 2));
  }

  @Test
  void mistakesAreSaidAtTheStart() {
    assertThatThrownBy(() -> Trials.start("DQN", Config.empty(), 1, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("env: must be given")
        .hasMessageContaining("CartPole-v0");
    assertThatThrownBy(() -> Trials.type("DQN").create().step())
        .hasMessageContaining("was not set up");
  }

  @Test
  void aCheckpointOfAnotherShapeIsRefused() throws Exception {
    Config small = Trials.CARTPOLE_DQN.with("timesteps_per_iteration", 10);
    try (Trainable trial = Trials.start("DQN", small, 1, folder)) {
      trial.save(folder);
    }
    try (Trainable trial = Trials.start("DQN", small.with("num_workers", 2), 1, folder)) {
      assertThatThrownBy(() -> trial.restore(folder))
          .hasMessageContaining("workers: was saved as 1, but here it is 2");
    }
    try (Trainable trial = Trials.start("PPO", Trials.CARTPOLE_PPO, 1, folder)) {
      assertThatThrownBy(() -> trial.restore(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("checkpoint: ");
    }
  }

  private double mean(Config config, long seed) throws Exception {
    try (Trainable trial = Trials.start("PPO", config, seed, folder)) {
      return Trials.number(trial.step(), "episode_reward_mean");
    }
  }

  private static Map<?, ?> keys(ClassLoader loader, Object type)
      throws ReflectiveOperationException {
    Object schema =
        loader.loadClass(TrainableType.class.getName()).getMethod("schema").invoke(type);
    return (Map<?, ?>) schema.getClass().getMethod("keys").invoke(schema);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
