package org.tune4j.rl.algorithm.impala;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of APPO, with the defaults of RLlib 1.10. */
public final class AppoSettings {
  /** All keys. */
  public static final Settings ALL =
      ImpalaSettings.ALL
          .withDefault("replay_buffer_num_slots", 100)
          .plus(
              List.of(
                  used(
                      "use_critic",
                      Types.BOOL,
                      true,
                      "without vtrace; false: advantages are returns, without a value subtracted"),
                  used(
                      "use_gae",
                      Types.BOOL,
                      true,
                      "without vtrace; false: advantages are returns minus values"),
                  used("lambda", Types.SHARE, 1.0, "without vtrace: of GAE"),
                  used("clip_param", Types.POSITIVE, 0.4, "how far a ratio may be from 1"),
                  used("use_kl_loss", Types.BOOL, false, "whether the KL divergence counts"),
                  used("kl_coeff", Types.POSITIVE, 1.0, "what the KL divergence counts at first"),
                  used(
                      "kl_target",
                      Types.POSITIVE,
                      0.01,
                      "the KL divergence that kl_coeff adapts to"),
                  used(
                      "target_update_frequency",
                      Types.from(1),
                      1,
                      "the target network follows after so many times num_sgd_iter times"
                          + " minibatch_buffer_size learning steps")))
          .withAliases(
              Map.of("lambda_", "lambda", "target_network_update_freq", "target_update_frequency"));

  private AppoSettings() {}
}
