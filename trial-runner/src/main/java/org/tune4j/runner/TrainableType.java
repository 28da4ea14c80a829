package org.tune4j.runner;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ConfigSchema;
import org.tune4j.trial.Objective;

/** A trainable that sweeps can name in {@code run}. */
public interface TrainableType {

  /** A type that takes any config and has no objective of its own. */
  static TrainableType of(String name, Supplier<? extends Trainable> factory) {
    return new TrainableType() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Trainable create() {
        return factory.get();
      }
    };
  }

  /** The name, such as {@code PPO}. */
  String name();

  /** A new object for one attempt. */
  Trainable create();

  /** The keys that {@code config} may hold; checked before any trial starts. */
  default ConfigSchema schema() {
    return ConfigSchema.anything();
  }

  /** Whether its trials may end without a stop rule; {@code false} when they go on for ever. */
  default boolean endsByItself() {
    return true;
  }

  /** What a sweep optimises when it does not say. */
  default @Nullable Objective objective() {
    return null;
  }
}
