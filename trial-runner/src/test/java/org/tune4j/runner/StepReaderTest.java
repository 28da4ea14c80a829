package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Result;

final class StepReaderTest {
  private static final Progress START = new Progress(5, 100, 10, 7);

  @Test
  void nestedNumbersAreFlattenedAndTheRestIsExtra() {
    Map<String, Object> step = new HashMap<>();
    step.put("info", Map.of("learner", Map.of("loss", 2, "name", "p")));
    step.put("hist", new double[] {1, Double.NaN});
    step.put("ok", true);
    step.put("none", null);
    Result result = read(step);
    assertThat(result.metrics()).containsEntry("info/learner/loss", 2.0).doesNotContainKey("none");
    assertThat(result.extra())
        .isEqualTo("{\"hist\":[1.0,null],\"info/learner/name\":\"p\",\"ok\":true}");
  }

  @Test
  void countersGoOnFromWhatWasBefore() {
    Result result = read(Map.of("timesteps_this_iter", 20, "episodes_total", 13));
    assertThat(result.trainingIteration()).isEqualTo(6);
    assertThat(result.timestepsTotal()).isEqualTo(120);
    assertThat(result.episodesTotal()).isEqualTo(13);
    assertThat(result.timeTotalS()).isEqualTo(9.5);
    assertThat(result.metrics())
        .isEqualTo(
            Map.of(
                "timesteps_this_iter", 20.0,
                "episodes_this_iter", 3.0,
                "time_this_iter_s", 2.5,
                "time_since_restore", 2.5,
                "iterations_since_restore", 1.0));
  }

  @Test
  void withoutCountersTheTotalsStayAndNothingIsMadeUp() {
    Result result = read(Map.of());
    assertThat(result.timestepsTotal()).isEqualTo(100);
    assertThat(result.metrics()).doesNotContainKeys("timesteps_this_iter", "episodes_this_iter");
    assertThat(result.extra()).isNull();
    assertThat(result.done()).isFalse();
  }

  @Test
  void theSessionsOwnNamesAreNotTheTrainables() {
    Result result = read(Map.of("training_iteration", 99, "time_total_s", 1e9));
    assertThat(result.trainingIteration()).isEqualTo(6);
    assertThat(result.metrics()).doesNotContainKeys("training_iteration", "time_total_s");
  }

  @Test
  void aMetricWithoutAValueIsLeftOutUnlessItIsTheObjective() {
    assertThat(read(Map.of("entropy", Double.NaN, "kl", Double.POSITIVE_INFINITY)).metrics())
        .doesNotContainKeys("entropy", "kl");
    assertThatThrownBy(() -> read(Map.of("loss", Float.NEGATIVE_INFINITY)))
        .hasMessage("metric loss is -Infinity at iteration 6");
  }

  @Test
  void countersMustBeWholeAndDoneATruthValue() {
    assertThatThrownBy(() -> read(Map.of("timesteps_total", -3)))
        .hasMessage("step: timesteps_total: must be a whole number from 0 (-3.0)");
    assertThatThrownBy(() -> read(Map.of("episodes_this_iter", 0.5)))
        .hasMessage("step: episodes_this_iter: must be a whole number from 0 (0.5)");
    assertThatThrownBy(() -> read(Map.of("done", "yes")))
        .hasMessage("step: done: must be true or false (yes)");
    assertThat(read(Map.of("done", true)).done()).isTrue();
  }

  @Test
  void listsMayHoldAnything() {
    List<Object> list = new ArrayList<>(List.of(1, "a", List.of(2L), Map.of("k", 0.5f), 'c'));
    list.add(null);
    assertThat(read(Map.of("list", list)).extra())
        .isEqualTo("{\"list\":[1,\"a\",[2],{\"k\":0.5},\"c\",null]}");
  }

  private static Result read(Map<String, ?> step) {
    return StepReader.read(Trials.synthetic(Map.of()), START, START, step, 2.5);
  }
}
