package org.tune4j.tuner.sim;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.runner.Decision;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Command;

/**
 * What the page of a scheduler says of who pauses, goes on and ends: told what happened in a sweep,
 * it says what must follow, by sorting whatever there is.
 */
abstract class PromotionRules {
  final Config settings;
  final String scheduler;
  private final Objective objective;
  private final String timeAttr;

  /** Those that have not ended. */
  private final Map<String, Trial> known = new LinkedHashMap<>();

  /** Those that have paused because they were told to. */
  private final Set<String> held = new LinkedHashSet<>();

  /** What was said of each last. */
  private final Map<String, Decision> told = new HashMap<>();

  private boolean interrupted;
  private SweepEvent event;

  PromotionRules(Scenario.Drawn sweep) {
    this.settings = sweep.scheduler().settings();
    this.scheduler = sweep.scheduler().kind().name();
    this.objective = sweep.scheduler().setup().objective();
    this.timeAttr = sweep.scheduler().setup().timeAttr();
  }

  // ---- what the page says ----

  /** What the scheduler is to say of a trial that reports. */
  abstract Decision judge(String trial, Result result);

  /** Room is given to a new trial. */
  abstract void proposed(Trial trial);

  /** Room is given to one that had paused. */
  abstract void resumed(Trial trial);

  /** One that had paused ends by the scheduler's word; it is not among the {@link #held}. */
  abstract void dropped(Trial trial);

  /** One has ended, whatever for. */
  abstract void ended(Trial trial);

  /** All that followed on an event is done. */
  void settled(SweepEvent event, List<Command> commands) {}

  // ---- for them ----

  /** What has just happened. */
  final SweepEvent event() {
    return event;
  }

  final Set<String> held() {
    return held;
  }

  /** Whether all that have not ended have paused. */
  final boolean allWait() {
    return held.size() == known.size();
  }

  /** What is older is larger; {@code null} when the result does not say. */
  final Double age(Result result) {
    return result.value(timeAttr);
  }

  /** What is better is smaller; {@code null} when the result does not say. */
  final Double score(Result result) {
    Double value = result.value(objective.metric());
    if (value == null) {
      return null;
    }
    return (objective.mode() == Objective.Mode.MAX ? -value : value) + 0.0; // without -0.0
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new BrokenInvariantException("promotion order: " + what);
    }
  }

  // ---- what happens ----

  final void decided(SweepEvent.Recorded recorded, List<Command> commands) {
    event = recorded.event();
    if (event instanceof SweepEvent.Interrupted) {
      interrupted = true;
    } else if (event instanceof SweepEvent.DriverStarted) {
      interrupted = false;
    }
    for (Command command : commands) {
      if (command instanceof Command.Store store) {
        stored(event, store.trial());
      } else if (command instanceof Command.Answer answer) {
        answered(((SweepEvent.Reported) event).result(), answer.decision());
      }
    }
    settled(event, commands);
  }

  /** A stop rule may end, and an interruption may pause, whoever would go on. */
  private void answered(Result result, Decision decision) {
    Decision own = judge(result.trialId(), result);
    told.put(result.trialId(), own);
    boolean byOthers =
        (decision == Decision.STOP && own != Decision.STOP)
            || (decision == Decision.PAUSE && own == Decision.CONTINUE && interrupted);
    check(
        own == decision || byOthers,
        "%s is told to %s, not to %s".formatted(result, decision, own));
  }

  private void stored(SweepEvent event, Trial trial) {
    if (trial.status().isFinal()) {
      known.remove(trial.id());
      boolean waited = held.remove(trial.id());
      if (trial.status() == TrialStatus.TERMINATED && isReason(trial)) {
        if (waited) {
          dropped(trial);
        } else {
          check(told.get(trial.id()) == Decision.STOP, trial + " should not have been stopped");
        }
      }
      ended(trial);
    } else if (known.put(trial.id(), trial) == null) {
      proposed(trial);
    } else if (event instanceof SweepEvent.Ended && hasPausedForIt(trial)) {
      check(told.get(trial.id()) == Decision.PAUSE, trial + " should not have been paused");
      held.add(trial.id());
    } else if (event instanceof SweepEvent.SlotFree) {
      check(held.remove(trial.id()), trial + " goes on, but had not paused");
      resumed(trial);
    }
  }

  private boolean isReason(Trial trial) {
    return String.valueOf(trial.reason()).startsWith(scheduler + ": ");
  }

  private boolean hasPausedForIt(Trial trial) {
    return trial.status() == TrialStatus.PAUSED
        && isReason(trial)
        && String.valueOf(trial.reason()).contains(" waits at ");
  }
}
