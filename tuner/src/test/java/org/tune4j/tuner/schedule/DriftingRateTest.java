package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftingRateTest {
  private static final Map<String, Object> SETTINGS = Map.of("perturbation_interval", 5);

  @Test
  void aPopulationBeatsTheBestFixedRate() {
    double fixed = DriftingRate.bestFixed();
    assertThat(DriftingRate.losses(Pbt.KIND, SETTINGS, 8, 5)).allMatch(loss -> loss < fixed);
  }

  @Test
  void withoutExploitingNoneDoes() {
    Map<String, Object> never = Map.of("perturbation_interval", DriftingRate.ITERATIONS);
    double fixed = DriftingRate.bestFixed();
    assertThat(DriftingRate.losses(Pbt.KIND, never, 8, 5)).allMatch(loss -> loss > fixed - 1e-6);
  }

  @Test
  void theFiguresCanBeMade() {
    assertThat(DriftingRate.figures(2)).contains("pbt on 3 slots", "best fixed rate");
  }

  @Test
  void onFewSlotsEveryTrialComesToItsEnd() {
    for (int slots = 1; slots < 8; slots++) {
      DriftingRate sweep = DriftingRate.ran(Pbt.KIND, SETTINGS, 3, slots);
      assertThat(sweep.losses).hasSize(DriftingRate.TRIALS);
    }
  }

  @Test
  void aSweepIsAFunctionOfItsSeed() {
    assertThat(DriftingRate.ran(Pbt.KIND, SETTINGS, 7, 3).losses)
        .isEqualTo(DriftingRate.ran(Pbt.KIND, SETTINGS, 7, 3).losses)
        .isNotEqualTo(DriftingRate.ran(Pbt.KIND, SETTINGS, 8, 3).losses);
  }
}
