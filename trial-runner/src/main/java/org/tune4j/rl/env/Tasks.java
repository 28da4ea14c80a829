package org.tune4j.rl.env;

import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/** Tasks as text, for checkpoints and messages. */
public final class Tasks {
  private Tasks() {}

  public static String write(@Nullable Object task) {
    return Json.write(Collections.singletonMap("task", task));
  }

  public static @Nullable Object read(String text) {
    return Json.readObject(text).get("task");
  }
}
