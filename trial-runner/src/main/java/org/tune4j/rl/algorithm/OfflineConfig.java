package org.tune4j.rl.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.offline.InputSpec;
import org.tune4j.space.Config;

/** The keys of recorded data; {@link CommonSettings} explains them. */
record OfflineConfig(
    @Nullable Object input,
    Config inputConfig,
    boolean actionsInInputNormalized,
    @Nullable Object inputEvaluation,
    int shuffleBufferSize,
    @Nullable String output,
    int outputMaxFileSize) {

  /** What is read. */
  InputSpec spec() {
    return InputSpec.parse(input, inputConfig);
  }

  /** Whether recorded data is judged in that way: {@code is}, {@code wis}, {@code simulation}. */
  boolean evaluates(String how) {
    return inputEvaluation instanceof List<?> all && all.contains(how);
  }
}
