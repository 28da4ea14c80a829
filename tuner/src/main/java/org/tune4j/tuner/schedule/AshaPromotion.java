package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Pauses each trial at each rung, and promotes the best {@code n / factor} of {@code n} (Li et al.,
 * 2018, algorithm 2): those at the oldest rung first, and a new trial only when nobody can be
 * promoted. A trial whose report passes several rungs waits at the last of them.
 */
final class AshaPromotion extends Asha {
  /** Where the next one to be promoted waits. */
  private record Promotion(int bracket, int rung, Rung.Held held) {}

  private final List<Unwanted> unwanted = new ArrayList<>();

  AshaPromotion(SchedulerKind.Setup setup, AshaSettings settings) {
    super(setup, settings);
  }

  @Override
  Verdict judge(Trial trial, Climber climber, double age, Result result) {
    List<Integer> entries = measure(climber, age, judge.score(result));
    if (!entries.isEmpty()) {
      int last = entries.get(entries.size() - 1);
      if (isNext(trial, climber, last)) {
        return Verdict.GO_ON; // promoted at once: it need not save and start again
      }
      climber.waitsWith = last;
      climber.measured = judge.text(result);
    }
    // It may have failed before it could pause, and come again.
    return climber.waitsWith >= 0 && levels(climber).reached(age) >= climber.next
        ? new Verdict.Pause(waiting(climber))
        : Verdict.GO_ON;
  }

  /** Whether it would be the first to be promoted, if it waited. */
  private boolean isNext(Trial trial, Climber climber, int entry) {
    Rung rung = rungs(climber).get(climber.next - 1);
    rung.hold(entry, trial.id());
    Promotion next = next();
    rung.release(entry);
    return next != null && next.held.trialId().equals(trial.id());
  }

  private String waiting(Climber climber) {
    return "asha: %s waits at rung %d"
        .formatted(climber.measured, levels(climber).level(climber.next - 1));
  }

  @Override
  public void onPaused(Trial trial) {
    Climber climber = climber(trial);
    if (climber.waitsWith >= 0) {
      rungs(climber).get(climber.next - 1).hold(climber.waitsWith, trial.id());
    }
  }

  @Override
  public void onResumed(Trial trial) {
    Climber climber = climber(trial);
    rungs(climber).get(climber.next - 1).release(climber.waitsWith);
    climber.waitsWith = -1;
  }

  @Override
  public Choice choose(boolean more) {
    Promotion next = next();
    if (next == null) {
      return more ? Choice.NEW_TRIAL : Choice.NOTHING;
    }
    Rung rung = rungs().get(next.bracket).get(next.rung);
    String reason =
        "asha: %s is among the best %d of %d at rung %d"
            .formatted(
                climber(next.held.trialId()).measured, rung.quota(), rung.size(), level(next));
    return new Choice.Resume(next.held.trialId(), reason, null);
  }

  /** At the oldest rung where somebody can be promoted; of several brackets, in the first. */
  private @Nullable Promotion next() {
    Promotion best = null;
    for (int b = 0; b < rungs().size(); b++) {
      List<Rung> ladder = rungs().get(b);
      for (int k = ladder.size() - 1; k >= 0; k--) {
        Rung.Held held = ladder.get(k).promotable();
        if (held != null) {
          best = older(best, new Promotion(b, k, held));
          break;
        }
      }
    }
    return best;
  }

  private Promotion older(@Nullable Promotion one, Promotion other) {
    return one != null && level(one) >= level(other) ? one : other;
  }

  private long level(Promotion at) {
    return levels(at.bracket).level(at.rung);
  }

  @Override
  public List<Unwanted> unwanted() {
    for (int b = 0; b < rungs().size(); b++) {
      for (int k = 0; k < rungs().get(b).size(); k++) {
        Rung rung = rungs().get(b).get(k);
        for (Rung.Held held = rung.hopeless(); held != null; held = rung.hopeless()) {
          giveUp(b, k, held, "whoever comes");
        }
      }
    }
    List<Unwanted> now = List.copyOf(unwanted);
    unwanted.clear();
    return now;
  }

  /**
   * One goes, and the searcher may have been waiting for that. The worst at the youngest rung
   * first.
   */
  @Override
  public void onStalled() {
    int bracket = -1;
    int rung = -1;
    for (int b = 0; b < rungs().size(); b++) {
      for (int k = 0; k < rungs().get(b).size(); k++) {
        boolean younger = bracket < 0 || levels(b).level(k) < levels(bracket).level(rung);
        if (younger && rungs().get(b).get(k).worst() != null) {
          bracket = b;
          rung = k;
        }
      }
    }
    if (bracket >= 0) {
      Rung.Held worst = rungs().get(bracket).get(rung).worst();
      if (worst != null) {
        giveUp(bracket, rung, worst, "and nothing else goes on");
      }
    }
  }

  private void giveUp(int bracket, int k, Rung.Held held, String why) {
    Rung rung = rungs().get(bracket).get(k);
    rung.release(held.entry());
    String reason =
        "asha: %s is not among the best %d of %d at rung %d, %s"
            .formatted(
                climber(held.trialId()).measured,
                rung.quota(),
                rung.size(),
                levels(bracket).level(k),
                why);
    unwanted.add(new Unwanted(held.trialId(), reason));
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
