package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class PatienceContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Patience.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("patience", 1L),
        Map.of("patience", 4L, "min_delta", 0.05),
        Map.of("patience", 2L, "scheduler", "fifo"),
        Map.of("patience", 2L, "scheduler", Map.of("type", "asha", "max_t", 27L)),
        Map.of(
            "patience",
            2L,
            "scheduler",
            Map.of("type", "asha", "variant", "promotion", "max_t", 27L, "reduction_factor", 2L)),
        Map.of(
            "patience",
            3L,
            "scheduler",
            Map.of("type", "median_stopping", "hard_stop", false, "min_time_slice", 2L)),
        Map.of(
            "patience",
            1L,
            "scheduler",
            Map.of("type", "patience", "patience", 3L, "scheduler", "percentile")));
  }
}
