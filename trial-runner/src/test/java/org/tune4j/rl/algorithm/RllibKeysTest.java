package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.algorithm.Setting.Use;

/**
 * Every key of RLlib 1.10's default configs is known: it does something, or is told to mean nothing
 * here, or one of its values is refused with a reason.
 */
class RllibKeysTest {
  private static final String COMMON =
      """
      num_workers num_envs_per_worker create_env_on_driver rollout_fragment_length batch_mode gamma lr
      train_batch_size model optimizer env observation_space action_space env_config horizon soft_horizon
      no_done_at_end remote_worker_envs remote_env_batch_wait_ms env_task_fn render_env record_env clip_rewards
      normalize_actions clip_actions preprocessor_pref log_level callbacks ignore_worker_failures log_sys_usage
      fake_sampler framework eager_tracing eager_max_retraces explore exploration_config evaluation_interval
      evaluation_duration evaluation_duration_unit evaluation_parallel_to_training in_evaluation evaluation_config
      evaluation_num_workers custom_eval_function always_attach_evaluation_results sample_async sample_collector
      observation_filter synchronize_filters tf_session_args local_tf_session_args compress_observations
      metrics_episode_collection_timeout_s metrics_num_episodes_for_smoothing min_time_s_per_reporting
      min_train_timesteps_per_reporting seed extra_python_environs_for_driver extra_python_environs_for_worker num_gpus
      _fake_gpus num_cpus_per_worker num_gpus_per_worker custom_resources_per_worker num_cpus_for_driver
      placement_strategy input input_config actions_in_input_normalized input_evaluation postprocess_inputs
      shuffle_buffer_size output output_compress_columns output_max_file_size multiagent logger_config
      _tf_policy_handles_more_than_one_loss _disable_preprocessor_api _disable_action_flattening
      _disable_execution_plan_api timesteps_per_iteration simple_optimizer
      """;

  private static final String MODEL =
      """
      fcnet_hiddens fcnet_activation conv_filters conv_activation post_fcnet_hiddens post_fcnet_activation free_log_std
      no_final_linear vf_share_layers use_lstm max_seq_len lstm_cell_size lstm_use_prev_action lstm_use_prev_reward
      use_attention attention_num_transformer_units attention_dim attention_num_heads attention_head_dim
      attention_memory_inference attention_memory_training attention_position_wise_mlp_dim attention_init_gru_gate_bias
      attention_use_n_prev_actions attention_use_n_prev_rewards framestack dim grayscale zero_mean custom_model
      custom_model_config custom_action_dist custom_preprocessor
      """;

