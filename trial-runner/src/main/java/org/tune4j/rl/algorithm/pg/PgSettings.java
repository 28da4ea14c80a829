package org.tune4j.rl.algorithm.pg;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.ModelSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of PG, with the defaults of RLlib 1.10. */
public final class PgSettings {
  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofProbabilities())
          .withDefault("num_workers", 0)
          .withDefault("lr", 4e-4)
          .plus(
              List.of(
                  ModelSettings.modelOfPolicyAlone(),
                  used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr")));

  private PgSettings() {}
}
