package org.tune4j.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a results folder is full. What was recorded stays, and nothing of what was being
 * recorded; once there is space, sweeps can be resumed. Its message is meant for the user.
 */
public final class FullDiskException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * The disk is full.
   *
   * @param doing what could not be done, such as {@code append to cartpole}
   */
  public FullDiskException(Path folder, String doing, Throwable cause) {
    super(
        "results: %s: no space is left on its disk (%s)%n".formatted(folder, doing)
            + "  Maybe free some, and go on with tune resume NAME --results %s: what was recorded is there."
                .formatted(folder),
        cause);
  }

  /** Whether a full disk is behind a failure; H2 wraps it up in many layers. */
  public static boolean isBehind(Throwable failure) {
    return isBehind(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean isBehind(@Nullable Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return false;
    }
    if (failure instanceof FullDiskException
        || (failure instanceof IOException && isNamedIn(failure.getMessage()))
        || isBehind(failure.getCause(), seen)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (isBehind(suppressed, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text has what Linux, macOS or Windows say of it; Java has no type for it. */
  public static boolean isNamedIn(@Nullable String message) {
    String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return text.contains("no space left on device")
        || text.contains("disk quota exceeded")
        || text.contains("not enough space on the disk");
  }
}
