package org.tune4j.rl.algorithm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.callback.CustomEvaluation;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The evaluations of a trial as its config says: how long, and whether on a thread of their own.
 * What comes out does not depend on the thread. Not thread-safe.
 */
final class Evaluations implements AutoCloseable {
  private static final long GRACE_NANOS = 10_000_000_000L;

  private final EvaluationConfig config;
  private final Evaluation evaluation;
  private final @Nullable CustomEvaluation custom;
  private final @Nullable ExecutorService thread;
  private @Nullable Future<Map<String, @Nullable Object>> running;

  /**
   * Checks the config.
   *
   * @param threads whether there is more than one CPU
   */
  Evaluations(EvaluationConfig config, Evaluation evaluation, Config resolved, boolean threads) {
    this.config = config;
    this.evaluation = evaluation;
    boolean parallel = config.evaluationParallelToTraining();
    String name = config.customEvalFunction();
    custom =
        name == null
            ? null
            : OwnClass.configured(CustomEvaluation.class, "custom_eval_function", name, resolved);
    if (custom != null && parallel) {
      throw problem("custom_eval_function: needs evaluation_parallel_to_training: false");
    }
    if (config.auto() && !parallel) {
      throw problem("evaluation_duration: auto needs evaluation_parallel_to_training: true");
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    thread =
        parallel && threads
            ? Executors.newSingleThreadExecutor(
                task -> {
                  Thread made = new Thread(task, "evaluation");
                  made.setDaemon(true);
                  made.setContextClassLoader(loader);
                  return made;
                })
            : null;
  }

  private static InvalidInputException problem(String message) {
    return new InvalidInputException(new Problem("config: " + message, null, null));
  }

  /** Whether an evaluation begins with an iteration, not after it. */
  boolean parallel() {
    return config.evaluationParallelToTraining();
  }

  boolean isDue(long iteration) {
    return config.isDue(iteration);
  }

  boolean alwaysAttached() {
    return config.alwaysAttachEvaluationResults();
  }

  Evaluation evaluation() {
    join();
    return evaluation;
  }

  /**
   * Begins, and perhaps ends too.
   *
   * @param steps as long as an iteration is
   */
  void begin(RunningTrial trial, Evaluation.Subject subject, long steps) {
    Callable<Map<String, @Nullable Object>> task =
        () -> {
          evaluation.evaluate(subject);
          return run(trial, steps);
        };
    if (thread != null) {
      running = thread.submit(task);
    } else {
      evaluation.evaluate(subject);
      running = CompletableFuture.completedFuture(run(trial, steps));
    }
  }

  private Map<String, @Nullable Object> run(RunningTrial trial, long steps) {
    if (custom != null) {
      return own(custom, trial);
    }
    List<Episode> played =
        config.inEpisodes()
            ? evaluation.play(Math.toIntExact(config.duration()))
            : evaluation.playSteps(config.auto() ? steps : config.duration());
    return Evaluation.summary(played);
  }

  private Map<String, @Nullable Object> own(CustomEvaluation function, RunningTrial trial) {
    try {
      return new LinkedHashMap<>(function.evaluate(trial, evaluation));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "custom_eval_function: " + function.getClass().getName() + " failed: " + e, e);
    }
  }

  /** What the evaluation that was begun found. */
  Map<String, @Nullable Object> end() {
    Map<String, @Nullable Object> result = join();
    if (result == null) {
      throw new IllegalStateException("no evaluation was begun");
    }
    running = null;
    return result;
  }

  private @Nullable Map<String, @Nullable Object> join() {
    if (running == null) {
      return null;
    }
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("evaluation failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw TrialStoppedException.after(e);
    }
  }

  /** Ends what goes on by an interrupt. */
  @Override
  public void close() {
    if (thread == null || ended(thread)) {
      evaluation.close();
    }
  }

  /** Environments are not to be closed while they are stepped. */
  private static boolean ended(ExecutorService thread) {
    thread.shutdownNow();
    return Closing.ends(thread, System.nanoTime() + GRACE_NANOS);
  }
}
