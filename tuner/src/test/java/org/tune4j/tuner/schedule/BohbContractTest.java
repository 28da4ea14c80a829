package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class BohbContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return HyperBand.BOHB;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("max_t", 9L),
        Map.of("max_t", 25L, "reduction_factor", 2L),
        Map.of("max_t", 100L, "reduction_factor", 4L, "stop_last_trials", false),
        Map.of("max_t", 200L, "time_attr", "timesteps_total", "grace_period", 20L));
  }
}
