package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;

class RankingTest {
  private static final Objective MOST = new Objective("reward", Objective.Mode.MAX);
  private static final Objective LEAST = new Objective("reward", Objective.Mode.MIN);

  /** Results with these values; NaN for one without the metric. */
  private static List<Result> results(double... values) {
    List<Result> results = new ArrayList<>();
    for (double value : values) {
      TreeMap<String, Double> metrics = new TreeMap<>();
      if (!Double.isNaN(value)) {
        metrics.put("reward", value);
      }
      results.add(new Result("t", 1, results.size() + 1, 0, 0, 0, metrics, null, false));
    }
    return results;
  }

  @Test
  void whatStandsForAllResults() {
    List<Result> results = results(1, 9, Double.NaN, 4, 2, Double.NaN);
    assertThat(Measure.LAST.of(results, MOST)).isEqualTo(2.0);
    assertThat(Measure.BEST.of(results, MOST)).isEqualTo(9.0);
    assertThat(Measure.BEST.of(results, LEAST)).isEqualTo(1.0);
    assertThat(Measure.AVERAGE.of(results, MOST)).isEqualTo(4.0);
    assertThat(Measure.averageOfLast(2).of(results, MOST)).isEqualTo(3.0);
    assertThat(Measure.averageOfLast(99).of(results, MOST)).isEqualTo(4.0);
    assertThat(Measure.AVERAGE.of(results(1e308, 1e308), MOST)).isEqualTo(1e308);
    assertThat(Measure.LAST.of(results, new Objective("training_iteration", Objective.Mode.MIN)))
        .isEqualTo(6.0);
  }

  @Test
  void noValuesGiveNone() {
    for (Measure measure : List.of(Measure.LAST, Measure.BEST, Measure.AVERAGE)) {
      assertThat(measure.of(List.of(), MOST)).isNull();
      assertThat(measure.of(results(Double.NaN), MOST)).isNull();
    }
    assertThatThrownBy(() -> Measure.averageOfLast(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("average: must be of 1 value at least (0)");
  }

  @Test
  void theBestFirst() {
    Map<String, List<Result>> trials = new LinkedHashMap<>();
    trials.put("fell", results(9, 1));
    trials.put("rose", results(2, 5));
    trials.put("none", results(Double.NaN));
    trials.put("same", results(5));
    assertThat(Ranking.of(trials, MOST, Measure.LAST))
        .containsExactly(
            new Ranking<>("rose", 5), new Ranking<>("same", 5), new Ranking<>("fell", 1));
    assertThat(Ranking.of(trials, MOST, Measure.BEST).getFirst().trial()).isEqualTo("fell");
    assertThat(Ranking.of(trials, LEAST, Measure.AVERAGE).getFirst().trial()).isEqualTo("rose");
  }
}
