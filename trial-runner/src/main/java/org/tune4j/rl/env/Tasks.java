package org.tune4j.rl.env;

import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;
import org.tune4j.yaml.Problem;

/** Tasks as text, for checkpoints and messages between members. */
public final class Tasks {
  private Tasks() {}

  /** A task as JSON, {@code null} too. */
  public static String write(@Nullable Object task) {
    return Json.write(Collections.singletonMap("task", task));
  }

  /** What {@link #write} was given, with whole numbers as {@code Long}. */
  public static @Nullable Object read(String text) {
    return Json.readObject(text).get("task");
  }

  /**
   * A task as it is after a checkpoint, and on whatever member.
   *
   * @throws InvalidInputException when it is null, or cannot be in a checkpoint
   */
  public static Object normal(@Nullable Object task) {
    Object normal;
    try {
      normal = read(write(task));
    } catch (IllegalArgumentException e) {
      throw problem(
          "must be a number, a text, a truth value, or a list or map of them (" + task + ")");
    }
    if (normal == null) {
      throw problem("must not be null");
    }
    return normal;
  }

  private static InvalidInputException problem(String what) {
    return new InvalidInputException(new Problem("task: " + what, null, null));
  }
}
