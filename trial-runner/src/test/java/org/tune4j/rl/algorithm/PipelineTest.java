package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.Json;

class PipelineTest {
  private static final Config CONFIG =
      Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 3, \"num_envs_per_worker\": 2}")
          .with("timesteps_per_iteration", 300)
          .with("rollout_fragment_length", 20)
          .with("model.fcnet_hiddens", List.of(16));

  @TempDir Path folder;

  /** Answers come when they come; they are taken in one order. */
  @ParameterizedTest
  @ValueSource(strings = {"A3C", "IMPALA", "APPO"})
  void whatIsLearnedDoesNotDependOnThreads(String algorithm) throws Exception {
    assertThat(results(algorithm, new Resources(4, 0)))
        .isEqualTo(results(algorithm, Resources.ONE_CPU));
  }

  /** Each of three workers is asked again after its answer: two updates lie between. */
  @ParameterizedTest
  @ValueSource(strings = "A3C")
  void theLagIsReported(String algorithm) throws Exception {
    assertThat(results(algorithm, Resources.ONE_CPU).getLast()).contains("\"policy_lag\":2");
  }

  private List<String> results(String algorithm, Resources resources) throws Exception {
    List<String> results = new ArrayList<>();
    try (var trial = Trials.type(algorithm).create()) {
      Placement placement = Placement.on("here", resources);
      trial.setup(new TrialContext("trial", 1, CONFIG, 1, placement, folder));
      for (int i = 0; i < 4; i++) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
        result.remove("timers");
        results.add(Json.write(result));
      }
    }
    return results;
  }
}
