package org.tune4j.rl.algorithm.a3c;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of A3C, with the defaults of RLlib 1.10. */
public final class A3cSettings {
  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofProbabilities())
          .withDefault("rollout_fragment_length", 10)
          .withDefault("timesteps_per_iteration", 1000)
          .plus(
              List.of(
                  used(
                      "use_critic",
                      Types.BOOL,
                      true,
                      "false: advantages are returns, without a value subtracted"),
                  used("use_gae", Types.BOOL, true, "false: advantages are returns minus values"),
                  used("lambda", Types.SHARE, 1.0, "of GAE"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      40.0,
                      "greatest norm of the whole gradient"),
                  used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr"),
                  used("vf_loss_coeff", Types.POSITIVE, 0.5, "what the value loss counts"),
                  used("entropy_coeff", Types.POSITIVE, 0.01, "what the entropy counts"),
                  used(
                      "entropy_coeff_schedule",
                      Types.SCHEDULE,
                      null,
                      "[step, entropy_coeff] pairs instead")))
          .withAliases(Map.of("lambda_", "lambda"));

  private A3cSettings() {}
}
