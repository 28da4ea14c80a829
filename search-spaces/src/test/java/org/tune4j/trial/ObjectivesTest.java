package org.tune4j.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Objective.Mode;

class ObjectivesTest {
  private static final Objectives TWO =
      new Objectives(
          List.of(new Objective("loss", Mode.MIN), new Objective("score", Mode.MAX)),
          new TreeMap<>(Map.of("ms", new Bounds(1.0, 10.0), "loss", new Bounds(null, 0.5))));

  private static Outcome outcome(Map<String, Double> metrics) {
    return TWO.outcome(new Result("s_00000", 1, 7, 7, 0, 7, new TreeMap<>(metrics), null, false));
  }

  @Test
  void anOutcomeNeedsAllMetrics() {
    assertThat(outcome(Map.of("loss", 0.1, "score", 2.0, "ms", 5.0, "other", 1.0)))
        .isEqualTo(new Outcome(List.of(0.1, 2.0), 0, 7));
    assertThat(outcome(Map.of("loss", 0.1, "score", 2.0))).isNull();
    assertThat(outcome(Map.of("loss", 0.1, "ms", 5.0))).isNull();
  }

  @Test
  void whatBreaksBoundsIsMeasuredInTermsOfThem() {
    assertThat(outcome(Map.of("loss", 0.5, "score", 2.0, "ms", 10.0)).isFeasible()).isTrue();
    Outcome broken = outcome(Map.of("loss", 0.75, "score", 2.0, "ms", 15.0));
    assertThat(broken.isFeasible()).isFalse();
    assertThat(broken.violation()).isEqualTo(0.25 + 0.5, within(1e-12));
    assertThat(outcome(Map.of("loss", 0.1, "score", 2.0, "ms", -1.0)).violation()).isEqualTo(2);
  }
}
