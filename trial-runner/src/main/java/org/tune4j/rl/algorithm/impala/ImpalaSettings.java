package org.tune4j.rl.algorithm.impala;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ExplorationSettings;
import org.tune4j.rl.algorithm.Setting;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of IMPALA, with the defaults of RLlib 1.10. */
public final class ImpalaSettings {
  private static final String QUEUE =
      "the learner waits for workers and they for it: max_sample_requests_in_flight_per_worker";

  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations(ExplorationSettings.ofProbabilities())
          .withDefault("lr", 5e-4)
          .withDefault("rollout_fragment_length", 50)
          .withDefault("train_batch_size", 500)
          .withDefault("timesteps_per_iteration", 1000)
          .plus(own());

  private ImpalaSettings() {}

  private static List<Setting> own() {
    List<Setting> own = new ArrayList<>(correction());
    own.addAll(sampling());
    own.addAll(optimization());
    own.addAll(withoutEffect());
    return own;
  }

  private static List<Setting> correction() {
    return List.of(
        used(
            "vtrace",
            Types.BOOL,
            true,
            "false: advantages by GAE from the values of when the policy acted"),
        used(
            "vtrace_clip_rho_threshold",
            Types.POSITIVE,
            1.0,
            "greatest weight of a step's temporal difference"),
        used(
            "vtrace_clip_pg_rho_threshold",
            Types.POSITIVE,
            1.0,
            "greatest weight of a step's advantage"),
        used(
            "vtrace_drop_last_ts",
            Types.BOOL,
            true,
            "a fragment's last step serves only as what came after the others; false: what came"
                + " after it does"));
  }

  private static List<Setting> sampling() {
    return List.of(
        used("minibatch_buffer_size", Types.from(1), 1, "batches that are learned from in turn"),
        used("num_sgd_iter", Types.from(1), 1, "how many times each batch is learned from"),
        used("replay_proportion", Types.POSITIVE, 0.0, "old fragments for each new one"),
        used("replay_buffer_num_slots", Types.from(0), 0, "fragments that are kept for replay"),
        used(
            "max_sample_requests_in_flight_per_worker",
            Types.from(1),
            2,
            "fragments that each worker is asked for at a time"),
        used(
            "broadcast_interval",
            Types.from(1),
            1,
            "learning steps after which workers get new parameters"));
  }

  private static List<Setting> optimization() {
    return List.of(
        used("grad_clip", Types.orNull(Types.POSITIVE), 40.0, "greatest norm of the gradient"),
        used("opt_type", ValueType.Text.of("adam", "rmsprop"), "adam", "the optimiser"),
        used("decay", Types.SHARE, 0.99, "rmsprop: what is kept of the mean square"),
        used("momentum", Types.SHARE, 0.0, "rmsprop: the share of the last move"),
        used("epsilon", Types.POSITIVE, 0.1, "rmsprop: what is added to the mean square"),
        used("lr_schedule", Types.SCHEDULE, null, "[step, lr] pairs instead of lr"),
        used("vf_loss_coeff", Types.POSITIVE, 0.5, "what the value loss counts"),
        used("entropy_coeff", Types.POSITIVE, 0.01, "what the entropy counts"),
        used("entropy_coeff_schedule", Types.SCHEDULE, null, "[step, entropy_coeff] pairs instead"),
        used(
            "_separate_vf_optimizer",
            Types.BOOL,
            false,
            "the layers of the value have an optimiser of their own; vf_loss_coeff is 1 then"),
        used("_lr_vf", Types.POSITIVE, 5e-4, "the learning rate of that optimiser"));
  }

  private static List<Setting> withoutEffect() {
    return List.of(
        meaningless("num_multi_gpu_tower_stacks", 1, "the network is not run on GPUs"),
        meaningless("learner_queue_size", 16, QUEUE),
        meaningless("learner_queue_timeout", 300, QUEUE),
        meaningless("num_aggregation_workers", 0, "the trial itself puts fragments together"),
        meaningless("num_accs", 0, "an old name in RLlib's examples"),
        absent("after_train_step", "hooks after a learning step are not supported yet"));
  }
}
