package org.tune4j.rl.callback;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.EnvContext;
import org.tune4j.rl.env.TaskEnvironment;

/**
 * Says which task an environment is to have next; asked for each environment of each worker after
 * each iteration, where the worker runs. To be named in {@code env_task_fn}, a class must be
 * public, with a public constructor that takes a {@link org.tune4j.space.Config} (the trial's) or
 * nothing. It must depend on what it is given alone: a restored trial makes a new one.
 */
@FunctionalInterface
public interface EnvTaskFn {
  /**
   * The task from the next episode on; the one that is there changes nothing.
   *
   * @param result of the iteration, as JSON would have it
   * @param context which environment of which worker it is
   */
  Object task(
      Map<String, @Nullable Object> result, TaskEnvironment environment, EnvContext context);
}
