package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.Seeds;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Population Based Training (Jaderberg et al., 2017): at each interval of its own, one of the worst
 * trials goes on from the newest checkpoint of one of the best, with a config near that one's.
 * Trials for which there is no room take turns.
 */
final class Pbt implements TrialScheduler {
  private static final String MUTATIONS = "hyperparam_mutations";
  private static final String RESAMPLE = "resample_probability";
  private static final String FACTORS = "perturbation_factors";

  /** Population Based Training. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          "pbt",
          Set.of("PopulationBasedTraining"),
          true,
          ConfigSchema.of(
              Stream.concat(
                      PbtSettings.keys().stream(),
                      Stream.of(
                          PbtSettings.key(
                              MUTATIONS,
                              new ValueType.MapOf(ConfigSchema.anything()),
                              "what each key may become"),
                          PbtSettings.key(
                              RESAMPLE,
                              new ValueType.Real(0, 1),
                              "how likely a value is drawn anew"),
                          PbtSettings.key(
                              FACTORS,
                              new ValueType.ListOf(new ValueType.Real(Double.MIN_VALUE, 1e18)),
                              "by one of which a number is multiplied")))
                  .toList(),
              Map.of()),
          Pbt::make,
          PbtSettings.KEEPS);

  /** The least trained first, lest one wait for ever; those that exploit before others. */
  private static final Comparator<Member> BY_TURN =
      Comparator.comparingDouble((Member member) -> member.worked)
          .thenComparing(member -> !member.exploits)
          .thenComparingInt(Member::number);

  /** In a round, what others go on from must not have gone on before. */
  private static final Comparator<Member> BY_ROUND =
      Comparator.comparing((Member member) -> !member.exploits).thenComparing(BY_TURN);

  private final PbtSettings settings;
  private final Explorer explorer;
  private final Population population;

  /** Those paused ones that may go on. What they are sorted by does not change while they wait. */
  private final TreeSet<Member> ready;

  private int paused;
  private long added;

  /** What {@link #choose} says when there are no new trials; {@code null} when nobody asked. */
  private @Nullable Choice next;

  Pbt(PbtSettings settings, Explorer explorer) {
    this.settings = settings;
    this.explorer = explorer;
    this.population = new Population(settings.fraction());
    this.ready = new TreeSet<>(settings.isSynchronous() ? BY_ROUND : BY_TURN);
  }

  private static Pbt make(SchedulerKind.Setup setup) {
    PbtSettings settings = PbtSettings.of("pbt", setup);
    Config set = setup.settings();
    SortedMap<String, Mutation> mutations =
        set.has(MUTATIONS)
            ? Mutations.listed(MUTATIONS, set.getConfig(MUTATIONS), setup.space())
            : Mutations.ofSpace(setup.space());
    if (mutations.isEmpty()) {
      throw new InvalidInputException(
          new Problem(
              MUTATIONS + ": there is nothing to explore",
              null,
              "add " + MUTATIONS + ": {lr: {loguniform: [1.0e-5, 0.1]}}"));
    }
    List<Double> factors = factors(set);
    double resample = set.getDouble(RESAMPLE, 0.25);
    return new Pbt(
        settings, new Perturbing(mutations, resample, factors, new Consistent(setup.space())));
  }

  private static List<Double> factors(Config set) {
    if (!set.has(FACTORS)) {
      return List.of(1.2, 0.8);
    }
    List<Double> factors = new ArrayList<>();
    for (Object factor : set.getList(FACTORS)) {
      factors.add(((Number) Objects.requireNonNull(factor)).doubleValue());
    }
    if (factors.isEmpty()) {
      throw new InvalidInputException(
          new Problem(FACTORS + ": must have a number", null, "use [1.2, 0.8]"));
    }
    return factors;
  }

  @Override
  public void onAdded(Trial trial) {
    next = null;
    added++;
    population.add(trial);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Member member = population.see(trial);
    Double time = result.value(settings.timeAttr());
    Double score = settings.score(result.value(settings.objective().metric()));
    if (member == null || time == null || score == null) {
      return Verdict.GO_ON;
    }
    if (member.pause != null) { // it failed before it could, or lost its state
      return time >= member.time ? new Verdict.Pause(member.pause) : Verdict.GO_ON;
    }
    if (member.isMoved && time <= member.time) {
      member.time = time; // from an older checkpoint than was expected
      member.since = time;
    } else if (time <= member.time) {
      return Verdict.GO_ON; // judged before
    }
    next = null;
    member.isMoved = false;
    member.worked += time - member.time;
    member.time = time;
    member.score = score;
    if (!member.hasBase()) {
      member.begins(time, score);
    }
    if (time - member.since < settings.interval()) {
      return Verdict.GO_ON;
    }
    member.since = settings.intervalFrom(time);
    if (time < settings.burnIn()) {
      member.begins(time, score);
      return Verdict.GO_ON;
    }
    explorer.onInterval(member);
    member.begins(time, score);
    member.pause = whyPause(member, othersWait);
    return member.pause == null ? Verdict.GO_ON : new Verdict.Pause(member.pause);
  }

