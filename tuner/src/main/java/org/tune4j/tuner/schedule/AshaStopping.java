package org.tune4j.tuner.schedule;

import java.util.List;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Stops a trial that is not among the best at a rung; nobody ever pauses. Of {@code n} measured
 * there, itself included, the best {@code max(1, n / factor)} go on: so the first always does.
 */
final class AshaStopping extends Asha {
  AshaStopping(SchedulerKind.Setup setup, AshaSettings settings) {
    super(setup, settings);
  }

  @Override
  Verdict judge(Trial trial, Climber climber, double age, Result result) {
    if (climber.stopped) {
      // It failed before it could stop, and comes again.
      return levels(climber).reached(age) >= climber.next
          ? new Verdict.Stop(climber.told)
          : Verdict.GO_ON;
    }
    int first = climber.next;
    List<Integer> entries = measure(climber, age, judge.score(result));
    for (int i = 0; i < entries.size() && !climber.stopped; i++) {
      Rung rung = rungs(climber).get(first + i);
      if (!rung.isAmongBest(entries.get(i))) {
        climber.stopped = true;
        climber.told = notAmong(result, age, rung, levels(climber).level(first + i));
      }
    }
    return climber.stopped ? new Verdict.Stop(climber.told) : Verdict.GO_ON;
  }
}
