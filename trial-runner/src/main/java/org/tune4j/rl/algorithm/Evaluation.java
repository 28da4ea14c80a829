package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.callback.CallbackList;
import org.tune4j.rl.callback.CustomEvaluation;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.EpisodeStats;
import org.tune4j.rl.rollout.InlineWorkers;
import org.tune4j.rl.rollout.RolloutConfig;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.Sample;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.rollout.ThreadWorkers;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;

/**
 * Plays with a policy in environments of its own, with random streams of its own: training does not
 * notice. Whole episodes only, each environment its share. Not thread-safe.
 */
final class Evaluation implements CustomEvaluation.Player, AutoCloseable {
  private final CommonConfig common;
  private final Workers workers;
  private Subject subject = new Subject(new float[0], FilterState.empty(0), 0);

  /**
   * What is evaluated.
   *
   * @param parameters of the policy
   * @param filter what observations are normalised by
   * @param step environment steps of training before
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  record Subject(float[] parameters, FilterState filter, long step) {
    static Subject of(Training training) {
      return new Subject(training.parameters().clone(), training.filter(), training.sampled());
    }
  }

  /**
   * Makes the workers.
   *
   * @param resolved the trial's config, overlaid by what is different here
   * @param count workers, at least 1
   * @param seed the trial's
   * @param cpus with more than one, several workers get threads
   */
  Evaluation(Config resolved, PolicyMaker maker, int count, long seed, double cpus) {
    common = Binding.bind(CommonConfig.class, resolved);
    Config told = resolved.with("in_evaluation", true);
    RolloutConfig rollout = common.rollout(resolved.getConfig("model")).frozen();
    long own = Seeds.derive(seed, "evaluation", 0);
    List<RolloutWorker> made = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        int number = count == 1 ? 0 : i + 1;
        int others = count == 1 ? 0 : count;
        var listeners = CallbackList.ofWorker(told);
        made.add(new RolloutWorker(rollout, number, others, maker, listeners, own));
      }
    } catch (RuntimeException e) {
      throw Closing.after(e, made);
    }
    workers = count > 1 && cpus > 1 ? new ThreadWorkers(made) : new InlineWorkers(made);
  }

  /** From now on this is what plays. */
  void evaluate(Subject other) {
    subject = other;
  }

  @Override
  public List<Episode> play(int count) {
    int n = workers.count();
    for (int i = 0; i < n; i++) {
      int share = count / n + (i < count % n ? 1 : 0);
      if (share > 0) {
        workers.request(i, request(share));
      }
    }
    List<Episode> played = new ArrayList<>();
    for (int i = 0; i < Math.min(n, count); i++) {
      Sample sample = workers.take(i);
      played.addAll(sample.episodes());
    }
    return played;
  }

  /** Plays whole episodes, one in each environment at a time, until there are so many steps. */
  List<Episode> playSteps(long steps) {
    List<Episode> played = new ArrayList<>();
    do {
      played.addAll(play(workers.count() * common.numEnvsPerWorker()));
    } while (length(played) < steps);
    return played;
  }

  private SampleRequest request(int episodes) {
    return new SampleRequest(
        subject.parameters, subject.filter, 0, episodes, common.explore(), subject.step);
  }

  /** The statistics of episodes, as a result has them. */
  static Map<String, @Nullable Object> summary(List<Episode> episodes) {
    EpisodeStats stats = new EpisodeStats(Integer.MAX_VALUE);
    episodes.forEach(stats::add);
    Map<String, Object> reported = new LinkedHashMap<>();
    stats.report(reported);
    reported.remove("episodes_total");
    reported.put("timesteps_this_iter", length(episodes));
    return new LinkedHashMap<>(reported);
  }

  private static long length(List<Episode> episodes) {
    return episodes.stream().mapToLong(Episode::length).sum();
  }

  @Override
  public void setTask(Object task) {
    for (int i = 0; i < workers.count(); i++) {
      workers.setTask(i, -1, task);
    }
  }

  /** Tells the listeners of the workers a result, as JSON. */
  void tell(String result) {
    for (int i = 0; i < workers.count(); i++) {
      workers.tell(i, result);
    }
  }

  void save(StateWriter out) {
    out.put("evaluation_workers", workers.count());
    for (int i = 0; i < workers.count(); i++) {
      out.put("evaluation_worker", workers.save(i));
    }
  }

  void restore(StateReader in) {
    in.expect("evaluation_workers", workers.count());
    for (int i = 0; i < workers.count(); i++) {
      workers.restore(i, in.getBytes("evaluation_worker"));
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
