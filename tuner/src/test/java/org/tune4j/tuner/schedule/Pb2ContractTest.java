package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class Pb2ContractTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return Pb2.KIND;
  }

  @Override
  protected List<Map<String, Object>> settings() {
    return List.of(
        Map.of("perturbation_interval", 4),
        Map.of(
            "perturbation_interval",
            5,
            "synch",
            true,
            "hyperparam_bounds",
            Map.of("lr", List.of(0.1, 0.5))));
  }

  /** A population without end is refused. */
  @Override
  protected int samples(long seed) {
    return TRIALS;
  }
}
