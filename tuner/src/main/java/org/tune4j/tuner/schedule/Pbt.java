package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Score;
import org.tune4j.space.ConfigSchema;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * Population Based Training (Jaderberg et al., 2017): at each interval of its own, one of the worst
 * trials goes on from the newest checkpoint of one of the best, with a config near that one's.
 * Trials for which there is no room take turns.
 */
final class Pbt implements TrialScheduler {
  /** Population Based Training. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          "pbt",
          Set.of("PopulationBasedTraining"),
          true,
          ConfigSchema.of(
              Stream.concat(PbtSettings.keys().stream(), Perturbing.KEYS.stream()).toList(),
              Map.of()),
          setup -> new Pbt(PbtSettings.of("pbt", setup), Perturbing.of(setup)),
          PbtSettings.KEEPS);

  private final PbtSettings settings;
  private final PbtWords words;
  private final Explorer explorer;
  private final Population population;
  private final Exploits exploits;
  private final Paused paused;
  private long expected; // how many trials there will be
  private long added;

  /** What {@link #choose} says when there are no new trials; {@code null} when nobody asked. */
  private @Nullable Choice next;

  Pbt(PbtSettings settings, Explorer explorer) {
    this.settings = settings;
    this.explorer = explorer;
    this.words = new PbtWords(settings);
    this.population = new Population(settings.fraction());
    this.exploits = new Exploits(settings.seed(), population, explorer, words);
    this.expected = settings.population();
    this.paused = new Paused(settings.isSynchronous());
  }

  @Override
  public void onAdded(Trial trial) {
    next = null;
    added++;
    population.add(trial);
  }

  @Override
  public void onTotal(long total) {
    next = null;
    expected = total < 0 ? Long.MAX_VALUE : total;
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere();
    }
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Individual one = population.see(trial);
    Double time = result.value(settings.timeAttr());
    Score judged = settings.judge().score(result);
    if (one == null) {
      return Verdict.GO_ON;
    }
    if (one.isStopping) { // it was lost before it had ended, and goes on
      one.isStopping = false;
      next = null;
    }
    if (time == null || judged == null) {
      return Verdict.GO_ON;
    }
    if (one.pause != null) { // it failed before it could, or lost its state
      return time >= one.time ? new Verdict.Pause(one.pause) : Verdict.GO_ON;
    }
    if (one.isMoved && time <= one.time) {
      one.time = time; // from an older checkpoint than was expected
      one.since = time;
    } else if (time <= one.time) {
      return Verdict.GO_ON; // judged before
    }
    next = null;
    one.isMoved = false;
    one.worked += time - one.time;
    one.time = time;
    double score = 0.0 - judged.values()[0];
    one.score = score;
    one.violation = judged.violation();
    if (!one.hasBase()) {
      one.begins(time, score);
    }
    if (time - one.since < settings.interval()) {
      return Verdict.GO_ON;
    }
    one.since = settings.intervalFrom(time);
    if (time < settings.burnIn()) {
      one.begins(time, score);
      return Verdict.GO_ON;
    }
    explorer.onInterval(one);
    one.begins(time, score);
    one.pause = whyPause(one, othersWait);
    return one.pause == null ? Verdict.GO_ON : new Verdict.Pause(one.pause);
  }

  /** One that saves nothing would begin anew each time. */
  private @Nullable String whyPause(Individual one, boolean othersWait) {
    if (one.saves.never()) {
      return null;
    }
    if (settings.isSynchronous()) {
      return isAlone() ? null : words.waits(one);
    }
    if (population.isWorst(one) && !population.donors(one).isEmpty()) {
      one.exploits = true;
      return words.exploits(one, population);
    }
    return othersWait && !isAlone() && !haveJustPaused() ? words.makesRoom(one) : null;
  }

  /**
   * Whether those that wait have their own room to go on in: they have only just paused, to
   * exploit. When all others have come by and they still wait, somebody else has it.
   */
  private boolean haveJustPaused() {
    boolean all = paused.count() > 0;
    for (Individual one : population.all()) {
      all &= !one.isPaused || (one.exploits && one.overlooked++ < population.size());
    }
    return all;
  }

  /** Whether all others have ended, and no more will come. */
  private boolean isAlone() {
    return population.size() == 1 && isComplete();
  }

  private boolean isComplete() {
    return added >= expected;
  }

  @Override
  public void onStopping(Trial trial) {
    next = null;
    Individual one = population.see(trial);
    if (one != null) {
      one.isStopping = true;
    }
  }

  @Override
  public void onSaved(Trial trial) {
    next = null;
    Individual one = population.see(trial);
    if (one != null) {
      one.saves.saved();
      one.isSaved = true;
      one.savedTime = one.time;
      one.savedScore = one.score;
    }
  }

  @Override
  public void onLost(Trial trial) {
    Individual one = population.see(trial);
    if (one != null) {
      one.saves.lost();
    }
  }

  @Override
  public void onPaused(Trial trial) {
    next = null;
    Individual one = population.see(trial);
    if (one == null) {
      return;
    }
    one.saves.paused();
    paused.add(one);
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere();
    } else {
      paused.release(one);
    }
  }

  @Override
  public void onEnded(Trial trial) {
    next = null;
    Individual one = population.remove(trial);
    if (one != null) {
      paused.remove(one);
    }
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere();
    }
  }

  /** Not before the population is complete, and the last round is over. */
  private void beginRoundWhenAllAreThere() {
    boolean all = paused.count() > 0 && paused.count() == population.canPause();
    if (all && paused.next() == null && isComplete()) {
      beginRound();
    }
  }

  private void beginRound() {
    for (Individual one : population.all()) {
      if (one.isPaused) {
        one.exploits = population.isWorst(one);
        paused.release(one);
      }
    }
  }

  /** The searcher had fewer trials than were expected: those that are there go on. */
  @Override
  public void onStalled() {
    next = null;
    beginRound();
  }

  @Override
  public Choice choose(boolean more) {
    if (more) {
      return Choice.NEW_TRIAL;
    }
    if (next == null) {
      Individual one = paused.next();
      next = one == null ? Choice.NOTHING : exploits.resume(one);
    }
    return next;
  }

  @Override
  public void onResumed(Trial trial) {
    Individual one = population.see(trial);
    Choice chosen = next;
    next = null;
    if (one == null) {
      return;
    }
    paused.remove(one);
    one.pause = null;
    Individual donor = exploits.donor(one);
    if (donor != null && !isAsChosen(trial, chosen)) {
      donor.isSaved = false; // its checkpoint is lost, and the trial goes on at its own
    } else if (donor != null) {
      one.begins(donor.savedTime, donor.savedScore);
      one.exploited++;
      one.isMoved = true;
      one.time = donor.savedTime;
      one.since = donor.savedTime;
      one.isSaved = false; // what it has is the donor's: nobody gets further from there
    }
    one.exploits = false;
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere(); // it may have been the last that the others waited for
    }
  }

  private static boolean isAsChosen(Trial trial, @Nullable Choice chosen) {
    return chosen instanceof Choice.Resume resume
        && resume.change() != null
        && resume.change().config().equals(trial.config());
  }

  @Override
  public int savesEvery() {
    return settings.savesEvery();
  }

  @Override
  public List<String> plan() {
    return settings.plan(explorer);
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
