package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/** The keys of what users hang into a trial; {@link CallbackSettings} explains them. */
record CallbackConfig(
    @Nullable Object callbacks, @Nullable Object curriculum, @Nullable String envTaskFn) {

  /** From a resolved config. */
  static CallbackConfig of(Config resolved) {
    return Binding.bind(CallbackConfig.class, resolved);
  }
}
