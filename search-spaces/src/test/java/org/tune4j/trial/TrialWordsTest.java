package org.tune4j.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;

/** The records of this package. */
final class TrialWordsTest {
  private static final Instant T0 = Instant.ofEpochSecond(0);
  private static final Instant T1 = Instant.ofEpochSecond(1);
  private static final Trial TRIAL =
      Trial.proposed("cartpole", 3, "DQN", Config.empty(), 7, Resources.ONE_CPU, T0);

  @Test
  void aTrialGoesThroughItsLife() {
    assertThat(TRIAL.id()).isEqualTo("cartpole_00003");
    assertThat(TRIAL.status()).isEqualTo(TrialStatus.PENDING);
    Trial running = TRIAL.started("m1", T0);
    assertThat(running.attempts()).isEqualTo(1);
    assertThat(running.status()).isEqualTo(TrialStatus.RUNNING);
    Trial failed = running.failed("boom").waiting(TrialStatus.PENDING, "again", "boom");
    assertThat(failed.failures()).isEqualTo(1);
    Trial again = failed.started("m2", T1);
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.startedAt()).isEqualTo(T0);
    assertThat(again.member()).isEqualTo("m2");
    assertThat(again.reason()).isNull();
    Trial best = again.withBest(new TrialState.Best(1.5, 9));
    assertThat(best.bestValue()).isEqualTo(1.5);
    assertThat(best.bestIteration()).isEqualTo(9);
    Trial ended = best.ended(TrialStatus.TERMINATED, "done", null, T1);
    assertThat(ended.status().isFinal()).isTrue();
    assertThat(ended.endedAt()).isEqualTo(T1);
    assertThat(ended.reason()).isEqualTo("done");
    assertThat(ended.bestValue()).isEqualTo(1.5);
  }

  @Test
  void onlyTheLastTwoStatesAreFinal() {
    assertThat(TrialStatus.PENDING.isFinal()).isFalse();
    assertThat(TrialStatus.RUNNING.isFinal()).isFalse();
    assertThat(TrialStatus.PAUSED.isFinal()).isFalse();
    assertThat(TrialStatus.ERROR.isFinal()).isTrue();
  }

  @Test
  void resourcesAreRoundedToAHundredth() {
    Resources third = new Resources(0.333, 0.1);
    assertThat(third).isEqualTo(new Resources(0.33, 0.1));
    assertThat(third.plus(third).plus(third)).isEqualTo(new Resources(0.99, 0.3));
    assertThat(third.minus(new Resources(1, 0))).isEqualTo(new Resources(0, 0.1));
    assertThat(new Resources(0.3, 0).fitsIn(new Resources(0.1, 0).plus(new Resources(0.2, 0))))
        .isTrue();
    assertThat(new Resources(1, 1).fitsIn(new Resources(2, 0.5))).isFalse();
    assertThat(Resources.ONE_CPU).hasToString("1 CPU");
    assertThat(new Resources(2, 0.5)).hasToString("2 CPU + 0.5 GPU");
    assertThat(new Resources(1e300, 0).cpu()).isEqualTo(1e300);
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Resources(wrong, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Resources(0, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aResultKnowsItsNumbersByName() {
    Result result =
        result(new TreeMap<>(Map.of("episode_reward_mean", 12.5, "info/learner/loss", 0.1)));
    assertThat(result.value("training_iteration")).isEqualTo(4.0);
    assertThat(result.value("timesteps_total")).isEqualTo(100.0);
    assertThat(result.value("episodes_total")).isEqualTo(5.0);
    assertThat(result.value("time_total_s")).isEqualTo(1.5);
    assertThat(result.value("info/learner/loss")).isEqualTo(0.1);
    assertThat(result.value("missing")).isNull();
    assertThatThrownBy(() -> result.metrics().put("q", 1.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aMetricIsFinite() {
    for (double wrong : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> result(new TreeMap<>(Map.of("m", wrong))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("result: m: must be finite (" + wrong + ")");
    }
  }

  @Test
  void betterDependsOnTheMode() {
    Objective max = new Objective("m", Objective.Mode.MAX);
    Objective min = new Objective("m", Objective.Mode.MIN);
    assertThat(max.isBetter(2, 1.0)).isTrue();
    assertThat(max.isBetter(1, 1.0)).isFalse();
    assertThat(min.isBetter(0.5, 1.0)).isTrue();
    assertThat(min.isBetter(2, 1.0)).isFalse();
    assertThat(min.isBetter(2, null)).isTrue();
    assertThat(min.isBetter(Double.NaN, null)).isFalse();
  }

  @Test
  void aCheckpointIsNamedByTrialAttemptAndIteration() {
    assertThat(new Checkpoint("cartpole_00003", 2, 40, 10, "ab").id())
        .isEqualTo("cartpole_00003_2_000040");
  }

  private static Result result(TreeMap<String, Double> metrics) {
    return new Result("t", 1, 4, 100, 5, 1.5, metrics, null, false);
  }
}
