package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.engine.SweepEngine;

/**
 * The event log of a sweep. An engine that is made again from it must be the one that was thrown
 * away: it gives the same commands to each event of the log, stands where that one stood, and goes
 * on like one that was never thrown away.
 */
final class ReplayCheck {
  private final SimulatedSweep plan;
  private final SweepEngine lasting;
  private final List<SweepEvent.Recorded> log = new ArrayList<>();
  private final List<Integer> hashes = new ArrayList<>();

  /**
   * A log that is empty.
   *
   * @param lasting the first engine, which is never thrown away
   */
  ReplayCheck(SimulatedSweep plan, SweepEngine lasting) {
    this.plan = plan;
    this.lasting = lasting;
  }

  /** Writes an event down that an engine has handled. */
  void handled(SweepEvent.Recorded event, List<Command> commands, SweepEngine by) {
    log.add(event);
    hashes.add(commands.hashCode());
    if (by != lasting) {
      List<Command> expected = lasting.handle(event);
      if (!expected.equals(commands)) {
        throw broken(event, "an engine that was made again says " + commands, "" + expected);
      }
    }
  }

  /** An engine that is made from the log, and is like that one. */
  SweepEngine again(SweepEngine thrownAway) {
    SweepEngine engine = plan.engine();
    for (int i = 0; i < log.size(); i++) {
      List<Command> commands = engine.handle(log.get(i));
      if (commands.hashCode() != hashes.get(i)) {
        throw broken(log.get(i), "read again, the log gives " + commands, "something else");
      }
    }
    if (!log.isEmpty()) {
      compare(engine, thrownAway);
    }
    return engine;
  }

  private void compare(SweepEngine a, SweepEngine b) {
    same("live trials", trials(a), trials(b));
    same("next to place", a.nextToPlace(), b.nextToPlace());
    same("hungry", a.isHungry(), b.isHungry());
    same("over", a.isOver(), b.isOver());
    same("deadline", a.deadline(), b.deadline());
    same("best", a.best(), b.best());
    same("terminated", a.tally().terminated(), b.tally().terminated());
    same("errors", a.tally().errors(), b.tally().errors());
    same("recent", a.tally().recent(), b.tally().recent());
    same("total", a.totalTrials(), b.totalTrials());
  }

  private static List<Map.Entry<Trial, @Nullable Result>> trials(SweepEngine engine) {
    return List.copyOf(engine.liveTrials().entrySet());
  }

  private void same(String what, @Nullable Object again, @Nullable Object before) {
    if (!Objects.equals(again, before)) {
      throw broken(log.getLast(), what + " is " + again, "" + before);
    }
  }

  private BrokenInvariantException broken(SweepEvent.Recorded at, String is, String expected) {
    return new BrokenInvariantException(
        "sweep %s: after event %d (%s) %s, not %s"
            .formatted(plan.rules().name(), at.seq(), at.event(), is, expected));
  }
}
