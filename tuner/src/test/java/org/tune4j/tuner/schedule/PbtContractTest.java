package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

final class PbtContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Pbt.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("perturbation_interval", 2),
        Map.of("perturbation_interval", 3, "synch", true, "quantile_fraction", 0.5),
        Map.of(
            "perturbation_interval", 1, "hyperparam_mutations", Map.of("lr", List.of(0.1, 0.2))));
  }

  /** A population without end is refused. */
  @Override
  protected int samples(long seed) {
    return TRIALS;
  }
}
