package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** The keys of what is recorded, and learned from later. */
final class OfflineSettings {
  private static final ValueType TEXT = ValueType.Text.of();

  static final List<Setting> KEYS =
      List.of(
          used(
              "input",
              Types.anyOf(
                  TEXT, new ValueType.ListOf(TEXT), new ValueType.MapOf(ConfigSchema.anything())),
              "sampler",
              "recorded data to learn from: a file, folder or glob, a list of them, or their"
                  + " shares; sampler: the workers"),
          used(
              "input_config",
              new ValueType.MapOf(ConfigSchema.anything()),
              Map.of(),
              "with input dataset: format and paths"),
          used(
              "actions_in_input_normalized",
              Types.BOOL,
              false,
              "true: recorded actions are a policy's in [-1, 1], not an environment's"),
          used(
              "input_evaluation",
              Types.orNull(new ValueType.ListOf(ValueType.Text.of("is", "wis", "simulation"))),
              List.of("is", "wis"),
              "with recorded input: estimators to report; simulation: the workers act, too"),
          used(
              "shuffle_buffer_size",
              Types.from(0),
              0,
              "recorded trajectories that are held to be shuffled"),
          used(
              "output",
              Types.orNull(TEXT),
              null,
              "a folder of the machine of the trial to record in"),
          used(
              "output_max_file_size",
              Types.from(1),
              64 << 20,
              "bytes after which a new file begins"));

  private OfflineSettings() {}
}
