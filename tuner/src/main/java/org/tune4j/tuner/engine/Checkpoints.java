package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.TrialState;
import org.tune4j.tuner.stop.Effort;

/** The checkpoints of one trial that are worth keeping: the best few and the newest. */
final class Checkpoints {

  /**
   * A checkpoint and what the trial looked like then.
   *
   * @param value the objective at that iteration; {@code null} also when it broke a bound
   * @param best the trial's best until then
   * @param outcome the trial's outcome then
   * @param effort what it had taken to come there
   */
  record Kept(
      Checkpoint checkpoint,
      @Nullable Double value,
      TrialState.@Nullable Best best,
      @Nullable Outcome outcome,
      Effort effort) {}

  private final List<Kept> kept = new ArrayList<>();
  private final int best;
  private final @Nullable Objective objective;

  Checkpoints(int best, @Nullable Objective objective) {
    this.best = best;
    this.objective = objective;
  }

  /** The newest one. */
  @Nullable Kept newest() {
    return kept.isEmpty() ? null : kept.get(kept.size() - 1);
  }

  /** All of them, oldest first. */
  List<Kept> all() {
    return List.copyOf(kept);
  }

  /** Forgets the newest one: it could not be restored. */
  @Nullable Checkpoint dropNewest() {
    return kept.isEmpty() ? null : kept.remove(kept.size() - 1).checkpoint();
  }

  /** Forgets the one of that id, to make room; {@code null} for none. */
  @Nullable Checkpoint giveUp(String id) {
    for (Kept one : kept) {
      if (one.checkpoint().id().equals(id)) {
        kept.remove(one);
        return one.checkpoint();
      }
    }
    return null;
  }

  /** All but the newest. */
  List<Checkpoint> allButNewest() {
    return kept.stream().limit(Math.max(0, kept.size() - 1)).map(Kept::checkpoint).toList();
  }

  /** Forgets all. */
  void clear() {
    kept.clear();
  }

  /** Adds one and returns those to be deleted. */
  List<Checkpoint> add(Kept newest) {
    kept.removeIf(k -> k.checkpoint().equals(newest.checkpoint()));
    kept.add(newest);
    List<Kept> ranked = new ArrayList<>(kept.reversed()); // of equals, the newer one is kept
    ranked.sort(this::bestFirst);
    List<Kept> worth = new ArrayList<>(ranked.subList(0, Math.min(best, ranked.size())));
    worth.add(newest);
    List<Checkpoint> gone =
        kept.stream().filter(k -> !worth.contains(k)).map(Kept::checkpoint).toList();
    kept.retainAll(worth);
    return gone;
  }

  /** Those without a value of the objective come last. */
  private int bestFirst(Kept a, Kept b) {
    Double x = a.value();
    Double y = b.value();
    if (objective == null || x == null || y == null) {
      return Boolean.compare(x == null, y == null);
    }
    return objective.isBetter(x, y) ? -1 : objective.isBetter(y, x) ? 1 : 0;
  }
}
