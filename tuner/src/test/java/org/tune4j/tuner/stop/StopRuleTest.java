package org.tune4j.tuner.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Result;

class StopRuleTest {
  private static final Result RESULT =
      new Result(
          "t_00000",
          1,
          7,
          700,
          12,
          3.5,
          new TreeMap<>(Map.of("info/learner/kl", 0.5)),
          null,
          false);

  @Test
  void anyMetricAtOrAboveItsValueEndsTheTrial() {
    assertThat(reason(Map.of("timesteps_total", 700.0))).isEqualTo("timesteps_total 700 >= 700");
    assertThat(reason(Map.of("timesteps_total", 701.0))).isNull();
    assertThat(reason(Map.of("training_iteration", 9.0, "info/learner/kl", 0.25)))
        .isEqualTo("info/learner/kl 0.5 >= 0.25");
    assertThat(reason(Map.of("episodes_total", 12.0))).isEqualTo("episodes_total 12 >= 12");
    assertThat(reason(Map.of("time_total_s", 3.0))).isEqualTo("time_total_s 3.5 >= 3");
  }

  @Test
  void thresholdsAreShownAsPeopleWriteThem() {
    assertThat(reason(Map.of("info/learner/kl", 1e-5))).isEqualTo("info/learner/kl 0.5 >= 1e-5");
    assertThat(reason(Map.of("info/learner/kl", 5e-4))).isEqualTo("info/learner/kl 0.5 >= 0.0005");
  }

  @Test
  void aMetricThatIsNotThereHasNotReachedAnything() {
    assertThat(reason(Map.of("episode_reward_mean", -1e9))).isNull();
  }

  private static String reason(Map<String, Double> stop) {
    return StopRule.ofMap(stop).watch().reason(RESULT);
  }
}
