package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.absent;
import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.rl.algorithm.Setting.Use;
import org.tune4j.space.ValueType;

/** The keys of {@code model}, and that key itself. */
public final class ModelSettings {
  private static final ValueType ACTIVATION =
      ValueType.Text.of("tanh", "relu", "swish", "silu", "linear", "elu");
  private static final ValueType FILTERS =
      Types.orNull(
          new ValueType.ListOf(new ValueType.ListOf(Types.anyOf(Types.from(1), Types.SIZES))));
  private static final String NO_LSTM =
      "recurrent networks are not supported yet; an environment can return its last few"
          + " observations at once instead";
  private static final String NO_ATTENTION =
      "attention networks are not supported yet; an environment can return its last few"
          + " observations at once instead";
  private static final String LSTM_ONLY = "acts only with use_lstm";
  private static final String ATTENTION_ONLY = "acts only with use_attention";

  static final Settings ALL =
      Settings.of(
          List.of(
              used("fcnet_hiddens", Types.SIZES, List.of(256, 256), "sizes of the hidden layers"),
              used("fcnet_activation", ACTIVATION, "tanh", "activation of the hidden layers"),
              used(
                  "post_fcnet_hiddens",
                  Types.SIZES,
                  List.of(),
                  "sizes of hidden layers after those"),
              used("post_fcnet_activation", ACTIVATION, "relu", "activation of those"),
              used(
                  "vf_share_layers",
                  Types.BOOL,
                  true,
                  "one trunk for the policy and the value, or two"),
              used(
                  "conv_filters",
                  FILTERS,
                  null,
                  "for images: [channels, kernel, stride] of each convolution; by default the usual"
                      + " ones of the image's size"),
              used("conv_activation", ACTIVATION, "relu", "activation of the convolutions"),
              used(
                  "free_log_std",
                  Types.BOOL,
                  false,
                  "for continuous actions: deviations that do not depend on the observation"),
              used(
                  "no_final_linear",
                  Types.BOOL,
                  false,
                  "the last hidden layer has the policy's size and is its output"),
              fixed("use_lstm", false, NO_LSTM),
              meaningless("max_seq_len", 20, LSTM_ONLY),
              meaningless("lstm_cell_size", 256, LSTM_ONLY),
              meaningless("lstm_use_prev_action", false, LSTM_ONLY),
              meaningless("lstm_use_prev_reward", false, LSTM_ONLY),
              meaningless("lstm_use_prev_action_reward", false, LSTM_ONLY),
              meaningless("_time_major", false, LSTM_ONLY),
              fixed("use_attention", false, NO_ATTENTION),
              meaningless("attention_num_transformer_units", 1, ATTENTION_ONLY),
              meaningless("attention_dim", 64, ATTENTION_ONLY),
              meaningless("attention_num_heads", 1, ATTENTION_ONLY),
              meaningless("attention_head_dim", 32, ATTENTION_ONLY),
              meaningless("attention_memory_inference", 50, ATTENTION_ONLY),
              meaningless("attention_memory_training", 50, ATTENTION_ONLY),
              meaningless("attention_position_wise_mlp_dim", 32, ATTENTION_ONLY),
              meaningless("attention_init_gru_gate_bias", 2.0, ATTENTION_ONLY),
              meaningless("attention_use_n_prev_actions", 0, ATTENTION_ONLY),
              meaningless("attention_use_n_prev_rewards", 0, ATTENTION_ONLY),
              used(
                  "framestack",
                  Types.anyOf(Types.BOOL, Types.from(1)),
                  true,
                  "how many frames are stacked; true: 4, of images of pixels from 0 to 255"),
              used("dim", Types.from(1), 84, "larger images of pixels are scaled to this size"),
              used("grayscale", Types.BOOL, false, "images of pixels lose their colours"),
              used("zero_mean", Types.BOOL, true, "pixels become -1 to 1, not 0 to 1"),
              used(
                  "custom_model",
                  Types.orNull(ValueType.Text.of()),
                  null,
                  "a class that implements CustomModel and builds the network"),
              used("custom_model_config", Types.ANY, Map.of(), "what that class is given"),
              used(
                  "custom_action_dist",
                  Types.orNull(ValueType.Text.of()),
                  null,
                  "a class that implements Distribution"),
              used(
                  "custom_preprocessor",
                  Types.orNull(ValueType.Text.of()),
                  null,
                  "a class that implements Preprocessor")),
          Map.of());

