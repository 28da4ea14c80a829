package org.tune4j.rl.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.rollout.WorkerListener;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** The callbacks of a trial or of a worker, in the order of the config; errors get their names. */
public final class CallbackList implements Callbacks {
  private final List<Callbacks> all;

  CallbackList(List<Callbacks> all) {
    this.all = List.copyOf(all);
  }

  /**
   * New objects of the classes that {@code callbacks} names.
   *
   * @param resolved a trial's config
   * @throws org.tune4j.yaml.InvalidInputException when one cannot be made
   */
  public static CallbackList of(Config resolved) {
    return new CallbackList(
        names(resolved.get("callbacks")).stream()
            .map(name -> OwnClass.configured(Callbacks.class, "callbacks", name, resolved))
            .toList());
  }

  /** What a worker with that config listens with: its callbacks and its {@code env_task_fn}. */
  public static List<WorkerListener> ofWorker(Config resolved) {
    CallbackList callbacks = of(resolved);
    List<WorkerListener> listeners = new ArrayList<>();
    if (!callbacks.isEmpty()) {
      listeners.add(callbacks);
    }
    if (resolved.get("env_task_fn") != null) {
      listeners.add(new EnvTasks(resolved.getString("env_task_fn"), resolved));
    }
    return listeners;
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  private static List<String> names(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(value.toString());
    };
  }

  private void each(String method, Consumer<Callbacks> call) {
    for (Callbacks callbacks : all) {
      try {
        call.accept(callbacks);
      } catch (CallbackException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new CallbackException(callbacks, method, e);
      }
    }
  }

  @Override
  public void onAlgorithmInit(RunningTrial trial) {
    each("onAlgorithmInit", c -> c.onAlgorithmInit(trial));
  }

  @Override
  public void onLearnOnBatch(Policy policy, TrainBatch batch, Map<String, Object> result) {
    each("onLearnOnBatch", c -> c.onLearnOnBatch(policy, batch, result));
  }

  @Override
  public void onTrainResult(RunningTrial trial, Map<String, @Nullable Object> result) {
    each("onTrainResult", c -> c.onTrainResult(trial, result));
  }

  @Override
  public void onEvaluateStart(RunningTrial trial) {
    each("onEvaluateStart", c -> c.onEvaluateStart(trial));
  }

  @Override
  public void onEvaluateEnd(RunningTrial trial, Map<String, @Nullable Object> evaluation) {
    each("onEvaluateEnd", c -> c.onEvaluateEnd(trial, evaluation));
  }

  @Override
  public void onEpisodeStart(RolloutWorker worker, Episode episode) {
    each("onEpisodeStart", c -> c.onEpisodeStart(worker, episode));
  }

  @Override
  public void onEpisodeStep(RolloutWorker worker, Episode episode) {
    each("onEpisodeStep", c -> c.onEpisodeStep(worker, episode));
  }

  @Override
  public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
    each("onEpisodeEnd", c -> c.onEpisodeEnd(worker, episode));
  }

  @Override
  public void onPostprocessTrajectory(
      RolloutWorker worker, Episode episode, Trajectory trajectory) {
    each("onPostprocessTrajectory", c -> c.onPostprocessTrajectory(worker, episode, trajectory));
  }

  @Override
  public void onSampleEnd(RolloutWorker worker, List<Trajectory> samples) {
    each("onSampleEnd", c -> c.onSampleEnd(worker, samples));
  }

  @Override
  public void onResult(RolloutWorker worker, Map<String, @Nullable Object> result) {
    each("onResult", c -> c.onResult(worker, result));
  }

  @Override
  public void save(StateWriter out) {
    each("save", c -> c.save(out));
  }

  @Override
  public void restore(StateReader in) {
    each("restore", c -> c.restore(in));
  }
}
