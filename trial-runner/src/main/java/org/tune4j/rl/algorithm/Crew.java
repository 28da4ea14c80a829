package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.rollout.InlineWorkers;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.ThreadWorkers;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.runner.TrialContext;

/**
 * The workers of a trial where they run.
 *
 * @param workers all of them
 * @param local those that run here
 * @param first says what observations, actions and policies look like
 * @param shares whether they sample only while the algorithm waits, so that they can act with the
 *     very policy that it trains
 */
record Crew(Workers workers, List<RolloutWorker> local, RolloutWorker first, boolean shares) {

  /** On threads where the trial holds more than one CPU, otherwise on the caller's. */
  static Crew of(WorkerMaker maker, TrialContext context) {
    List<RolloutWorker> local = new ArrayList<>();
    for (int i = 0; i < maker.count(); i++) {
      local.add(maker.make(i));
    }
    boolean threads = local.size() > 1 && context.placement().total().cpu() > 1;
    return new Crew(
        threads ? new ThreadWorkers(local) : new InlineWorkers(local),
        local,
        local.getFirst(),
        !threads && !maker.kind().asynchronous());
  }
}
