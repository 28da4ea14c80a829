package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.space.Config;

/**
 * Learning, not luck: five seeds each must reach a mean reward of 150 within 100,000 steps, four of
 * them at least.
 */
@Tag("slow")
class CartPoleLearningTest {
  private static final double REWARD = 150;
  private static final long BUDGET = 100_000;

  @TempDir Path folder;

  @Test
  void dqnWithThePublishedSettings() throws Exception {
    learns("DQN", Trials.CARTPOLE_DQN);
  }

  @Test
  void dqnWithTheDefaultDiscount() throws Exception {
    learns("DQN", Trials.CARTPOLE_DQN.with("gamma", 0.99));
  }

  @Test
  void dqnWithTheDefaults() throws Exception {
    learns("DQN", Config.parse("{\"env\": \"CartPole-v0\"}"));
  }

  @Test
  void ppoWithThePublishedSettings() throws Exception {
    learns("PPO", Trials.CARTPOLE_PPO);
  }

  private void learns(String algorithm, Config config) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%n%s %s%n| seed | steps to %.0f | best | seconds |%n",
        algorithm,
        config,
        REWARD);
    long reached =
        LongStream.rangeClosed(1, 5).filter(seed -> reaches(algorithm, config, seed)).count();
    assertThat(reached).isGreaterThanOrEqualTo(4);
  }

  private boolean reaches(String algorithm, Config config, long seed) {
    long start = System.nanoTime();
    double steps = 0;
    double best = 0;
    try (var trial = Trials.start(algorithm, config, seed, folder)) {
      while (steps < BUDGET && best < REWARD) {
        var result = trial.step();
        steps = Trials.number(result, "timesteps_total");
        best = Math.max(best, Trials.number(result, "episode_reward_mean"));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %.1f | %.1f |%n",
        seed,
        best >= REWARD ? String.valueOf((long) steps) : "not within " + BUDGET,
        best,
        (System.nanoTime() - start) / 1e9);
    return best >= REWARD;
  }
}
