package org.tune4j.rl.algorithm;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.runner.Trainable;
import org.tune4j.space.Config;

/**
 * Environment steps per second in training on CartPole, one thread. {@code RlBenchmark [STEPS
 * [REPEATS]]}; the best of the repeats counts, because other work on the machine can only slow one
 * down. CPU seconds are those of the training thread, so the JIT compiler's are not in them; the
 * first repeat shows a cold JVM.
 */
public final class RlBenchmark {
  private RlBenchmark() {}

  /** One job: a name and what to train. The clock starts when learning does. */
  record Job(String name, String algorithm, Config config) {}

  static final Job[] JOBS = {
    new Job("DQN, RLlib's cartpole-dqn", "DQN", Trials.CARTPOLE_DQN),
    new Job("DQN, CleanRL's settings (120-84 ReLU, batch 128 every 10 steps)", "DQN", cleanRlDqn()),
    new Job("PPO, RLlib's cartpole-ppo", "PPO", Trials.CARTPOLE_PPO),
    new Job(
        "PPO, CleanRL's settings (two 64-64 tanh, 4 x 128, 4 epochs)",
        "PPO",
        cleanRlPpo(4, 128, 128)),
    new Job("PPO, CleanRL's settings, 8 environments", "PPO", cleanRlPpo(8, 128, 128)),
    new Job("A2C, Stable-Baselines3's settings (8 x 5 steps), but Adam", "A2C", baselinesA2c()),
    new Job(
        "SAC, Stable-Baselines3's settings (Pendulum, 256-256 ReLU, batch 256)",
        "SAC",
        baselinesSac()),
  };

  public static void main(String[] args) throws Exception {
    long steps = args.length > 0 ? Long.parseLong(args[0]) : 100_000;
    int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    run(steps, repeats)
        .forEach(
            (name, rate) ->
                System.out.printf(Locale.ROOT, "%-70s %,10.0f steps/CPU-s%n", name, rate));
  }

  /** The best rate of each job. */
  static Map<String, Double> run(long steps, int repeats) throws Exception {
    Path folder = Files.createTempDirectory("rl-benchmark");
    Map<String, Double> best = new TreeMap<>();
    for (int i = 0; i < repeats; i++) {
      for (Job job : JOBS) {
        double rate = rate(job, steps, folder);
        System.out.printf(Locale.ROOT, "repeat %d  %-70s %,10.0f%n", i + 1, job.name, rate);
        best.merge(job.name, rate, Math::max);
      }
    }
    Files.delete(folder);
    return best;
  }

  private static double rate(Job job, long steps, Path folder) throws Exception {
    try (Trainable trial = Trials.start(job.algorithm, job.config, 1, folder)) {
      double before = until(trial, job.config.getDouble("learning_starts", 0));
      long start = cpu();
      double done = until(trial, before + fewer(job, steps));
      return (done - before) / ((cpu() - start) / 1e9);
    }
  }

  /** A step of SAC takes hundreds of times as long. */
  private static double fewer(Job job, long steps) {
    return job.algorithm.equals("SAC") ? Math.ceilDiv(steps, 50) : steps;
  }

  /** Trains until so many steps were made, and says how many. */
  private static double until(Trainable trial, double steps) throws Exception {
    double done = 0;
    while (done < steps) {
      done = Trials.number(trial.step(), "timesteps_total");
    }
    return done;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Config baselinesSac() {
    return Config.parse(
        """
        {"env": "Pendulum-v1", "learning_starts": 100, "exploration_config": {"random_timesteps": 100}, "gamma": 0.99,
         "tau": 0.005, "twin_q": true, "target_entropy": "auto", "initial_alpha": 1.0, "train_batch_size": 256,
         "replay_buffer_config": {"capacity": 1000000}, "target_network_update_freq": 1, "timesteps_per_iteration": 100,
         "optimization": {"actor_learning_rate": 0.0003, "critic_learning_rate": 0.0003, "entropy_learning_rate": 0.0003},
         "policy_model": {"fcnet_hiddens": [256, 256], "fcnet_activation": "relu"},
         "q_model": {"fcnet_hiddens": [256, 256], "fcnet_activation": "relu"}}
        """);
  }

  static Config cleanRlDqn() {
    return Config.parse(
        """
        {"env": "CartPole-v1", "lr": 0.00025, "gamma": 0.99, "train_batch_size": 128, "rollout_fragment_length": 10,
         "learning_starts": 10000, "replay_buffer_config": {"capacity": 10000}, "target_network_update_freq": 500,
         "double_q": false, "dueling": false, "prioritized_replay": false, "grad_clip": null, "hiddens": [], "use_huber": false,
         "exploration_config": {"final_epsilon": 0.05, "epsilon_timesteps": 250000},
         "model": {"fcnet_hiddens": [120, 84], "fcnet_activation": "relu"}}
        """);
  }

  static Config cleanRlPpo(int environments, int steps, int minibatch) {
    return Config.parse(
            """
            {"env": "CartPole-v1", "lr": 0.00025, "gamma": 0.99, "lambda": 0.95, "num_workers": 0,
             "num_sgd_iter": 4, "clip_param": 0.2, "vf_clip_param": 0.2, "entropy_coeff": 0.01, "vf_loss_coeff": 0.25,
             "grad_clip": 0.5, "kl_coeff": 0.0,
             "model": {"fcnet_hiddens": [64, 64], "fcnet_activation": "tanh"}}
            """)
        .with("num_envs_per_worker", environments)
        .with("rollout_fragment_length", steps)
        .with("train_batch_size", environments * steps)
        .with("sgd_minibatch_size", minibatch);
  }

  /**
   * Where Stable-Baselines3 takes means of 40 steps, sums are taken here: the clip of the norm is
   * 40 times its 0.5. Its value loss is not halved.
   */
  private static Config baselinesA2c() {
    return Config.parse(
        """
        {"env": "CartPole-v1", "lr": 0.0007, "gamma": 0.99, "lambda": 1.0, "num_workers": 0, "num_envs_per_worker": 8,
         "rollout_fragment_length": 5, "train_batch_size": 40, "entropy_coeff": 0.0, "vf_loss_coeff": 1.0,
         "grad_clip": 20.0, "model": {"fcnet_hiddens": [64, 64], "fcnet_activation": "tanh", "vf_share_layers": false}}
        """);
  }
}
