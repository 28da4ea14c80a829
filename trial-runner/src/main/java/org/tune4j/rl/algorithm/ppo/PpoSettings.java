package org.tune4j.rl.algorithm.ppo;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of PPO, with the defaults of RLlib 1.10. */
public final class PpoSettings {
  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofProbabilities())
          .withDefault("lr", 5e-5)
          .withDefault("rollout_fragment_length", 200)
          .withDefault("train_batch_size", 4000)
          .withSubDefault("model", "vf_share_layers", false)
          .plus(
              List.of(
                  used(
                      "use_critic",
                      Types.BOOL,
                      true,
                      "false: advantages are returns, without a value subtracted"),
                  used("use_gae", Types.BOOL, true, "false: advantages are returns minus values"),
                  used("lambda", Types.SHARE, 1.0, "of GAE"),
                  used("kl_coeff", Types.POSITIVE, 0.2, "what the KL divergence counts at first"),
                  used(
                      "kl_target",
                      Types.POSITIVE,
                      0.01,
                      "the KL divergence that kl_coeff adapts to"),
                  used("sgd_minibatch_size", Types.from(1), 128, "steps in one minibatch"),
                  used(
                      "shuffle_sequences",
                      Types.BOOL,
                      true,
                      "a new order of the batch in each epoch"),
                  used("num_sgd_iter", Types.from(1), 30, "epochs over each batch"),
                  used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr"),
                  used("vf_loss_coeff", Types.POSITIVE, 1.0, "what the value loss counts"),
                  used("entropy_coeff", Types.POSITIVE, 0.0, "what the entropy counts"),
                  used(
                      "entropy_coeff_schedule",
                      Types.SCHEDULE,
                      null,
                      "[step, entropy_coeff] pairs instead"),
                  used("clip_param", Types.POSITIVE, 0.3, "how far a ratio may be from 1"),
                  used(
                      "vf_clip_param",
                      Types.POSITIVE,
                      10.0,
                      "how far a value may move from the old one"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      null,
                      "greatest norm of the whole gradient")))
          .withAliases(
              Map.of(
                  "num_epochs", "num_sgd_iter",
                  "minibatch_size", "sgd_minibatch_size",
                  "lambda_", "lambda"));

  private PpoSettings() {}
}
