package org.tune4j.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup.Strategy;

/** The records of this package. */
final class TrialWordsTest {
  private static final Instant T0 = Instant.ofEpochSecond(0);
  private static final Instant T1 = Instant.ofEpochSecond(1);
  private static final Trial TRIAL =
      Trial.proposed("cartpole", 3, "DQN", Config.empty(), 7, PlacementGroup.ONE_CPU, T0);

  @Test
  void aTrialGoesThroughItsLife() {
    assertThat(TRIAL.id()).isEqualTo("cartpole_00003");
    assertThat(TRIAL.status()).isEqualTo(TrialStatus.PENDING);
    Trial running = TRIAL.started(Placement.on("m1", Resources.ONE_CPU), T0);
    assertThat(running.attempts()).isEqualTo(1);
    assertThat(running.status()).isEqualTo(TrialStatus.RUNNING);
    Trial failed = running.failed("boom").waiting(TrialStatus.PENDING, "again", "boom");
    assertThat(failed.failures()).isEqualTo(1);
    Trial again = failed.started(Placement.on("m2", Resources.ONE_CPU), T1);
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
  void resourcesAreCountedByTheirNames() {
    Resources much = new Resources(2, 0.5, 4L << 30, custom("licence", 1));
    assertThat(much).hasToString("2 CPU + 0.5 GPU + 4 GB + 1 licence");
    assertThat(much.plus(much)).isEqualTo(new Resources(4, 1, 8L << 30, custom("licence", 2)));
    assertThat(much.plus(much).minus(much)).isEqualTo(much);
    assertThat(much.minus(much)).isEqualTo(Resources.NOTHING).hasToString("0 CPU");
    assertThat(Resources.NOTHING.isNothing()).isTrue();
    assertThat(new Resources(0, 0, 0, custom("licence", 0))).isEqualTo(Resources.NOTHING);
    assertThat(new Resources(0, 0, 0, custom("licence", 0.01)).isNothing()).isFalse();
    assertThat(much.fitsIn(much)).isTrue();
    assertThat(much.fitsIn(new Resources(2, 0.5, 4L << 30, custom("licence", 0.5)))).isFalse();
    assertThat(much.fitsIn(new Resources(2, 0.5, 3L << 30, custom("licence", 1)))).isFalse();
    assertThat(Resources.ONE_CPU.fitsIn(much)).isTrue();
    assertThat(new Resources(0, 0, Long.MAX_VALUE, custom("a", 1)).plus(much).memory())
        .isEqualTo(Long.MAX_VALUE);
    for (String wrong : List.of("CPU", "gpu", "memory", " ")) {
      assertThatThrownBy(() -> new Resources(1, 0, 0, custom(wrong, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Resources(1, 0, -1, custom("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TreeMap<String, Double> custom(String name, double amount) {
    return new TreeMap<>(Map.of(name, amount));
  }

  @Test
  void memoryIsReadAndShownAsPeopleWriteIt() {
    assertThat(List.of("4GB", "4 gb", " 4GiB", "4G", "4.0 GB", "4194304 KB", "4294967296"))
        .allSatisfy(text -> assertThat(Bytes.parse(text)).isEqualTo(4L << 30));
    assertThat(Bytes.parse("0.5KB")).isEqualTo(512);
    for (String wrong : List.of("", "GB", "4 XB", "-1", "4GB4", "1e3", "99999999999 PB", "four")) {
      assertThatThrownBy(() -> Bytes.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("(" + wrong + ")");
    }
    assertThat(Bytes.text(4L << 30)).isEqualTo("4 GB");
    assertThat(Bytes.text(1536)).isEqualTo("1.5 KB");
    assertThat(Bytes.text(1)).isEqualTo("1 B");
    assertThat(Bytes.text(Long.MAX_VALUE)).isEqualTo("8192 PB");
  }

  @Test
  void aPlacementGroupAsksForWholeGpusOrAPartOfOne() {
    for (double right : new double[] {0, 0.01, 0.99, 1, 2, 8}) {
      assertThat(PlacementGroup.of(new Resources(0, right)).total().gpu()).isEqualTo(right);
    }
    for (double wrong : new double[] {1.5, 2.01, 7.99}) {
      assertThatThrownBy(() -> PlacementGroup.of(new Resources(0, wrong)))
          .hasMessage("resources: gpu: must be a whole number or less than 1 (" + wrong + ")");
    }
    assertThatThrownBy(() -> new PlacementGroup(List.of(), Strategy.PACK))
        .hasMessage("resources: must be 1 to 1000 bundles (0)");
  }

  @Test
  void aPlacementGroupIsShownShort() {
    Resources gpu = new Resources(1, 0.5);
    List<Resources> bundles = List.of(Resources.NOTHING, gpu, gpu, Resources.ONE_CPU);
    PlacementGroup group = new PlacementGroup(bundles, Strategy.STRICT_SPREAD);
    assertThat(group).hasToString("[0 CPU] + 2 x [1 CPU + 0.5 GPU] + [1 CPU], STRICT_SPREAD");
    assertThat(PlacementGroup.ONE_CPU).hasToString("1 CPU");
    assertThat(group.total()).isEqualTo(new Resources(3, 1));
    assertThat(group.isNothing()).isFalse();
    assertThat(PlacementGroup.of(Resources.NOTHING).isNothing()).isTrue();
  }

  @Test
  void aPlacementBeginsWithTheTrainablesOwnSlot() {
    Placement placement =
        new Placement(
            List.of(
                new Placement.Slot("a", new Resources(1, 1), List.of("3")),
                new Placement.Slot("b", new Resources(1, 0.5), List.of("0"))));
    assertThat(placement.member()).isEqualTo("a");
    assertThat(placement.gpus()).containsExactly("3");
    assertThat(placement.resources()).isEqualTo(new Resources(1, 1));
    assertThat(placement.total()).isEqualTo(new Resources(2, 1.5));
    assertThatThrownBy(() -> new Placement(List.of())).hasMessageContaining("must have a slot");
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
