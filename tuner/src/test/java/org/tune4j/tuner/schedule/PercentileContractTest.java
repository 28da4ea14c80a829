package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class PercentileContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Percentile.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of(),
        Map.of("percentile", 50.0, "n_startup_trials", 1L, "n_warmup_steps", 3L),
        Map.of("interval_steps", 4L, "n_min_trials", 3L),
        Map.of("time_attr", "timesteps_total", "interval_steps", 50L, "n_startup_trials", 0L));
  }
}
