package org.tune4j.tuner.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * HyperBand (Li and others, 2018): trials fill {@linkplain HyperBandPlan brackets}, the largest
 * first, again and again. A trial pauses at each level of its bracket; when all of the bracket are
 * there or have ended, the best go on and the others end.
 *
 * <p>No sweep waits for ever: when nothing can happen by itself, or there is room and no more
 * trials come, the bracket that is being filled is judged with what it has; and in a bracket that
 * is full, whoever keeps the others waiting runs, or waits for room.
 *
 * <p>Of several objectives it judges by the first; a trial that is out of bounds is worse than one
 * that is less so.
 */
public final class HyperBand implements TrialScheduler {
  private static final long MOST = 1_000_000_000;
  private static final String GRACE_PERIOD = "grace_period";
  private static final String MAX_T = "max_t";
  private static final String REDUCTION_FACTOR = "reduction_factor";
  private static final String STOP_LAST_TRIALS = "stop_last_trials";

  private static final ConfigSchema SETTINGS =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key(
                  MAX_T, new ValueType.Whole(1, MOST), "how old a trial becomes at most"),
              new ConfigSchema.Key(
                  REDUCTION_FACTOR,
                  new ValueType.Whole(2, MOST),
                  "so many times fewer trials are in the next rung, and so many times older"),
              new ConfigSchema.Key(
                  GRACE_PERIOD, new ValueType.Whole(1, MOST), "no trial is judged before"),
              new ConfigSchema.Key(
                  STOP_LAST_TRIALS,
                  new ValueType.Bool(),
                  "whether trials end at max_t, or go on unjudged")),
          Map.of());

  /** As a sweep names it. */
  public static final SchedulerKind KIND = kind("hyperband", Set.of());

  /**
   * HyperBand for a searcher that learns from what trials have come to at its levels (Falkner,
   * Klein, Hutter, "BOHB", 2018).
   */
  public static final SchedulerKind BOHB = kind("bohb", Set.of("hb_bohb", "HyperBandForBOHB"));

  private final HyperBandPlan plan;
  private final HyperBandWords words;
  private final @Nullable Objectives bounded;
  private final boolean stopLastTrials;

  private final Map<String, Contender> live = new HashMap<>();
  private @Nullable Bracket open;
  private int brackets;
  private int added;
  private long total; // how many trials there will be; -1 when nobody knows

  /** Those that go on: of the oldest bracket first, and there the best. */
  private final TreeSet<Contender> ready =
      new TreeSet<>(
          Comparator.<Contender>comparingInt(one -> one.bracket.number)
              .thenComparingInt(one -> one.rank)
              .thenComparingInt(one -> one.number));

  private final Map<String, Unwanted> unwanted = new LinkedHashMap<>();

  private HyperBand(String name, SchedulerKind.Setup setup) {
    long maxT = setup.settings().getLong(MAX_T, 81);
    long lowest = setup.settings().getLong(GRACE_PERIOD, 1);
    if (lowest > maxT) {
      throw new InvalidInputException(
          new Problem(
              "%s: must not be more than %s (%d > %d)".formatted(GRACE_PERIOD, MAX_T, lowest, maxT),
              null,
              null));
    }
    this.plan = HyperBandPlan.of(lowest, maxT, (int) setup.settings().getLong(REDUCTION_FACTOR, 3));
    this.words = new HyperBandWords(name, setup.objective(), setup.timeAttr());
    this.total = setup.samples();
    this.bounded = Judge.ofFirst(setup).several();
    this.stopLastTrials = setup.settings().getBoolean(STOP_LAST_TRIALS, true);
  }

  private static SchedulerKind kind(String name, Set<String> aliases) {
    return new SchedulerKind(name, aliases, true, SETTINGS, setup -> new HyperBand(name, setup));
  }

  @Override
  public void onAdded(Trial trial) {
    Bracket bracket = open;
    if (bracket == null || bracket.isClosed()) {
      int index = plan.most() - brackets % (plan.most() + 1);
      bracket = new Bracket(brackets++, plan.levels(index), plan.size(index), plan.factor(), words);
      open = bracket;
    }
    added++;
    live.put(trial.id(), bracket.add(trial.id(), trial.number()));
  }

  @Override
  public void onTotal(long known) {
    total = known;
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Contender one = live.get(trial.id());
    Double time = result.value(words.timeAttr());
    if (one == null || time == null) {
      return Verdict.GO_ON;
    }
    report(one, time, result);
    if (one.dropped != null) {
      return new Verdict.Stop(one.dropped);
    }
    if (one.reached == one.bracket.rungs()) {
      return lastVerdict(time);
    }
    return one.reached > one.rung ? new Verdict.Pause(words.waits(one)) : Verdict.GO_ON;
  }

  private void report(Contender one, double time, Result result) {
    Double value = result.value(words.objective().metric());
    Outcome outcome = bounded == null ? null : bounded.outcome(result);
    if (one.dropped != null || value == null || (bounded != null && outcome == null)) {
      return;
    }
    int before = one.reached;
    double violation = outcome == null ? 0 : outcome.violation();
    one.bracket.report(one, time, words.score(value), violation);
    if (one.reached > before) {
      judge(one.bracket);
    }
  }

  /** One that was at max_t, but went on from an earlier checkpoint, comes there again. */
  private Verdict lastVerdict(double time) {
    long maxT = plan.levels().getLast();
    return stopLastTrials && time >= maxT
        ? new Verdict.Stop(words.over(time, maxT))
        : Verdict.GO_ON;
  }

  private void judge(Bracket bracket) {
    bracket.judge().forEach(this::sort);
  }

  /** Only those that have paused can go on, or be ended from here. */
  private void sort(Contender one) {
    if (one.hasEnded || !one.isPaused) {
      return;
    }
    if (one.dropped != null) {
      unwanted.put(one.id, new Unwanted(one.id, one.dropped));
    } else if (one.reached <= one.rung) {
      ready.add(one);
    }
  }

  @Override
  public void onPaused(Trial trial) {
    Contender one = live.get(trial.id());
    if (one != null) {
      one.isPaused = true;
      sort(one);
    }
  }

  @Override
  public void onResumed(Trial trial) {
    Contender one = live.get(trial.id());
    if (one == null) {
      return;
    }
    if (!ready.contains(one)) {
      one.bracket.close(); // it was chosen as the one that would go on then
      judge(one.bracket);
    }
    ready.remove(one);
    one.isPaused = false;
  }

  @Override
  public void onEnded(Trial trial) {
    Contender one = live.remove(trial.id());
    if (one == null) {
      return;
    }
    ready.remove(one);
    unwanted.remove(one.id);
    one.bracket.end(one);
    judge(one.bracket);
  }

  @Override
  public Choice choose(boolean more) {
    if (!ready.isEmpty()) {
      Contender first = ready.first();
      return resume(first.bracket.step(first));
    }
    if (more) {
      return Choice.NEW_TRIAL;
    }
    Bracket.Step step = open == null || !hasAll() ? null : open.firstIfClosed();
    return step != null && step.one().isPaused ? resume(step) : Choice.NOTHING;
  }

  /**
   * Whether the searcher has nothing for good: else it may be that it waits for trials to end, and
   * each would get a bracket of its own.
   */
  private boolean hasAll() {
    return total >= 0 && added >= total;
  }

  private Choice resume(Bracket.Step step) {
    return new Choice.Resume(step.one().id, words.goesOn(step), null);
  }

  @Override
  public List<Unwanted> unwanted() {
    List<Unwanted> all = List.copyOf(unwanted.values());
    unwanted.clear();
    return all;
  }

  @Override
  public void onStalled() {
    if (open != null) {
      open.close();
      judge(open);
    }
  }

  @Override
  public List<Integer> levels() {
    return words.timeAttr().equals(Result.TRAINING_ITERATION)
        ? plan.levels().stream().map(Math::toIntExact).toList()
        : List.of();
  }

  @Override
  public List<String> plan() {
    return plan.lines(words.timeAttr());
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
