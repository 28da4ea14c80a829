package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.space.ValueType;

/** The keys of {@link org.tune4j.rl.replay.ReplayConfig}, for all that learns from replay. */
public final class ReplaySettings {
  /** Other names of these keys. */
  public static final Map<String, String> ALIASES =
      Map.of(
          "buffer_size",
          "replay_buffer_config.capacity",
          "num_steps_sampled_before_learning_starts",
          "learning_starts");

  private ReplaySettings() {}

  /**
   * The keys of a replay buffer that every transition is drawn from as often.
   *
   * @param capacity of the buffer, in transitions
   */
  public static List<Setting> uniform(int capacity, int learningStarts) {
    return List.of(
        used(
            "replay_buffer_config",
            buffer(capacity),
            Map.of("capacity", capacity),
            "the replay buffer"),
        used(
            "store_buffer_in_checkpoints",
            Types.BOOL,
            false,
            "whether checkpoints hold the buffer"),
        used(
            "learning_starts",
            Types.from(0),
            learningStarts,
            "transitions in the buffer before learning starts"),
        fixed("replay_sequence_length", 1, "recurrent replay is not supported yet"));
  }

  /**
   * All keys with their defaults.
   *
   * @param capacity of the buffer, in transitions
   * @param prioritized whether surprising transitions are drawn more often
   */
  public static List<Setting> keys(int capacity, int learningStarts, boolean prioritized) {
    List<Setting> all = new ArrayList<>(uniform(capacity, learningStarts));
    all.addAll(more(prioritized));
    return all;
  }

  private static List<Setting> more(boolean prioritized) {
    return List.of(
        used("n_step", Types.from(1), 1, "rewards before the bootstrap"),
        used(
            "prioritized_replay",
            Types.BOOL,
            prioritized,
            "whether surprising transitions are drawn more often"),
        used("prioritized_replay_alpha", Types.POSITIVE, 0.6, "how much more often"),
        used(
            "prioritized_replay_beta", Types.SHARE, 0.4, "how far that is corrected for, at first"),
        used("final_prioritized_replay_beta", Types.SHARE, 0.4, "and at last"),
        used(
            "prioritized_replay_beta_annealing_timesteps",
            Types.from(1),
            20_000,
            "environment steps from the first to the last"),
        used("prioritized_replay_eps", Types.POSITIVE, 1e-6, "added to each priority"),
        used(
            "training_intensity",
            Types.orNull(Types.POSITIVE),
            null,
            "steps learned per step sampled; without: one batch per round"),
        fixed(
            "worker_side_prioritization", false, "new transitions get the highest priority so far"),
        absent("before_learn_on_batch", "callbacks do it: on_learn_on_batch"));
  }

  private static ValueType buffer(int capacity) {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    used("capacity", Types.from(1), capacity, "transitions"),
                    meaningless("type", "MultiAgentReplayBuffer", "prioritized_replay decides")),
                Map.of())
            .schema());
  }
}