  private static final Set<String> OF_OBSERVATIONS =
      Set.of(
          "framestack",
          "dim",
          "grayscale",
          "zero_mean",
          "custom_preprocessor",
          "custom_model_config");

  private static final Set<String> OF_CLASSES = Set.of("custom_model", "custom_action_dist");

  private static final String NO_POLICY =
      "it acts only where a policy is learned, not values of actions";
  private static final String NO_VALUE = "no value is learned beside the policy";
  private static final String EVOLVED = "the policy that is evolved always takes its best action";

  /** For algorithms that learn the values of actions, and nothing else. */
  static final Settings OF_ACTION_VALUES =
      ALL.plus(
          List.of(
              absent("custom_model", NO_POLICY),
              absent("custom_action_dist", NO_POLICY),
              unused("vf_share_layers", NO_POLICY),
              unused("free_log_std", NO_POLICY),
              unused("no_final_linear", NO_POLICY)));

  /** For algorithms that learn a policy alone. */
  static final Settings OF_POLICY_ALONE = ALL.plus(List.of(unused("vf_share_layers", NO_VALUE)));

  /** For algorithms that evolve the parameters of a policy. */
  static final Settings OF_EVOLVED_POLICY =
      OF_POLICY_ALONE.plus(
          List.of(
              absent("custom_model", "own networks cannot be evolved yet"),
              absent("custom_action_dist", EVOLVED),
              fixed("free_log_std", false, EVOLVED)));

  private ModelSettings() {}

  /**
   * The key {@code model} of algorithms whose networks are described by other keys.
   *
   * @param why which other keys
   */
  public static Setting modelOfObservations(String why) {
    return model(ofObservations(why), "what observations become; for the networks " + why);
  }

  /** The key {@code model} of algorithms that learn the values of actions, and nothing else. */
  public static Setting modelOfActionValues() {
    return model(OF_ACTION_VALUES, "the network, without what is about policies");
  }

  /** The key {@code model} of algorithms that learn a policy alone. */
  public static Setting modelOfPolicyAlone() {
    return model(OF_POLICY_ALONE, "the network");
  }

  /** The key {@code model} of algorithms that evolve the parameters of a policy. */
  public static Setting modelOfEvolvedPolicy() {
    return model(OF_EVOLVED_POLICY, "the network, without classes of one's own in it");
  }

  /** The key {@code model} with these keys. */
  static Setting model(Settings keys, String doc) {
    return used("model", new ValueType.MapOf(keys.schema()), keys.defaults(), doc);
  }

  /** A key that is accepted and does nothing in some algorithms. */
  private static Setting unused(String name, String why) {
    return ALL.list().stream()
        .filter(setting -> setting.name().equals(name))
        .map(
            setting ->
                new Setting(name, setting.type(), setting.defaultValue(), Use.MEANINGLESS, why))
        .findFirst()
        .orElseThrow();
  }

  /**
   * For algorithms whose networks are described by other keys: only what is about observations
   * acts.
   *
   * @param why which other keys
   */
  static Settings ofObservations(String why) {
    return ALL.plus(
        ALL.list().stream()
            .filter(setting -> setting.use() == Use.USED)
            .filter(setting -> !OF_OBSERVATIONS.contains(setting.name()))
            .map(
                setting ->
                    OF_CLASSES.contains(setting.name())
                        ? absent(setting.name(), why)
                        : unused(setting.name(), why))
            .toList());
  }
}
