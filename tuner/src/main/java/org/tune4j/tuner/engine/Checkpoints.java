package org.tune4j.tuner.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Objective;

/** The checkpoints of one trial that are worth keeping: the best few and the newest. */
final class Checkpoints {

  /**
   * A checkpoint and what the trial looked like then.
   *
   * @param value the objective at that iteration
   * @param bestValue the trial's best until then
   * @param bestIteration where that was
   */
  record Kept(
      Checkpoint checkpoint,
      @Nullable Double value,
      @Nullable Double bestValue,
      @Nullable Integer bestIteration) {}

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

  /** Forgets the newest one: it could not be restored. */
  @Nullable Checkpoint dropNewest() {
    return kept.isEmpty() ? null : kept.remove(kept.size() - 1).checkpoint();
  }

  /** Adds one and returns those to be deleted. */
  List<Checkpoint> add(Kept newest) {
    List<Checkpoint> gone = new ArrayList<>();
    if (kept.removeIf(k -> k.checkpoint().equals(newest.checkpoint()))) {
      kept.add(newest);
      return gone;
    }
    kept.add(newest);
    while (kept.size() > best + 1) {
      gone.add(kept.remove(worstButNewest()).checkpoint());
    }
    if (kept.size() == best + 1 && !isBelowAnother(newest)) {
      gone.add(kept.remove(worstButNewest()).checkpoint());
    }
    return gone;
  }

  /** Whether all others are better than this one, so that it is kept only for being the newest. */
  private boolean isBelowAnother(Kept newest) {
    return kept.stream().noneMatch(other -> other != newest && !isBetter(other, newest));
  }

  private int worstButNewest() {
    int worst = 0;
    for (int i = 1; i < kept.size() - 1; i++) {
      if (isBetter(kept.get(worst), kept.get(i))) {
        worst = i;
      }
    }
    return worst;
  }

  /** Better by the objective; without one, or without a value, older counts as worse. */
  private boolean isBetter(Kept a, Kept b) {
    if (objective == null || a.value() == null) {
      return false;
    }
    return objective.isBetter(a.value(), b.value());
  }
}
