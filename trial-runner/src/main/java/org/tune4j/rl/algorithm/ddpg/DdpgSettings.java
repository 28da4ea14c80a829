package org.tune4j.rl.algorithm.ddpg;

import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.ModelSettings;
import org.tune4j.rl.algorithm.ReplaySettings;
import org.tune4j.rl.algorithm.Setting;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of DDPG and of TD3, with the defaults of RLlib 1.10. */
public final class DdpgSettings {
  private static final ValueType ACTIVATION =
      ValueType.Text.of("tanh", "relu", "swish", "silu", "linear", "elu");

  /** All keys of DDPG. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofActions())
          .withDefault("num_workers", 0)
          .withDefault("rollout_fragment_length", 1)
          .withDefault("train_batch_size", 256)
          .withDefault("timesteps_per_iteration", 1000)
          .withDefault("evaluation_config", Map.of("explore", false))
          .withDefault(
              "exploration_config",
              Map.of(
                  "type", "OrnsteinUhlenbeckNoise",
                  "random_timesteps", 1000,
                  "ou_base_scale", 0.1,
                  "ou_theta", 0.15,
                  "ou_sigma", 0.2,
                  "initial_scale", 1.0,
                  "final_scale", 0.02,
                  "scale_timesteps", 10_000))
          .plus(ReplaySettings.keys(50_000, 1500, true))
          .plus(networks())
          .plus(learning())
          .withAliases(ReplaySettings.ALIASES)
          .withAliases(ExplorationSettings.noiseAliases())
          .withAliases(Map.of("grad_norm_clipping", "grad_clip"));

  /** All keys of TD3. */
  public static final Settings TD3 =
      ALL.withDefault("twin_q", true)
          .withDefault("policy_delay", 2)
          .withDefault("smooth_target_policy", true)
          .withDefault("tau", 0.005)
          .withDefault("l2_reg", 0.0)
          .withDefault("train_batch_size", 100)
          .withDefault("learning_starts", 10_000)
          .withDefault("replay_buffer_config", Map.of("capacity", 1_000_000))
          .withDefault("prioritized_replay", false)
          .withDefault(
              "exploration_config",
              Map.of(
                  "type",
                  "GaussianNoise",
                  "random_timesteps",
                  10_000,
                  "stddev",
                  0.1,
                  "initial_scale",
                  1.0,
                  "final_scale",
                  1.0,
                  "scale_timesteps",
                  1));

  private DdpgSettings() {}

  private static List<Setting> networks() {
    return List.of(
        used("actor_hiddens", Types.SIZES, List.of(400, 300), "sizes of the actor's hidden layers"),
        used("actor_hidden_activation", ACTIVATION, "relu", "their activation"),
        used(
            "critic_hiddens",
            Types.SIZES,
            List.of(400, 300),
            "sizes of the hidden layers of each critic"),
        used("critic_hidden_activation", ACTIVATION, "relu", "their activation"),
        used("twin_q", Types.BOOL, false, "two critics, of which the lower one counts"),
        ModelSettings.modelOfObservations("see actor_hiddens and critic_hiddens"),
        fixed("use_state_preprocessor", false, "actors and critics read the observation itself"));
  }

  private static List<Setting> learning() {
    return List.of(
        meaningless("lr", 1e-3, "see actor_lr and critic_lr"),
        used("actor_lr", Types.POSITIVE, 1e-3, "learning rate of the actor"),
        used("critic_lr", Types.POSITIVE, 1e-3, "learning rate of the critics"),
        used("policy_delay", Types.from(1), 1, "updates of the critics for each of the actor"),
        used("smooth_target_policy", Types.BOOL, false, "noise on the target actor's actions"),
        used("target_noise", Types.POSITIVE, 0.2, "its standard deviation, as the policy acts"),
        used("target_noise_clip", Types.POSITIVE, 0.5, "its greatest size"),
        used("tau", Types.SHARE, 0.002, "how far target networks move in each update"),
        used(
            "target_network_update_freq",
            Types.from(0),
            0,
            "environment steps between updates of the target networks, at least"),
        used("use_huber", Types.BOOL, false, "Huber's loss; false: half the square"),
        used("huber_threshold", Types.POSITIVE, 1.0, "where Huber's loss becomes straight"),
        used("l2_reg", Types.POSITIVE, 1e-6, "what half the square of each weight costs"),
        used(
            "grad_clip",
            Types.orNull(Types.POSITIVE),
            null,
            "greatest norm of the gradient of the actor, and of the critics"));
  }
}
