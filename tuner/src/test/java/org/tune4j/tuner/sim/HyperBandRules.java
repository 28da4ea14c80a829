package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Command;

/** What {@code docs/schedulers/hyperband.md} says. */
final class HyperBandRules extends PromotionRules {
  private final boolean stopsLast;
  private final int factor;
  private final int most;
  private final long maxT;
  private final int cells;

  private final List<Bracket> brackets = new ArrayList<>();
  private final Map<String, Climber> climbers = new HashMap<>();

  /** How many trials there will be. */
  private int total;

  /** Whether the searcher had nothing when it was asked last. */
  private boolean isExhausted;

  /** Trials that began together, those of them that are left, and at which rung these are. */
  private static final class Bracket {
    final int number;
    final List<Long> levels = new ArrayList<>();
    long size;
    List<Climber> left = new ArrayList<>();
    int rung;
    boolean isFull;

    Bracket(int number) {
      this.number = number;
    }
  }

  private static final class Climber {
    final Trial trial;
    final Bracket bracket;

    /** What it had come to at each level that it reached. */
    final List<Double> scores = new ArrayList<>();

    /** Up to which rung it may go, and how good it was at the one before. */
    int goesTo;

    int rank;
    boolean isDropped;
    boolean hasEnded;

    Climber(Trial trial, Bracket bracket) {
      this.trial = trial;
      this.bracket = bracket;
    }

    /** Whether it is where it may go, or has ended on the way. */
    boolean isThere() {
      return hasEnded || waits();
    }

    boolean waits() {
      return scores.size() > goesTo;
    }
  }

  /** {@code null} with bounds: what breaks them is another matter. */
  static HyperBandRules of(Scenario.Drawn sweep) {
    boolean bounded = !sweep.sweep().rules().objectives().bounds().isEmpty();
    return bounded ? null : new HyperBandRules(sweep);
  }

  private HyperBandRules(Scenario.Drawn sweep) {
    super(sweep);
    stopsLast = settings.getBoolean("stop_last_trials", true);
    factor = (int) settings.getLong("reduction_factor", 3);
    maxT = settings.getLong("max_t", 81);
    int s = 0;
    for (long power = factor;
        settings.getLong("grace_period", 1) * power <= maxT;
        power *= factor) {
      s++;
    }
    most = s;
    total = sweep.trials();
    cells = sweep.trials() / sweep.samples();
  }

  // ---- brackets ----

  /** Of those that are filled in turn, the largest first. */
  private Bracket begin() {
    Bracket bracket = new Bracket(brackets.size());
    int index = most - brackets.size() % (most + 1);
    double power = 1;
    for (int i = 0; i <= index; i++, power *= factor) {
      bracket.levels.addFirst(Math.round(maxT / power));
    }
    long begins = Math.round(power / factor);
    bracket.size = Math.ceilDiv((most + 1) * begins, index + 1);
    brackets.add(bracket);
    return bracket;
  }

  /** When all of it are there or have ended, the best go on, and the others end. */
  private void pass(Bracket bracket) {
    while (bracket.isFull
        && bracket.rung < bracket.levels.size() - 1
        && bracket.left.stream().allMatch(Climber::isThere)) {
      int rung = bracket.rung++;
      List<Climber> best =
          bracket.left.stream()
              .filter(one -> !one.hasEnded || one.scores.size() > rung + 1)
              .sorted(
                  Comparator.<Climber>comparingDouble(one -> one.scores.get(rung))
                      .thenComparingInt(one -> one.trial.number()))
              .limit(Math.max(1, bracket.left.size() / factor))
              .toList();
      for (Climber one : bracket.left) {
        one.rank = best.indexOf(one);
        one.isDropped = one.rank < 0;
        one.goesTo = one.isDropped ? one.goesTo : rung + 1;
      }
      bracket.left = best;
    }
  }

  /** Of the oldest bracket the best, of those that wait and may go on; {@code null} for nobody. */
  private Climber next() {
    return held().stream()
        .map(climbers::get)
        .filter(one -> !one.isDropped && !one.waits())
        .min(
            Comparator.<Climber>comparingInt(one -> one.bracket.number)
                .thenComparingInt(one -> one.rank))
        .orElse(null);
  }

  /** One that is not full is judged as if it were, when nobody can come or nothing can happen. */
  private void passOnWhatThereIs(Climber one) {
    Bracket bracket = one.bracket;
    boolean nobodyComes = isExhausted || climbers.size() >= total;
    check(
        bracket.isFull || nobodyComes || allWait(),
        "bracket " + bracket.number + " is not full, but " + one.trial.id() + " is judged");
    bracket.isFull = true;
    pass(bracket);
  }

  // ---- what follows ----

  @Override
  Decision judge(String trial, Result result) {
    Climber one = climbers.get(trial);
    Double age = age(result);
    Double score = score(result);
    if (age == null) {
      return Decision.CONTINUE;
    }
    List<Long> levels = one.bracket.levels;
    while (score != null
        && !one.isDropped
        && one.scores.size() < levels.size()
        && age >= levels.get(one.scores.size())) {
      one.scores.add(score);
    }
    pass(one.bracket);
    if (one.isDropped) {
      return Decision.STOP;
    }
    if (one.scores.size() == levels.size()) {
      return stopsLast && age >= maxT ? Decision.STOP : Decision.CONTINUE;
    }
    return one.waits() ? Decision.PAUSE : Decision.CONTINUE;
  }

  @Override
  void proposed(Trial trial) {
    Climber next = next();
    check(next == null, "a trial waits that may go on, but " + trial.id() + " is proposed");
    Bracket bracket =
        brackets.isEmpty() || brackets.getLast().isFull ? begin() : brackets.getLast();
    Climber one = new Climber(trial, bracket);
    climbers.put(trial.id(), one);
    bracket.left.add(one);
    bracket.isFull = bracket.left.size() == bracket.size;
  }

  @Override
  void resumed(Trial trial) {
    Climber one = climbers.get(trial.id());
    held().add(trial.id()); // it is one of those who may be the next
    Climber next = next();
    if (one.waits() && next == null) {
      passOnWhatThereIs(one);
      next = next();
    }
    check(one == next, (next == null ? "nobody" : next.trial.id()) + " may go on, not " + trial);
    held().remove(trial.id());
  }

  @Override
  void dropped(Trial trial) {
    Climber one = climbers.get(trial.id());
    if (!one.isDropped) {
      passOnWhatThereIs(one);
    }
    check(one.isDropped, trial + " ends, but is among the best");
  }

  @Override
  void ended(Trial trial) {
    Climber one = climbers.get(trial.id());
    one.hasEnded = true;
    pass(one.bracket);
  }

  @Override
  void settled(SweepEvent event, List<Command> commands) {
    for (String waiting : held()) {
      check(!climbers.get(waiting).isDropped, waiting + " waits, but for nothing");
    }
    if (event instanceof SweepEvent.SlotFree) {
      isExhausted = commands.isEmpty();
    } else if (event instanceof SweepEvent.Grown grown) {
      total = grown.numSamples() * cells;
      isExhausted = false;
    }
  }
}
