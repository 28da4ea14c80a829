package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricConditionTest {
  private static final Map<String, Double> METRICS =
      Map.of("loss", 0.05, "training_iteration", 6.0, "info/learner/kl", 0.5, "train/top-1", 0.9);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss < 0.1 && training_iteration > 5",
        "loss < 0.1 || accuracy > 0.9",
        "accuracy > 0.9 || loss < 0.1",
        "info.learner.kl >= 0.5",
        "metrics[\"train/top-1\"] > 0.5",
        "metrics['info/learner/kl'] > 0.4 && info.learner.kl < 1",
        "loss * 10 + 1 < 2",
        "max(loss, info.learner.kl) == 0.5",
        "training_iteration / 4 == 1.5",
        "!(loss > 0.1)",
        "loss > 1 ? false : true"
      })
  void isTrueOfTheMetricsThatAreThere(String text) {
    assertThat(MetricCondition.of(text).holds(METRICS::get)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss > 0.1",
        "accuracy > 0.9",
        "!(accuracy > 0.9)",
        "loss < 0.1 && accuracy > 0.9",
        "info.learner > 0.0",
        "metrics[\"accuracy\"] < 5",
        "1 / 0 > 1"
      })
  void isNotTrueWhereOneThatDecidesIsMissing(String text) {
    assertThat(MetricCondition.of(text).holds(METRICS::get)).isFalse();
  }

  @Test
  void namesItsMetrics() {
    assertThat(MetricCondition.of("a.b < 1 && metrics['c-d/e'] > 2 || max(f, 3) > 2").metrics())
        .containsExactly("a/b", "c-d/e", "f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss | must be true or false, not a double",
        "loss + 1 | must be true or false, not a double",
        "loss < | at column",
        "loss && true | &&",
        "loss == 'low' | ==",
        "metrics | metrics must be followed by a name",
        "metrics[name] > 1 | metrics must be followed by a name",
        "metrics.loss > 1 | metrics must be followed by a name",
        "exit(loss) > 1 | there is no name exit",
      })
  void whatCannotWorkIsRefusedAtOnce(String text, String why) {
    assertThatThrownBy(() -> MetricCondition.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
