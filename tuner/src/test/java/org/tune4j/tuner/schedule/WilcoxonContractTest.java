package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class WilcoxonContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Wilcoxon.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(Map.of(), Map.of("p_threshold", 0.3, "n_startup_steps", 6L));
  }
}
