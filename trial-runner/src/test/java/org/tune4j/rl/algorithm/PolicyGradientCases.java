package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.Config;

/** What PG, A2C, A3C, PPO, IMPALA and APPO must learn. */
final class PolicyGradientCases {
  private PolicyGradientCases() {}

  private static final Config PG =
      Config.parse(
          """
          {"env": "CartPole-v0", "lr": 0.01, "train_batch_size": 600, "rollout_fragment_length": 200,
           "batch_mode": "complete_episodes", "model": {"fcnet_hiddens": [32]}}
          """);

  /** RLlib's cartpole-a2c.yaml. */
  private static final Config A2C =
      Config.parse(
          """
          {"env": "CartPole-v0", "train_batch_size": 40, "rollout_fragment_length": 20, "num_workers": 0, "lr": 0.001}
          """);

  /** RLlib's cartpole-a3c.yaml. */
  private static final Config A3C =
      Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 1, \"gamma\": 0.95}");

  /** RLlib's cartpole-impala.yaml. */
  private static final Config IMPALA =
      Config.parse("{\"env\": \"CartPole-v0\", \"vtrace_drop_last_ts\": false}");

  /** RLlib's cartpole-appo.yaml. */
  private static final Config APPO =
      Config.parse(
          """
          {"env": "CartPole-v0", "num_envs_per_worker": 5, "num_workers": 1, "observation_filter": "MeanStdFilter",
           "num_sgd_iter": 6, "vf_loss_coeff": 0.01, "vtrace": false,
           "model": {"fcnet_hiddens": [32], "fcnet_activation": "linear", "vf_share_layers": true}}
          """);

  /** RLlib's cartpole-appo-vtrace.yaml. */
  private static final Config APPO_VTRACE =
      Config.parse(
          """
          {"env": "CartPole-v0", "num_envs_per_worker": 5, "num_workers": 4, "observation_filter": "MeanStdFilter",
           "num_sgd_iter": 1, "vf_loss_coeff": 0.01, "vtrace": true, "vtrace_drop_last_ts": false,
           "model": {"fcnet_hiddens": [32], "fcnet_activation": "linear", "vf_share_layers": true}}
          """);

  /** RLlib's frozenlake-appo-vtrace.yaml. */
  private static final Config FROZEN_LAKE =
      Config.parse(
          """
          {"env": "FrozenLake-v1", "horizon": 20, "rollout_fragment_length": 10, "batch_mode": "complete_episodes",
           "env_config": {"is_slippery": false, "desc": ["SFFFFFFF", "FFFFFFFF", "FFFFFFFF", "FFFFFFFF",
                                                         "FFFFFFFF", "FFFFFFFF", "FFFFFFFF", "FFFFFFFG"]},
           "vtrace": true, "num_envs_per_worker": 5, "num_workers": 4, "num_sgd_iter": 1, "vf_loss_coeff": 0.01}
          """);

  /** RLlib's pendulum-ppo.yaml. */
  private static final Config PENDULUM =
      Config.parse(
          """
          {"env": "Pendulum-v1", "train_batch_size": 512, "vf_clip_param": 10.0, "num_workers": 0,
           "num_envs_per_worker": 20, "lambda": 0.1, "gamma": 0.95, "lr": 0.0003, "sgd_minibatch_size": 64,
           "num_sgd_iter": 6, "model": {"fcnet_hiddens": [256, 256]}, "observation_filter": "MeanStdFilter"}
          """);

  static final List<LearningCase> ALL =
      List.of(
          cartPole("PG", "cartpole-pg", PG, 100_000, true),
          cartPole("A2C", "RLlib's cartpole-a2c", A2C, 500_000, false),
          cartPole("A3C", "RLlib's cartpole-a3c", A3C, 200_000, false),
          cartPole("PPO", "RLlib's cartpole-ppo", Trials.CARTPOLE_PPO, 100_000, true),
          new LearningCase("PPO", "RLlib's pendulum-ppo", PENDULUM, -500, 400_000, 5, false),
          cartPole("IMPALA", "RLlib's cartpole-impala", IMPALA, 500_000, false),
          cartPole("APPO", "RLlib's cartpole-appo", APPO, 200_000, true),
          cartPole("APPO", "RLlib's cartpole-appo-vtrace", APPO_VTRACE, 200_000, true),
          new LearningCase(
              "APPO", "RLlib's frozenlake-appo-vtrace", FROZEN_LAKE, 0.99, 1_000_000, 5, false));

  private static LearningCase cartPole(
      String algorithm, String name, Config config, long budget, boolean quick) {
    return new LearningCase(algorithm, name, config, 150, budget, 5, quick);
  }
}
