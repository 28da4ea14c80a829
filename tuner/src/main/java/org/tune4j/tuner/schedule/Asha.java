package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Score;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

/**
 * Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter
 * tuning", 2018): at each rung one trial of so many goes on, and nobody waits for the others.
 *
 * <p>A trial is measured at each rung that it reaches, once: with its first result at or after the
 * rung's age. One that fails for good counts at its next rung, as the worst.
 */
abstract sealed class Asha implements TrialScheduler permits AshaStopping, AshaPromotion {
  /** {@code asha}. */
  public static final SchedulerKind KIND =
      new SchedulerKind(
          "asha", Set.of("async_hyperband", "asynchyperband"), true, AshaSettings.SCHEMA, Asha::of);

  /** A trial that has not ended. */
  static final class Climber {
    final int bracket;

    /** The first rung that it was not measured at. */
    int next;

    /** Its measurement at the rung before, if it waits there or is about to; -1 if not. */
    int waitsWith = -1;

    /** Why it was told to stop, for when it comes back to the age at which it was. */
    String told = "";

    /** What it was measured by at the rung where it waits, in words. */
    String measured = "";

    /** Whether it was told to stop. */
    boolean stopped;

    Climber(int bracket) {
      this.bracket = bracket;
    }
  }

  final AshaSettings settings;
  final Judge judge;
  private final BracketDraw brackets;
  private final List<Rungs> levels = new ArrayList<>();
  private final List<List<Rung>> rungs = new ArrayList<>();
  private final Map<String, Climber> climbers = new HashMap<>();
  private final int samples;

  Asha(SchedulerKind.Setup setup, AshaSettings settings) {
    this.settings = settings;
    this.judge = Judge.of(setup);
    this.brackets = new BracketDraw(settings, setup.seed());
    this.samples = setup.samples();
    int[] sizes = brackets.sizes(settings.promotes() ? setup.samples() : -1);
    for (int b = 0; b < brackets.count(); b++) {
      levels.add(settings.rungs().bracket(b));
      rungs.add(rungs(levels.get(b).count(), sizes[b]));
    }
  }

  private static Asha of(SchedulerKind.Setup setup) {
    AshaSettings settings = AshaSettings.of(setup.settings());
    return settings.promotes()
        ? new AshaPromotion(setup, settings)
        : new AshaStopping(setup, settings);
  }

  private List<Rung> rungs(int count, int trials) {
    List<Rung> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int expected = k == 0 ? trials : -1; // who is promoted early may be beaten later
      Rung.Cut cut = new Rung.Cut(settings.factor(), settings.promotes() ? 0 : 1, expected);
      all.add(judge.several() == null ? new ScalarRung(cut) : new ParetoRung(cut));
    }
    return all;
  }

  @Override
  public void onAdded(Trial trial) {
    climbers.put(trial.id(), new Climber(brackets.of(trial.number())));
  }

  @Override
  public void onTotal(long total) {
    int[] sizes = brackets.sizes(settings.promotes() ? total : -1);
    for (int b = 0; b < sizes.length; b++) {
      rungs.get(b).getFirst().expect(sizes[b]);
    }
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Climber climber = climber(trial);
    Double age = judge.age(result);
    if (age == null) {
      return Verdict.GO_ON;
    }
    if (settings.stopsLast() && age >= settings.rungs().maxT()) {
      measure(climber, age, judge.score(result)); // it counts there, too
      return new Verdict.Stop(
          "asha: %s %s has reached max_t %d"
              .formatted(judge.timeAttr(), Numbers.text(age), settings.rungs().maxT()));
    }
    return judge(trial, climber, age, result);
  }

  /** Judges a trial that is younger than max_t. */
  abstract Verdict judge(Trial trial, Climber climber, double age, Result result);

  /**
   * Counts a score at each rung that it is the first to reach.
   *
   * @return the measurements; empty when it reached none, or there is no score
   */
  final List<Integer> measure(Climber climber, double age, @Nullable Score score) {
    List<Integer> entries = new ArrayList<>();
    int reached = levels(climber).reached(age);
    while (score != null && climber.next < reached) {
      climber.waitsWith = -1; // not at that rung any more
      entries.add(rungs(climber).get(climber.next++).add(score));
    }
    return entries;
  }

  @Override
  public void onEnded(Trial trial) {
    Climber climber = climber(trial);
    climbers.remove(trial.id());
    List<Rung> ladder = rungs(climber);
    if (climber.waitsWith >= 0) {
      ladder.get(climber.next - 1).release(climber.waitsWith);
    }
    if (trial.status() == TrialStatus.ERROR && climber.next < ladder.size()) {
      ladder.get(climber.next).add(Judge.WORST);
    }
  }

  final Climber climber(Trial trial) {
    return climber(trial.id());
  }

  final Climber climber(String trialId) {
    Climber climber = climbers.get(trialId);
    if (climber == null) {
      throw new IllegalStateException("asha: does not know " + trialId);
    }
    return climber;
  }

  final Rungs levels(Climber climber) {
    return levels.get(climber.bracket);
  }

  final List<Rung> rungs(Climber climber) {
    return rungs.get(climber.bracket);
  }

  final List<List<Rung>> rungs() {
    return rungs;
  }

  final Rungs levels(int bracket) {
    return levels.get(bracket);
  }

  /** {@code asha: loss 0.9 at training_iteration 9 is not among the best 3 of 9}. */
  final String notAmong(Result result, double age, Rung rung, long level) {
    return "asha: %s is not among the best %d of %d%s"
        .formatted(
            judge.text(result), rung.quota(), rung.size(), age == level ? "" : " at rung " + level);
  }

  @Override
  public List<String> plan() {
    return new AshaPlan(settings, brackets, judge.timeAttr(), samples).lines();
  }
}