  private @Nullable String whyPause(Member member, boolean othersWait) {
    if (settings.isSynchronous() && isAlone()) {
      return null;
    }
    if (settings.isSynchronous()) {
      return settings.name() + ": waits for the others at " + time(member);
    }
    if (population.isWorst(member) && !population.donors(member).isEmpty()) {
      member.exploits = true;
      return whyExploit(member);
    }
    return othersWait && !isAlone() && !haveJustPaused()
        ? settings.name() + ": makes room for others at " + time(member)
        : null;
  }

  /**
   * Whether those that wait have their own room to go on in: they have only just paused, to
   * exploit. When all others have come by and they still wait, somebody else has it.
   */
  private boolean haveJustPaused() {
    boolean all = paused > 0;
    for (Member member : population.all()) {
      all &= !member.isPaused || (member.exploits && member.overlooked++ < population.size());
    }
    return all;
  }

  private String whyExploit(Member member) {
    int scored = population.scored();
    return "%s: %s %s at %s is rank %d of %d, among the worst %d"
        .formatted(
            settings.name(),
            settings.objective().metric(),
            PbtWords.number(settings.metric(member.score)),
            time(member),
            population.rank(member),
            scored,
            population.quantile(scored));
  }

  private String time(Member member) {
    return settings.timeAttr() + " " + PbtWords.number(member.time);
  }

  /** Whether all others have ended, and no more will come. */
  private boolean isAlone() {
    return population.size() == 1 && isComplete();
  }

  private boolean isComplete() {
    return added >= settings.population();
  }

  @Override
  public void onSaved(Trial trial) {
    next = null;
    Member member = population.see(trial);
    if (member != null) {
      member.isSaved = true;
      member.savedTime = member.time;
      member.savedScore = member.score;
    }
  }

  @Override
  public void onPaused(Trial trial) {
    next = null;
    Member member = population.see(trial);
    if (member == null) {
      return;
    }
    member.isPaused = true;
    member.overlooked = 0;
    paused++;
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere();
    } else {
      ready.add(member);
    }
  }

  @Override
  public void onEnded(Trial trial) {
    next = null;
    Member member = population.remove(trial);
    if (member != null && member.isPaused) {
      paused--;
      ready.remove(member);
    }
    if (settings.isSynchronous()) {
      beginRoundWhenAllAreThere();
    }
  }

  /** Not before the population is complete, and the last round is over. */
  private void beginRoundWhenAllAreThere() {
    if (paused > 0 && paused == population.size() && ready.isEmpty() && isComplete()) {
      beginRound();
    }
  }

  private void beginRound() {
    for (Member member : population.all()) {
      if (member.isPaused) {
        member.exploits = population.isWorst(member);
        ready.add(member);
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
      next = ready.isEmpty() ? Choice.NOTHING : resume(ready.first());
    }
    return next;
  }

  private Choice.Resume resume(Member member) {
    Member donor = member.exploits ? donor(member) : null;
    if (donor == null) {
      String reason = settings.name() + ": goes on at " + time(member);
      return new Choice.Resume(member.trial.id(), reason, null);
    }
    Config config = explorer.explore(member, donor, population.all(), random(member, "explore"));
    String reason =
        "%s: goes on from trial %d (%s %s at %s) with %s"
            .formatted(
                settings.name(),
                donor.number(),
                settings.objective().metric(),
                PbtWords.number(settings.metric(donor.score)),
                time(donor),
                PbtWords.changes(donor.trial.config(), config));
    return new Choice.Resume(
        member.trial.id(),
        reason,
        new Choice.Change(config, donor.trial.resources(), donor.trial.id()));
  }

  /** Who it goes on from; {@code null} when nobody is better and has a checkpoint. */
  private @Nullable Member donor(Member member) {
    List<Member> donors = population.donors(member);
    return donors.isEmpty()
        ? null
        : donors.get(Chance.index(donors.size(), random(member, "exploit")));
  }

  private RandomGenerator random(Member member, String purpose) {
    return Seeds.random(
        settings.seed(), purpose, ((long) member.number() << 32) + member.exploited);
  }

  @Override
  public void onResumed(Trial trial) {
    Member member = population.see(trial);
    Choice chosen = next;
    next = null;
    if (member == null) {
      return;
    }
    ready.remove(member);
    paused--;
    member.isPaused = false;
    member.pause = null;
    Member donor = member.exploits ? donor(member) : null;
    if (donor != null && !isAsChosen(trial, chosen)) {
      donor.isSaved = false; // its checkpoint is lost, and the trial goes on at its own
    } else if (donor != null) {
      member.begins(donor.savedTime, donor.savedScore);
      member.exploited++;
      member.isMoved = true;
      member.time = donor.savedTime;
      member.since = donor.savedTime;
      member.isSaved = false; // what it has is the donor's: nobody gets further from there
    }
    member.exploits = false;
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
}
