package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an attempt must not exceed. Each method returns the reason to end it, or {@code null}. */
final class Limits {
  private Limits() {}

  /** Of one call of the trainable that still goes on. */
  static @Nullable String time(Assignment trial, String call, long nanos) {
    double limit = trial.stepTimeoutS();
    if (limit == 0 || nanos <= limit * 1e9) {
      return null;
    }
    return (call.equals("step") ? "no result for " : call + ": has not come back for ")
        + seconds(limit)
        + " (step_timeout_s)";
  }

  /** Of the whole attempt. */
  static @Nullable String attempt(Assignment trial, long nanos) {
    double limit = trial.process() == null ? 0 : trial.process().timeLimitS();
    return limit == 0 || nanos <= limit * 1e9
        ? null
        : "the attempt took longer than " + seconds(limit) + " (process.time_limit_s)";
  }

  private static String seconds(double seconds) {
    return (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : seconds) + " s";
  }

  /** Of the folder, {@code null} when it has none yet. */
  static @Nullable String disk(Assignment trial, @Nullable Path folder) {
    long quota = trial.diskQuotaBytes();
    if (quota == 0 || folder == null) {
      return null;
    }
    try {
      long bytes = Folders.size(folder);
      return bytes <= quota
          ? null
          : "disk quota: the trial's folder holds %d bytes, %d are allowed".formatted(bytes, quota);
    } catch (IOException e) {
      return FailureText.of("disk quota", e);
    }
  }
}
