package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.meaningless;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.space.ValueType;

/** The keys of {@code model}. */
final class ModelSettings {
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

  private ModelSettings() {}
}
