package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.Config;

/** What DDPG, TD3 and SAC must learn. */
final class ActorCriticCases {
  private ActorCriticCases() {}

  /** RLlib's pendulum-ddpg.yaml. */
  private static final Config PENDULUM_DDPG =
      Config.parse(
          """
          {"env": "Pendulum-v1", "no_done_at_end": true, "actor_hiddens": [64, 64], "critic_hiddens": [64, 64],
           "exploration_config": {"type": "OrnsteinUhlenbeckNoise", "scale_timesteps": 10000, "initial_scale": 1.0,
                                  "final_scale": 0.02, "ou_base_scale": 0.1, "ou_theta": 0.15, "ou_sigma": 0.2},
           "timesteps_per_iteration": 600, "tau": 0.001, "replay_buffer_config": {"capacity": 10000},
           "learning_starts": 500, "clip_rewards": false, "use_huber": true, "train_batch_size": 64}
          """);

  /** RLlib's mountaincarcontinuous-ddpg.yaml, and a filter: velocities there are below 0.07. */
  private static final Config MOUNTAIN_CAR_DDPG =
      Config.parse(
          """
          {"env": "MountainCarContinuous-v0", "observation_filter": "MeanStdFilter",
           "actor_hiddens": [32, 64], "critic_hiddens": [64, 64], "n_step": 3,
           "exploration_config": {"initial_scale": 1.0, "final_scale": 0.02, "scale_timesteps": 40000, "ou_base_scale": 0.75,
                                  "ou_theta": 0.15, "ou_sigma": 0.2},
           "tau": 0.01, "learning_starts": 1000, "clip_rewards": false, "l2_reg": 0.00001, "train_batch_size": 64}
          """);

  /** RLlib's pendulum-td3.yaml. */
  private static final Config PENDULUM_TD3 =
      Config.parse(
          """
          {"env": "Pendulum-v1", "actor_hiddens": [64, 64], "critic_hiddens": [64, 64], "learning_starts": 5000,
           "exploration_config": {"random_timesteps": 5000}}
          """);

  /** RLlib's pendulum-sac.yaml. */
  private static final Config PENDULUM_SAC =
      Config.parse(
          """
          {"env": "Pendulum-v1", "horizon": 200, "soft_horizon": false, "no_done_at_end": true, "n_step": 3,
           "Q_model": {"fcnet_activation": "relu", "fcnet_hiddens": [256, 256]},
           "policy_model": {"fcnet_activation": "relu", "fcnet_hiddens": [256, 256]},
           "tau": 0.005, "target_entropy": "auto", "rollout_fragment_length": 1, "prioritized_replay": false,
           "train_batch_size": 256, "target_network_update_freq": 1, "timesteps_per_iteration": 1000, "learning_starts": 256,
           "optimization": {"actor_learning_rate": 0.0003, "critic_learning_rate": 0.0003, "entropy_learning_rate": 0.0003},
           "metrics_smoothing_episodes": 5}
          """);

  /** RLlib's cartpole-sac.yaml. */
  private static final Config CARTPOLE_SAC =
      Config.parse(
          """
          {"env": "CartPole-v0", "gamma": 0.95, "target_network_update_freq": 32, "tau": 1.0, "train_batch_size": 32,
           "optimization": {"actor_learning_rate": 0.005, "critic_learning_rate": 0.005, "entropy_learning_rate": 0.0001}}
          """);

  private static final Config REPEAT_SAC =
      Config.parse(
          """
          {"env": "RepeatAfterMe", "env_config": {"repeat_delay": 0}, "gamma": 0.95, "learning_starts": 256,
           "train_batch_size": 32, "initial_alpha": 0.1, "policy_model": {"fcnet_hiddens": [32]}, "q_model": {"fcnet_hiddens": [32]}}
          """);

  static final List<LearningCase> ALL =
      List.of(
          new LearningCase("DDPG", "pendulum", PENDULUM_DDPG, -320, 30_000, 5, true),
          new LearningCase("DDPG", "mountain-car", MOUNTAIN_CAR_DDPG, 90, 50_000, 5, true),
          new LearningCase("TD3", "pendulum", PENDULUM_TD3, -900, 100_000, 5, true),
          new LearningCase("SAC", "pendulum", PENDULUM_SAC, -600, 10_000, 5, false),
          new LearningCase("SAC", "cartpole", CARTPOLE_SAC, 100, 100_000, 5, false),
          new LearningCase("SAC", "repeat-after-me", REPEAT_SAC, 40, 4500, 5, true));
}
