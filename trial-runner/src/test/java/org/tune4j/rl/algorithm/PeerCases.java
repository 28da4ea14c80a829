package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.space.Config;

/**
 * CartPole-v1 with the settings of public Python implementations, to compare the steps that
 * learning takes: ten seeds each, as far as 195 and 475.
 */
final class PeerCases {
  private PeerCases() {}

  private static final long BUDGET = 300_000;

  /** Both let the learning rate fall to 0 over 500,000 steps. */
  private static final List<?> ANNEALED = List.of(List.of(0, 2.5e-4), List.of(500_000, 0.0));

  private static final Config BASELINES_PPO =
      Config.parse(
          """
          {"env": "CartPole-v1", "lr": 0.0003, "gamma": 0.99, "lambda": 0.95, "num_workers": 0,
           "rollout_fragment_length": 2048, "train_batch_size": 2048, "sgd_minibatch_size": 64, "num_sgd_iter": 10,
           "clip_param": 0.2, "vf_clip_param": 1e9, "entropy_coeff": 0.0, "vf_loss_coeff": 0.5, "grad_clip": 0.5,
           "kl_coeff": 0.0, "model": {"fcnet_hiddens": [64, 64], "fcnet_activation": "tanh"}}
          """);

  static final List<LearningCase> ALL = all();

  private static List<LearningCase> all() {
    List<LearningCase> cases = new ArrayList<>();
    Config cleanRl = RlBenchmark.cleanRlPpo(4, 128, 128).with("lr_schedule", ANNEALED);
    for (double mark : new double[] {195, 475}) {
      cases.add(peer("PPO", "CleanRL's ppo.py", cleanRl, mark));
      cases.add(peer("PPO", "Stable-Baselines3's defaults", BASELINES_PPO, mark));
      cases.add(peer("DQN", "CleanRL's dqn.py", RlBenchmark.cleanRlDqn(), mark));
    }
    return cases;
  }

  private static LearningCase peer(String algorithm, String name, Config config, double mark) {
    return new LearningCase(algorithm, name, config, mark, BUDGET, 10, false);
  }
}
