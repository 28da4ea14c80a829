package org.tune4j.rl.algorithm.sac;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.CommonSettings;
import org.tune4j.rl.algorithm.ModelSettings;
import org.tune4j.rl.algorithm.ReplaySettings;
import org.tune4j.rl.algorithm.Settings;
import org.tune4j.rl.algorithm.Types;
import org.tune4j.space.ValueType;

/** The keys of SAC, with the defaults of RLlib 1.10. */
public final class SacSettings {
  private static final ValueType ACTIVATION =
      ValueType.Text.of("tanh", "relu", "swish", "silu", "linear", "elu");
  private static final Map<String, Object> HIDDENS =
      Map.of("fcnet_hiddens", List.of(256, 256), "fcnet_activation", "relu");

  private static final Map<String, Object> RATES =
      Map.of(
          "actor_learning_rate", 3e-4, "critic_learning_rate", 3e-4, "entropy_learning_rate", 3e-4);

  /** All keys. */
  public static final Settings ALL =
      CommonSettings.forExplorations("StochasticSampling", "Random")
          .withDefault("num_workers", 0)
          .withDefault("rollout_fragment_length", 1)
          .withDefault("train_batch_size", 256)
          .withDefault("timesteps_per_iteration", 100)
          .plus(ReplaySettings.keys(1_000_000, 1500, false))
          .plus(
              List.of(
                  meaningless("lr", 3e-4, "see optimization"),
                  ModelSettings.modelOfObservations("see policy_model and q_model"),
                  used("twin_q", Types.BOOL, true, "two critics, of which the lower one counts"),
                  used("q_model", hiddens(), HIDDENS, "the critics' hidden layers"),
                  used("policy_model", hiddens(), HIDDENS, "the actor's hidden layers"),
                  used(
                      "tau",
                      Types.SHARE,
                      0.005,
                      "how far the target networks move towards the critics in each update"),
                  used(
                      "initial_alpha",
                      new ValueType.Real(1e-10, Double.MAX_VALUE),
                      1.0,
                      "what entropy counts at first"),
                  used(
                      "target_entropy",
                      Types.orNull(
                          Types.anyOf(
                              ValueType.Text.of("auto"),
                              new ValueType.Real(-Double.MAX_VALUE, Double.MAX_VALUE))),
                      "auto",
                      "the entropy in nats that alpha steers to; auto: minus the number of"
                          + " elements of an action, or 0.98 log n for n discrete actions"),
                  used("optimization", rates(), RATES, "learning rates"),
                  used(
                      "grad_clip",
                      Types.orNull(Types.POSITIVE),
                      null,
                      "greatest norm of the gradient of the actor, and of the critics"),
                  used(
                      "target_network_update_freq",
                      Types.from(0),
                      0,
                      "environment steps between updates of the target networks, at least"),
                  used(
                      "_deterministic_loss",
                      Types.BOOL,
                      false,
                      "learns from the most likely actions instead of drawn ones"),
                  fixed(
                      "_use_beta_distribution",
                      false,
                      "actions are squashed normal ones, not beta"),
                  absent("use_state_preprocessor", "RLlib 1.10 has given it up, too")))
          .withAliases(ReplaySettings.ALIASES)
          .withAliases(
              Map.of(
                  "Q_model", "q_model",
                  "q_model_config", "q_model",
                  "policy_model_config", "policy_model",
                  "grad_norm_clipping", "grad_clip"));

  private SacSettings() {}

  private static ValueType hiddens() {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    used("fcnet_hiddens", Types.SIZES, List.of(256, 256), "sizes"),
                    used("fcnet_activation", ACTIVATION, "relu", "activation"),
                    fixed("post_fcnet_hiddens", List.of(), "fcnet_hiddens says it all"),
                    absent("post_fcnet_activation", "fcnet_activation says it all"),
                    absent("custom_model", "own critics and actors are not supported yet"),
                    fixed("custom_model_config", Map.of(), "there is no custom_model")),
                Map.of())
            .schema());
  }

  private static ValueType rates() {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    used("actor_learning_rate", Types.POSITIVE, 3e-4, "of the actor"),
                    used("critic_learning_rate", Types.POSITIVE, 3e-4, "of the critics"),
                    used("entropy_learning_rate", Types.POSITIVE, 3e-4, "of alpha")),
                Map.of())
            .schema());
  }
}
