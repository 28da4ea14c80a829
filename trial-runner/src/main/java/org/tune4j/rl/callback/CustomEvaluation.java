package org.tune4j.rl.callback;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.rollout.Episode;

/**
 * Evaluates a policy in its own way. To be named in {@code custom_eval_function}, a class must be
 * public, with a public constructor that takes a {@link org.tune4j.space.Config} (the trial's) or
 * nothing.
 */
@FunctionalInterface
public interface CustomEvaluation {
  /** What is to be {@code evaluation} in the result. */
  Map<String, ? extends @Nullable Object> evaluate(RunningTrial trial, Player player);

  /** Plays with the policy that is evaluated, in the environments of evaluation. */
  interface Player {
    /**
     * Plays whole episodes.
     *
     * @param count how many, at least 1
     */
    List<Episode> play(int count);

    /** Gives all environments of evaluation a task, from their next episode on. */
    void setTask(Object task);
  }
}
