package org.tune4j.rl.algorithm.dqn;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of DQN, with the defaults of RLlib 1.10. */
public final class DqnSettings {
  private static final String NO_ATOMS = "distributional Q-learning is not supported yet";
  private static final String ATOMS_ONLY = "acts only with num_atoms above 1";

  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofValues())
          .withDefault("lr", 5e-4)
          .withDefault("num_workers", 0)
          .withDefault("rollout_fragment_length", 4)
          .withDefault("train_batch_size", 32)
          .withDefault("timesteps_per_iteration", 1000)
          .withDefault(
              "exploration_config",
              Map.of(
                  "type",
                  "EpsilonGreedy",
                  "initial_epsilon",
                  1.0,
                  "final_epsilon",
                  0.02,
                  "epsilon_timesteps",
                  10_000))
          .plus(
              List.of(
                  fixed("batch_mode", "truncate_episodes", "replay takes step by step"),
                  used(
                      "target_network_update_freq",
                      Types.from(0),
                      500,
                      "environment steps between target copies"),
                  used(
                      "replay_buffer_config",
                      replay(),
                      Map.of("capacity", 50_000),
                      "the replay buffer"),
                  used(
                      "store_buffer_in_checkpoints",
                      Types.BOOL,
                      false,
                      "whether checkpoints hold the buffer"),
                  fixed("replay_sequence_length", 1, "recurrent replay is not supported yet"),
                  used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr"),
                  used("adam_epsilon", Types.POSITIVE, 1e-8, "of the optimiser"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      40.0,
                      "greatest norm of the whole gradient"),
                  used(
                      "learning_starts",
                      Types.from(0),
                      1000,
                      "transitions in the buffer before learning starts"),
                  fixed("num_atoms", 1, NO_ATOMS),
                  meaningless("v_min", -10.0, ATOMS_ONLY),
                  meaningless("v_max", 10.0, ATOMS_ONLY),
                  fixed("noisy", false, "noisy networks are not supported yet"),
                  meaningless("sigma0", 0.5, "acts only with noisy"),
                  used(
                      "dueling",
                      Types.BOOL,
                      true,
                      "separate branches for the value and the advantages"),
                  used(
                      "hiddens",
                      Types.SIZES,
                      List.of(256),
                      "sizes of the ReLU layers of each branch"),
                  used("double_q", Types.BOOL, true, "the online network chooses the next action"),
                  used("use_huber", Types.BOOL, true, "Huber's loss; false: half the square"),
                  used(
                      "huber_threshold",
                      Types.POSITIVE,
                      1.0,
                      "where Huber's loss becomes straight"),
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
                  fixed("worker_side_prioritization", false, "there are no remote workers")))
          .withAliases(
              Map.of(
                  "buffer_size", "replay_buffer_config.capacity",
                  "num_steps_sampled_before_learning_starts", "learning_starts",
                  "grad_norm_clipping", "grad_clip"));

  private DqnSettings() {}

  private static ValueType replay() {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    used("capacity", Types.from(1), 50_000, "transitions"),
                    meaningless("type", "MultiAgentReplayBuffer", "prioritized_replay decides")),
                Map.of())
            .schema());
  }
}