  private static final String SIMPLE_Q =
      """
      exploration_config evaluation_config timesteps_per_iteration target_network_update_freq replay_buffer_config
      store_buffer_in_checkpoints replay_sequence_length lr lr_schedule adam_epsilon grad_clip learning_starts
      rollout_fragment_length train_batch_size num_workers
      """;
  private static final String DQN =
      SIMPLE_Q
          + """
          num_atoms v_min v_max noisy sigma0 dueling hiddens double_q n_step prioritized_replay
          prioritized_replay_alpha prioritized_replay_beta final_prioritized_replay_beta
          prioritized_replay_beta_annealing_timesteps prioritized_replay_eps before_learn_on_batch training_intensity
          worker_side_prioritization
          """;
  private static final String A3C =
      """
      use_critic use_gae lambda grad_clip lr_schedule vf_loss_coeff entropy_coeff entropy_coeff_schedule sample_async
      """;
  private static final String IMPALA =
      """
      vtrace vtrace_clip_rho_threshold vtrace_clip_pg_rho_threshold vtrace_drop_last_ts num_multi_gpu_tower_stacks
      minibatch_buffer_size num_sgd_iter replay_proportion replay_buffer_num_slots learner_queue_size
      learner_queue_timeout max_sample_requests_in_flight_per_worker broadcast_interval num_aggregation_workers
      grad_clip opt_type lr_schedule decay momentum epsilon vf_loss_coeff entropy_coeff entropy_coeff_schedule
      _separate_vf_optimizer _lr_vf after_train_step
      """;
  private static final String DDPG =
      """
      twin_q policy_delay smooth_target_policy target_noise target_noise_clip use_state_preprocessor actor_hiddens
      actor_hidden_activation critic_hiddens critic_hidden_activation n_step timesteps_per_iteration
      replay_buffer_config store_buffer_in_checkpoints prioritized_replay prioritized_replay_alpha
      prioritized_replay_beta prioritized_replay_beta_annealing_timesteps final_prioritized_replay_beta
      prioritized_replay_eps training_intensity critic_lr actor_lr target_network_update_freq tau use_huber
      huber_threshold l2_reg grad_clip learning_starts worker_side_prioritization
      """;

  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("SimpleQ", SIMPLE_Q),
          Map.entry("DQN", DQN),
          Map.entry("PG", "num_workers lr"),
          Map.entry("A3C", A3C),
          Map.entry("A2C", A3C + " microbatch_size"),
          Map.entry(
              "PPO",
              """
              use_critic use_gae lambda kl_coeff sgd_minibatch_size shuffle_sequences num_sgd_iter lr_schedule
              vf_loss_coeff entropy_coeff entropy_coeff_schedule clip_param vf_clip_param grad_clip kl_target
              """),
          Map.entry("IMPALA", IMPALA),
          Map.entry(
              "APPO",
              IMPALA + " use_critic use_gae lambda clip_param use_kl_loss kl_coeff kl_target"),
          Map.entry("DDPG", DDPG),
          Map.entry("TD3", DDPG),
          Map.entry(
              "SAC",
              """
              twin_q q_model policy_model tau initial_alpha target_entropy n_step timesteps_per_iteration
              replay_buffer_config store_buffer_in_checkpoints prioritized_replay prioritized_replay_alpha
              prioritized_replay_beta prioritized_replay_beta_annealing_timesteps final_prioritized_replay_beta
              prioritized_replay_eps training_intensity optimization grad_clip learning_starts
              target_network_update_freq use_state_preprocessor worker_side_prioritization _deterministic_loss
              _use_beta_distribution
              """),
          Map.entry(
              "ES",
              """
              action_noise_std l2_coeff noise_stdev episodes_per_batch train_batch_size eval_prob return_proc_mode
              num_workers stepsize noise_size report_length
              """),
          Map.entry(
              "ARS",
              """
              action_noise_std noise_stdev num_rollouts rollouts_used num_workers sgd_stepsize noise_size eval_prob
              report_length offset
              """),
          Map.entry(
              "MARWIL",
              """
              beta vf_coeff use_gae postprocess_inputs grad_clip moving_average_sqd_adv_norm_update_rate
              moving_average_sqd_adv_norm_start train_batch_size replay_buffer_size learning_starts
              """),
          Map.entry("BC", "beta postprocess_inputs input_evaluation"));

  static Stream<Arguments> kinds() {
    return RlProvider.KINDS.stream().map(kind -> Arguments.of(kind.name(), kind.settings()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKeyIsKnown(String name, Settings settings) {
    Set<String> known = new TreeSet<>(settings.list().stream().map(Setting::name).toList());
    assertThat(known).containsAll(words(COMMON)).containsAll(words(OWN.getOrDefault(name, "")));
  }

  @Test
  void everyAlgorithmHasItsList() {
    assertThat(RlProvider.KINDS).extracting(AlgorithmKind::name).isSubsetOf(OWN.keySet());
  }

  @Test
  void everyKeyOfTheModelIsKnown() {
    assertThat(ModelSettings.ALL.list()).extracting(Setting::name).containsAll(words(MODEL));
  }

  /** What is refused is named here, so that it does not grow unseen. */
  @Test
  void onlyAFewKeysAreRefused() {
    Set<String> refused = new TreeSet<>();
    for (AlgorithmKind kind : RlProvider.KINDS) {
      kind.settings().list().stream()
          .filter(setting -> setting.use() == Use.FIXED)
          .forEach(setting -> refused.add(setting.name()));
    }
    ModelSettings.ALL.list().stream()
        .filter(setting -> setting.use() == Use.FIXED)
        .forEach(setting -> refused.add("model." + setting.name()));
    System.out.println("refused: " + refused);
    assertThat(refused).contains("multiagent", "model.use_lstm", "model.use_attention");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
