package org.tune4j.rl.algorithm.a3c;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of A2C, with the defaults of RLlib 1.10. */
public final class A2cSettings {
  /** All keys. */
  public static final Settings ALL =
      A3cSettings.ALL
          .withDefault("rollout_fragment_length", 20)
          .plus(
              List.of(
                  used(
                      "microbatch_size",
                      Types.orNull(Types.from(1)),
                      null,
                      "gradients are computed for so many steps at a time, and added up")));

  private A2cSettings() {}
}
