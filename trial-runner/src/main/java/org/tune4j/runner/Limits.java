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
    String said = (limit == Math.rint(limit) ? String.valueOf((long) limit) : limit) + " s";
    return (call.equals("step") ? "no result for " : call + ": has not come back for ")
        + said
        + " (step_timeout_s)";
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
