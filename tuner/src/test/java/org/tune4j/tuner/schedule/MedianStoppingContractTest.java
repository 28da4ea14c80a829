package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class MedianStoppingContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return MedianStopping.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of(),
        Map.of("hard_stop", false, "grace_period", 2L),
        Map.of("min_time_slice", 2L, "min_samples_required", 5L),
        Map.of("min_time_slice", 3L, "hard_stop", false, "grace_period", 1L),
        Map.of("time_attr", "timesteps_total", "grace_period", 40L),
        Map.of("time_attr", "time_total_s", "grace_period", 1.5, "hard_stop", false));
  }
}
