package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.results.ResultsDb;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.spec.SweepFile;

/**
 * RL trials in whole sweeps: the same seed gives the same results, bit for bit, also when one is
 * interrupted.
 */
@Timeout(300)
class RlSweepTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final String YAML =
      """
      rl:
        run: {grid_search: [DQN, PPO]}
        env: CartPole-v0
        seed: 11
        stop: {training_iteration: 4}
        checkpoint: {frequency: 1}
        max_concurrent_trials: 1
        config:
          lr: {grid_search: [1e-3, 1e-4]}
          train_batch_size: 400
          model: {fcnet_hiddens: [16], fcnet_activation: tanh}
      """;

  @TempDir Path results;

  @Test
  void theSameSweepGivesTheSameResultsBitForBit() throws Exception {
    try (Tuner tuner = tuner(1)) {
      tuner.run(sweep());
      tuner.run(sweep());
    }
    assertThat(untimed("rl-2")).isEqualTo(untimed("rl")).hasSize(4);
    assertThat(untimed("rl").get(3)).hasSize(4);
  }

  @Test
  void trialsBesideEachOtherDoNotDisturbEachOther() throws Exception {
    try (Tuner tuner = tuner(4)) {
      tuner.run(sweep());
      tuner.run(SweepFile.parse(YAML.replace("max_concurrent_trials: 1", ""), "rl", TRAINABLES));
    }
    assertThat(untimed("rl-2")).isEqualTo(untimed("rl")).hasSize(4);
  }

  private static Sweep sweep() {
    return SweepFile.parse(YAML, "rl.yaml", TRAINABLES).get(0);
  }

  private Tuner tuner(int cpus) {
    return Tuner.open(results, new Resources(cpus, 0), TRAINABLES);
  }

  private Map<Integer, List<Map<String, Double>>> untimed(String sweep) {
    Map<Integer, List<Map<String, Double>>> all = new TreeMap<>();
    try (ResultsDb db = ResultsDb.open(results)) {
      List<Trial> trials = new ArrayList<>();
      db.forEachTrial(sweep, trials::add);
      for (Trial trial : trials) {
        List<Map<String, Double>> metrics = new ArrayList<>();
        db.forEachResult(
            sweep,
            trial.id(),
            result -> {
              Map<String, Double> values = new TreeMap<>(result.metrics());
              values
                  .keySet()
                  .removeIf(
                      m -> m.startsWith("time_") || m.startsWith("timers/") || m.contains("_ms"));
              values.put("timesteps_total", (double) result.timestepsTotal());
              values.put("episodes_total", (double) result.episodesTotal());
              metrics.add(values);
            });
        all.put(trial.number(), metrics);
      }
    }
    return all;
  }
}
