package org.tune4j.rl.callback;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.rollout.WorkerListener;

/**
 * Hears what happens in a trial, in its workers and between them. To be named in {@code callbacks},
 * a class must be public, with a public constructor that takes a {@link org.tune4j.space.Config}
 * (the trial's, with every default; {@code in_evaluation} is true in it for workers that evaluate)
 * or nothing.
 *
 * <p>There is an object for the trial itself, and one for each worker, which hears the methods of
 * {@link WorkerListener} on the worker's own thread; they share nothing. What has fields that
 * matter later saves them: a restored trial then goes on exactly. Whatever a method throws ends the
 * trial, with a reason that names the class and the method.
 */
public interface Callbacks extends WorkerListener {
  /** The trial is set up, and nothing was sampled yet; before a restore. */
  default void onAlgorithmInit(RunningTrial trial) {}

  /**
   * A batch is about to be learned from; it may be changed. A row of observations may stand in
   * several batches: put another array in its place, do not write into it. Numbers may be written.
   *
   * @param batch encoded and filtered rows
   * @param result takes numbers for {@code info/learner/default_policy/custom_metrics} of this
   *     iteration
   */
  default void onLearnOnBatch(Policy policy, TrainBatch batch, Map<String, Object> result) {}

  /**
   * An iteration is over.
   *
   * @param result what is about to be reported; it may be changed
   */
  default void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {}

  /** An evaluation begins. */
  default void onEvaluateStart(RunningTrial trial) {}

  /**
   * An evaluation is over.
   *
   * @param evaluation what becomes {@code evaluation} in the result; it may be changed
   */
  default void onEvaluateEnd(RunningTrial trial, Map<String, @Nullable Object> evaluation) {}
}
