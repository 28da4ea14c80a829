package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class ThresholdContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Threshold.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("upper", 0.7),
        Map.of("lower", 0.2, "upper", 0.9, "n_warmup_steps", 3L),
        Map.of("lower", 0.3, "interval_steps", 4L));
  }
}
