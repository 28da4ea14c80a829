package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class AshaContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Asha.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("max_t", 27L, "reduction_factor", 3L),
        Map.of("max_t", 27L, "reduction_factor", 3L, "brackets", 2L),
        Map.of("time_attr", "timesteps_total", "max_t", 200L, "reduction_factor", 2L),
        Map.of("max_t", 40L, "reduction_factor", 3L, "stop_last_trials", false),
        Map.of("variant", "promotion", "max_t", 27L, "reduction_factor", 3L),
        Map.of("variant", "promotion", "max_t", 20L, "reduction_factor", 2L, "brackets", 3L),
        Map.of(
            "variant",
            "promotion",
            "max_t",
            200L,
            "reduction_factor",
            2L,
            "time_attr",
            "timesteps_total"),
        Map.of("variant", "promotion", "max_t", 40L, "stop_last_trials", false));
  }
}
