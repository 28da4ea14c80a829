package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.env.Closing;
import org.tune4j.rl.rollout.InlineWorkers;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.ThreadWorkers;
import org.tune4j.rl.rollout.Workers;
import org.tune4j.runner.TrialContext;
import org.tune4j.trial.Placement;

/**
 * The workers of a trial where they run.
 *
 * @param workers all of them
 * @param local those that run here
 * @param first says what observations, actions and policies look like; closed when it is none of
 *     them
 * @param shares whether they sample only while the algorithm waits, so that they can act with the
 *     very policy that it trains
 */
record Crew(Workers workers, List<RolloutWorker> local, RolloutWorker first, boolean shares) {

  /**
   * Where the trial's bundles lie when other members hold some of them; here otherwise, on threads
   * where the trial holds more than one CPU, or on the caller's.
   */
  static Crew of(WorkerMaker maker, TrialContext context) {
    return isElsewhere(maker, context.placement())
        ? elsewhere(maker, context)
        : here(maker, context);
  }

  /** With a bundle for the trainer and one for each worker: other bundles are not for workers. */
  private static boolean isElsewhere(WorkerMaker maker, Placement placement) {
    return placement.slots().size() == maker.count() + 1
        && placement.slots().stream().anyMatch(slot -> !slot.member().equals(placement.member()));
  }

  private static Crew elsewhere(WorkerMaker maker, TrialContext context) {
    RolloutWorker probe = maker.probe(0);
    probe.close();
    Workers workers = new PartWorkers(maker, probe.environments().count(), context.parts());
    return new Crew(workers, List.of(), probe, false);
  }

  private static Crew here(WorkerMaker maker, TrialContext context) {
    List<RolloutWorker> local = new ArrayList<>();
    try {
      for (int i = 0; i < maker.count(); i++) {
        local.add(maker.make(i));
      }
    } catch (RuntimeException e) {
      throw Closing.after(e, local);
    }
    boolean threads = local.size() > 1 && context.placement().total().cpu() > 1;
    return new Crew(
        threads ? new ThreadWorkers(local) : new InlineWorkers(local),
        local,
        local.getFirst(),
        !threads && !maker.kind().asynchronous());
  }
}
