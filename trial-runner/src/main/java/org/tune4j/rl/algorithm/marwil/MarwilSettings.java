package org.tune4j.rl.algorithm.marwil;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of MARWIL and BC, with the defaults of RLlib 1.10. */
public final class MarwilSettings {
  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations("StochasticSampling", "Random")
          .withDefault("num_workers", 0)
          .withDefault("train_batch_size", 2000)
          .plus(
              List.of(
                  used(
                      "beta",
                      Types.POSITIVE,
                      1.0,
                      "how much more the better actions count; 0 imitates all of them alike"),
                  used("vf_coeff", Types.POSITIVE, 1.0, "what the value loss counts"),
                  used(
                      "use_gae",
                      Types.BOOL,
                      true,
                      "returns go on with the value of what came after a cut; false: with 0"),
                  used(
                      "postprocess_inputs",
                      Types.BOOL,
                      true,
                      "returns are computed from rewards; needed unless beta is 0"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      null,
                      "greatest norm of the whole gradient"),
                  used(
                      "moving_average_sqd_adv_norm_start",
                      Types.POSITIVE,
                      100.0,
                      "the mean square of advantages at first"),
                  used(
                      "moving_average_sqd_adv_norm_update_rate",
                      Types.SHARE,
                      1e-8,
                      "how fast it follows the advantages of batches"),
                  used(
                      "replay_buffer_size",
                      Types.from(1),
                      10_000,
                      "the newest steps, of which batches are drawn"),
                  used("learning_starts", Types.from(0), 0, "steps before the first batch")))
          .withAliases(Map.of("num_steps_sampled_before_learning_starts", "learning_starts"));

  /** All keys of BC. */
  public static final Settings BC =
      ALL.withDefault("beta", 0.0)
          .withDefault("postprocess_inputs", false)
          .withDefault("input_evaluation", List.of());

  private MarwilSettings() {}
}
