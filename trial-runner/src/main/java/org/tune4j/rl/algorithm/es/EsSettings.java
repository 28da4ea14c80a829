package org.tune4j.rl.algorithm.es;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of ES, with the defaults of RLlib 1.10. */
public final class EsSettings {
  /** All keys. */
  public static final Settings ALL =
      EvolutionSettings.ALL
          .withDefault("num_workers", 10)
          .withDefault("train_batch_size", 10_000)
          .plus(
              List.of(
                  used(
                      "episodes_per_batch",
                      Types.from(1),
                      1000,
                      "episodes of moved parameters for one step, at least"),
                  used(
                      "eval_prob",
                      Types.SHARE,
                      0.003,
                      "how often the policy itself plays, per direction"),
                  used(
                      "action_noise_std",
                      Types.POSITIVE,
                      0.01,
                      "noise on actions that are numbers, while directions are tried"),
                  used("l2_coeff", Types.POSITIVE, 0.005, "how strongly parameters are drawn to 0"),
                  used(
                      "return_proc_mode",
                      ValueType.Text.of("centered_rank", "sign", "centered_sign_rank"),
                      "centered_rank",
                      "what stands in the place of returns"),
                  used("stepsize", Types.POSITIVE, 0.01, "Adam's learning rate")));

  private EsSettings() {}
}
