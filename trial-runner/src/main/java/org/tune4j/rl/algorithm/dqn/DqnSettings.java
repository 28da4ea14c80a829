package org.tune4j.rl.algorithm.dqn;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;

/** The keys of DQN, with the defaults of RLlib 1.10. */
public final class DqnSettings {

  /** All keys. */
  public static final Settings ALL =
      SimpleQSettings.ALL.plus(
          List.of(
              used(
                  "num_atoms",
                  Types.from(1),
                  1,
                  "atoms of a distribution of returns; 1: learns Q-values alone"),
              used("v_min", Types.REAL, -10.0, "with atoms: the least return"),
              used("v_max", Types.REAL, 10.0, "with atoms: the greatest return"),
              fixed("noisy", false, "noisy networks are not supported yet"),
              meaningless("sigma0", 0.5, "acts only with noisy"),
              used(
                  "dueling",
                  Types.BOOL,
                  true,
                  "separate branches for the value and the advantages"),
              used("hiddens", Types.SIZES, List.of(256), "sizes of the ReLU layers of each branch"),
              used("double_q", Types.BOOL, true, "the online network chooses the next action"),
              used("use_huber", Types.BOOL, true, "Huber's loss; false: half the square"),
              used("huber_threshold", Types.POSITIVE, 1.0, "where Huber's loss becomes straight"),
              used("n_step", Types.from(1), 1, "rewards before the bootstrap"),
              used(
                  "prioritized_replay",
                  Types.BOOL,
                  true,
                  "whether surprising transitions are drawn more often"),
              used("prioritized_replay_alpha", Types.POSITIVE, 0.6, "how much more often"),
              used(
                  "prioritized_replay_beta",
                  Types.SHARE,
                  0.4,
                  "how far that is corrected for, at first"),
              used("final_prioritized_replay_beta", Types.SHARE, 0.4, "and at last"),
              used(
                  "prioritized_replay_beta_annealing_timesteps",
                  Types.from(1),
                  20_000,
                  "environment steps from the first to the last"),
              used("prioritized_replay_eps", Types.POSITIVE, 1e-6, "added to each priority"),
              absent("before_learn_on_batch", "hooks are not supported yet"),
              used(
                  "training_intensity",
                  Types.orNull(Types.POSITIVE),
                  null,
                  "steps learned per step sampled; without: one batch per round"),
              fixed("worker_side_prioritization", false, "there are no remote workers")));

  private DqnSettings() {}
}
