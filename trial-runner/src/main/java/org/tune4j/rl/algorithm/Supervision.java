package org.tune4j.rl.algorithm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.callback.Curriculum;
import org.tune4j.rl.callback.RunningTrial;
import org.tune4j.rl.env.Tasks;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Json;
import org.tune4j.yaml.Problem;

/**
 * What happens between the iterations of a trial: evaluation, then callbacks, then the curriculum's
 * or the {@code env_task_fn}'s tasks. Not thread-safe.
 */
final class Supervision implements RunningTrial {
  private final Config resolved;
  private final Training training;
  private final @Nullable Evaluations evaluations;
  private final @Nullable Curriculum curriculum;
  private final boolean tells;
  private final boolean evaluatesTasks;
  private @Nullable Object lastTask;
  private long iteration;
  private long lastSteps;
  private Map<String, @Nullable Object> lastEvaluation = Map.of();

  /**
   * Gives the environments their first task.
   *
   * @param resolved the trial's config
   * @param inEvaluation the same, overlaid by {@code evaluation_config}
   * @param evaluations {@code null} when nothing is evaluated
   */
  Supervision(
      Config resolved, Config inEvaluation, Training training, @Nullable Evaluations evaluations) {
    this.resolved = resolved;
    this.training = training;
    this.evaluations = evaluations;
    CallbackConfig config = CallbackConfig.of(resolved);
    if (config.curriculum() != null && config.envTaskFn() != null) {
      throw new InvalidInputException(
          new Problem(
              "config: curriculum and env_task_fn: only one of them can give the tasks",
              null,
              "remove one"));
    }
    curriculum =
        config.curriculum() == null
            ? null
            : new Curriculum(CallbackSettings.CURRICULUM.resolve(resolved.getConfig("curriculum")));
    tells = config.callbacks() != null || config.envTaskFn() != null;
    evaluatesTasks = config.curriculum() == null || inEvaluation.get("curriculum") != null;
    if (curriculum != null) {
      tryTasks(curriculum);
      setTask(curriculum.task());
      training.forgetEpisodes();
    }
    training.callbacks().onAlgorithmInit(this);
  }

  /** Lets an environment refuse a task now, not after hours; none takes effect before a reset. */
  private void tryTasks(Curriculum tried) {
    for (int phase = 0; phase < tried.phases(); phase++) {
      try {
        training.setTask(0, 0, tried.task(phase));
      } catch (InvalidInputException e) {
        Problem problem = e.problems().getFirst();
        throw new InvalidInputException(
            new Problem(
                "config: curriculum: phase " + phase + ": " + problem.message(),
                null,
                problem.maybe()));
      }
    }
  }

  /** Begins an iteration; one that evaluates meanwhile does so from here. */
  void begin() {
    if (evaluations != null && evaluations.parallel() && evaluations.isDue(iteration + 1)) {
      beginEvaluation(evaluations);
    }
  }

  private void beginEvaluation(Evaluations begun) {
    training.callbacks().onEvaluateStart(this);
    begun.begin(this, Evaluation.Subject.of(training), lastSteps);
  }

  /**
   * Ends an iteration.
   *
   * @param result of the iteration; more is put into it
   * @param steps environment steps of the iteration
   */
  void end(Map<String, @Nullable Object> result, long steps) {
    iteration++;
    if (evaluations != null) {
      evaluate(evaluations, result);
    }
    if (curriculum != null) {
      result.put("curriculum_phase", curriculum.phase());
    }
    training.callbacks().onTrainResult(this, result);
    if (curriculum != null && curriculum.move(result, training.episodesCounted())) {
      setTask(curriculum.task());
      training.forgetEpisodes();
    }
    if (tells) {
      tell(Json.write(result));
    }
    lastSteps = steps;
  }

  private void tell(String result) {
    training.tell(result);
    if (evaluations != null) {
      evaluations.evaluation().tell(result);
    }
  }

  private void evaluate(Evaluations due, Map<String, @Nullable Object> result) {
    if (due.isDue(iteration)) {
      if (!due.parallel()) {
        beginEvaluation(due);
      }
      Map<String, @Nullable Object> evaluation = due.end();
      training.callbacks().onEvaluateEnd(this, evaluation);
      lastEvaluation = evaluation;
    }
    if (!lastEvaluation.isEmpty() && (due.isDue(iteration) || due.alwaysAttached())) {
      result.put("evaluation", new LinkedHashMap<>(lastEvaluation));
    }
  }

  @Override
  public Config config() {
    return resolved;
  }

  @Override
  public long iteration() {
    return iteration;
  }

  @Override
  public long timesteps() {
    return training.sampled();
  }

  @Override
  public Policy policy() {
    return training.policy();
  }

  @Override
  public int workers() {
    return training.workerCount();
  }

  @Override
  public int environmentsPerWorker() {
    return training.environmentsPerWorker();
  }

  @Override
  public void setTask(Object task) {
    lastTask = task;
    for (int i = 0; i < training.workerCount(); i++) {
      training.setTask(i, -1, task);
    }
    if (evaluations != null && evaluatesTasks) {
      evaluations.evaluation().setTask(task);
    }
  }

  @Override
  public void setTask(int worker, int environment, Object task) {
    training.setTask(worker, environment, task);
  }

  @Override
  public void forgetEpisodes() {
    training.forgetEpisodes();
  }

  /** The task that was last given to all, if evaluation is to have it. */
  @Nullable Object evaluationTask() {
    return evaluatesTasks ? lastTask : null;
  }

  void save(StateWriter out) {
    out.put("iteration", iteration);
    out.put("last_steps", lastSteps);
    out.put("last_task", Tasks.write(lastTask));
    out.put("last_evaluation", Json.write(lastEvaluation).getBytes(UTF_8));
    if (curriculum != null) {
      curriculum.save(out);
    }
    training.callbacks().save(out);
    if (evaluations != null) {
      evaluations.evaluation().save(out);
    }
  }

  void restore(StateReader in) {
    iteration = in.getLong("iteration");
    lastSteps = in.getLong("last_steps");
    lastTask = Tasks.read(in.getString("last_task"));
    lastEvaluation = Json.readObject(new String(in.getBytes("last_evaluation"), UTF_8));
    if (curriculum != null) {
      curriculum.restore(in);
    }
    training.callbacks().restore(in);
    if (evaluations != null) {
      evaluations.evaluation().restore(in);
    }
  }
}
