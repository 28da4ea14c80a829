package org.tune4j.runner;

import java.util.List;
import java.util.Map;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** The config of {@link SyntheticTrainable}. */
final class SyntheticKeys {
  static final ConfigSchema SCHEMA =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key(
                  "lr", new ValueType.Real(1e-300, 1e300), "learning rate; best at 1e-3"),
              new ConfigSchema.Key(
                  "momentum", new ValueType.Real(-1e9, 1e9), "momentum; best at 0.9"),
              new ConfigSchema.Key(
                  "noise", new ValueType.Real(0, 1e9), "standard deviation of the loss; 0"),
              new ConfigSchema.Key(
                  "cost",
                  new ValueType.Bool(),
                  "whether it reports a cost, which is least at lr 1e-4 and momentum 0.5; false"),
              whole("iterations", "iterations until it is done; 10"),
              new ConfigSchema.Key(
                  "seconds_per_iteration",
                  new ValueType.Real(0, 1e9),
                  "seconds that each iteration sleeps; 0"),
              whole("timesteps_per_iteration", "timesteps that each iteration counts; 100"),
              whole("extra_metrics", "random metrics beside the loss; 0"),
              whole("checkpoint_bytes", "ballast in each checkpoint, in bytes; 0"),
              whole("fail_at", "the iteration that throws; 0 is none"),
              whole("hang_at", "the iteration that never ends; 0 is none"),
              new ConfigSchema.Key(
                  "ignore_interrupts",
                  new ValueType.Bool(),
                  "whether the iteration that hangs cannot be woken; false"),
              whole("nan_at", "the iteration whose loss is NaN; 0 is none"),
              whole("fill_disk_at", "the iteration that writes much; 0 is none"),
              whole("fill_disk_bytes", "how much it writes, in bytes; 10,000,000"),
              whole("misbehaving_attempts", "attempts that misbehave as told; all"),
              new ConfigSchema.Key("tag", new ValueType.Any(), "anything; changes nothing")),
          Map.of());

  private SyntheticKeys() {}

  private static ConfigSchema.Key whole(String name, String doc) {
    return new ConfigSchema.Key(name, new ValueType.Whole(0, Long.MAX_VALUE), doc);
  }
}
