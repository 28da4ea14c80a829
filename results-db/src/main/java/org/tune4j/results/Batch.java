package org.tune4j.results;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;

/**
 * What is recorded in one transaction.
 *
 * @param events what happened, by ascending seq
 * @param trials the newest version of each trial that changed, each at most once
 * @param restarts which of the trials go on from a checkpoint
 * @param deletedCheckpoints ids of checkpoints that are no longer kept
 * @param lineage which trials went on at checkpoints of others
 * @param state what the sweep has come to; {@code null} when that did not change
 * @param appliedSeq the last event that {@code trials} reflects; never goes back
 */
public record Batch(
    List<SweepEvent.Recorded> events,
    List<Trial> trials,
    List<Restart> restarts,
    List<String> deletedCheckpoints,
    Lineage lineage,
    @Nullable SweepState state,
    long appliedSeq) {

  public Batch {
    events = List.copyOf(events);
    trials = List.copyOf(trials);
    restarts = List.copyOf(restarts);
    deletedCheckpoints = List.copyOf(deletedCheckpoints);
  }

  /** Events and trials only. */
  public static Batch of(List<SweepEvent.Recorded> events, List<Trial> trials, long appliedSeq) {
    return new Batch(events, trials, List.of(), List.of(), Lineage.NONE, null, appliedSeq);
  }

  /** Events only. */
  public static Batch of(List<SweepEvent.Recorded> events) {
    return of(events, List.of(), 0);
  }

  /** With these restarts instead. */
  public Batch withRestarts(List<Restart> others) {
    return new Batch(events, trials, others, deletedCheckpoints, lineage, state, appliedSeq);
  }

  /** With these deleted checkpoints instead. */
  public Batch withDeletedCheckpoints(List<String> ids) {
    return new Batch(events, trials, restarts, ids, lineage, state, appliedSeq);
  }

  /** With that lineage instead. */
  public Batch withLineage(Lineage other) {
    return new Batch(events, trials, restarts, deletedCheckpoints, other, state, appliedSeq);
  }

  /** With that state of the sweep instead. */
  public Batch withState(SweepState other) {
    return new Batch(events, trials, restarts, deletedCheckpoints, lineage, other, appliedSeq);
  }
}
