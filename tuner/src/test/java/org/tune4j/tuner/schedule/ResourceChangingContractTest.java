package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;

class ResourceChangingContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return ResourceChanging.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of(),
        Map.of("increase_by", Map.of("cpu", 2L), "increase_by_times", 3L),
        Map.of("reserve_resources", Map.of("cpu", 1L), "add_bundles", true),
        Map.of("scheduler", Map.of("type", "asha", "max_t", 27L)),
        Map.of("scheduler", Map.of("type", "asha", "variant", "promotion", "max_t", 27L)),
        Map.of("scheduler", Map.of("type", "hyperband", "max_t", 9L)),
        Map.of(
            "scheduler",
            Map.of(
                "type",
                "pbt",
                "perturbation_interval",
                4L,
                "hyperparam_mutations",
                Map.of("x", Map.of("uniform", List.of(0.0, 1.0))))));
  }

  /** A population without end is refused. */
  @Override
  protected int samples(long seed) {
    return TRIALS;
  }
}
