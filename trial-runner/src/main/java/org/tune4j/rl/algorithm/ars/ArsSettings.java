package org.tune4j.rl.algorithm.ars;

import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.rl.algorithm.es.EvolutionSettings;

/** The keys of ARS, with the defaults of RLlib 1.10. */
public final class ArsSettings {
  /** All keys. */
  public static final Settings ALL =
      EvolutionSettings.ALL.plus(
          List.of(
              meaningless("train_batch_size", 200, "num_rollouts takes its place"),
              used("num_rollouts", Types.from(1), 32, "directions that are tried for one step"),
              used("rollouts_used", Types.from(1), 32, "the best of them that the step is made of"),
              used(
                  "eval_prob",
                  Types.SHARE,
                  0.03,
                  "how often the policy itself plays, per direction"),
              used(
                  "action_noise_std",
                  Types.POSITIVE,
                  0.0,
                  "noise on actions that are numbers, while directions are tried"),
              used("sgd_stepsize", Types.POSITIVE, 0.01, "the learning rate"),
              used(
                  "offset",
                  Types.REAL,
                  0.0,
                  "its size is subtracted from the reward of each step: what it earns to live")));

  private ArsSettings() {}
}
