package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Shares the grid among the trials that are left: one asks for more when all of them can have that
 * much side by side, and for less again when more trials come or members go. It pauses for that
 * after a result, and goes on from its checkpoint. What becomes of trials another scheduler
 * decides, which does not hear of these pauses.
 *
 * <p>While nobody knows how many trials come, or what the members have, and while trials ask for
 * different amounts by themselves, each asks for that.
 */
final class ResourceChanging extends WrappingScheduler {
  private static final String NAME = "resource_changing";
  private static final String RESOURCES = "resources_per_trial";

  /** {@code resource_changing}. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          NAME,
          Set.of(),
          false,
          ConfigSchema.of(
              Stream.concat(
                      Stream.of(
                          new ConfigSchema.Key(
                              Wrapped.KEY,
                              new ValueType.Any(), // SchedulerKeys knows the type of each kind
                              "the trial scheduler that decides everything else")),
                      Growth.KEYS.stream())
                  .toList(),
              Map.of()),
          ResourceChanging::of);

  /** A trial that has not ended. */
  private static final class Sized {
    /** What it asks for by itself. */
    final PlacementGroup own;

    /** The config that it has from another, and what that one asks for by itself. */
    @Nullable Config lentConfig;

    @Nullable PlacementGroup lentBase;

    /** As its pauses for a change have shown. */
    final Saves saves = new Saves();

    boolean isToPause;

    /** As it was when it was last heard of. */
    Trial trial;

    Sized(Trial trial) {
      this.trial = trial;
      this.own = trial.resources();
    }

    /** What it asks for by itself with that config. */
    PlacementGroup base(Config config) {
      return lentBase != null && config.equals(lentConfig) ? lentBase : own;
    }
  }

  private final Growth growth;

  /** Whether all trials may ask for the same by themselves, as far as the space says. */
  private final boolean areAlike;

  private final Map<String, Sized> trials = new HashMap<>();

  /** Those that were told to pause for a change, until their next result. */
  private final Set<String> changing = new HashSet<>();

  /** Those of them that have paused, in this order. */
  private final Map<String, Trial> ready = new LinkedHashMap<>();

  /** Those that the other scheduler has paused. */
  private final Set<String> held = new HashSet<>();

  /** How many trials ask for what by themselves. */
  private final Map<PlacementGroup, Integer> bases = new HashMap<>();

  private final Map<PlacementGroup, PlacementGroup> targets = new HashMap<>();

  /** Who last was to go on at the checkpoint of another, with its config. */
  private Choice.@Nullable Resume exploiting;

  private @Nullable List<SweepEvent.Members> members;
  private int atMost;
  private long total;
  private long added;
  private long ended;

  /** When the members were heard of; others may have taken the room of those that ended since. */
  private long endedThen;

  private ResourceChanging(TrialScheduler scheduler, Growth growth, boolean areAlike, int samples) {
    super(scheduler);
    this.growth = growth;
    this.areAlike = areAlike;
    this.total = samples;
  }

  private static TrialScheduler of(SchedulerKind.Setup setup) {
    @Nullable Object wrapped = setup.settings().get(Wrapped.KEY);
    TrialScheduler scheduler = wrapped == null ? FIFO : Wrapped.of(wrapped, setup);
    if (scheduler.goesByOffers()) {
      throw new InvalidInputException(
          new Problem("scheduler: resource_changing cannot stand around itself", null, null));
    }
    return new ResourceChanging(
        scheduler,
        Growth.of(setup.settings()),
        !setup.space().varies(RESOURCES) && !setup.space().hasDependencies(RESOURCES),
        setup.samples());
  }

  // ---- how much each gets ----

  @Override
  public boolean goesByOffers() {
    return true;
  }

  @Override
  public Resources reserve() {
    return growth.reserve();
  }

  @Override
  public void onOffered(List<SweepEvent.Members> offered, int most) {
    super.onOffered(offered, most);
    members = offered;
    atMost = most;
    endedThen = ended;
    targets.clear();
  }

  @Override
  public void onTotal(long known) {
    super.onTotal(known);
    total = known;
    targets.clear();
  }

  @Override
  public PlacementGroup request(Trial trial) {
    Sized sized = trials.get(trial.id());
    return sized == null ? trial.resources() : target(sized.base(trial.config()));
  }

  private PlacementGroup target(PlacementGroup base) {
    return targets.computeIfAbsent(base, this::find);
  }

  private PlacementGroup find(PlacementGroup base) {
    long left = total < 0 ? Integer.MAX_VALUE : Math.max(1, total - endedThen);
    long side = atMost == 0 ? left : Math.min(left, atMost);
    return members == null || !areAlike || side >= Integer.MAX_VALUE || bases.size() > 1
        ? base
        : growth.largest(base, members, (int) side);
  }

  // ---- trials ----

  @Override
  public void onAdded(Trial trial) {
    added++;
    trials.put(trial.id(), new Sized(trial));
    if (bases.merge(trial.resources(), 1, Integer::sum) == 1) {
      targets.clear();
    }
    super.onAdded(trial);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    Sized sized = trials.get(trial.id());
    if (sized == null) {
      return super.onResult(trial, result, othersWait);
    }
    sized.isToPause = false; // it may have failed before it could
    sized.trial = trial;
    changing.remove(trial.id());
    Verdict verdict = super.onResult(trial, result, othersWait && doOthersWait());
    PlacementGroup request = request(trial);
    boolean mayChange = verdict instanceof Verdict.GoOn && !sized.saves.never();
    if (!mayChange || request.equals(trial.resources())) {
      return verdict;
    }
    sized.isToPause = true;
    changing.add(trial.id());
    return new Verdict.Pause(
        "%s: is to go on with %s instead of %s".formatted(NAME, request, trial.resources()));
  }

  /** Whether anybody waits but those that wait for a change, which have had room already. */
  private boolean doOthersWait() {
    return changing.isEmpty() || !held.isEmpty() || added != total;
  }

  @Override
  public void onSaved(Trial trial) {
    Sized sized = trials.get(trial.id());
    if (sized != null) {
      sized.saves.saved();
    }
    super.onSaved(trial);
  }

  @Override
  public void onLost(Trial trial) {
    Sized sized = trials.get(trial.id());
    if (sized != null && sized.isToPause) {
      sized.saves.lost();
    } else {
      super.onLost(trial);
    }
  }

  @Override
  public void onPaused(Trial trial) {
    Sized sized = trials.get(trial.id());
    if (sized != null) {
      sized.trial = trial;
    }
    if (sized != null && sized.isToPause) {
      sized.isToPause = false;
      sized.saves.paused();
      ready.put(trial.id(), trial);
      return;
    }
    held.add(trial.id());
    super.onPaused(trial);
  }

  @Override
  public Choice choose(boolean more) {
    if (!ready.isEmpty()) {
      Trial trial = ready.values().iterator().next();
      PlacementGroup request = request(trial);
      return new Choice.Resume(
          trial.id(),
          "%s: goes on with %s".formatted(NAME, request),
          new Choice.Change(trial.config(), request, trial.id()));
    }
    Choice choice = super.choose(more);
    if (!(choice instanceof Choice.Resume resume)) {
      return choice;
    }
    exploiting = resume.change() == null ? null : resume;
    return withRequest(resume);
  }

  /** One that was paused for another reason may go on with another request, too. */
  private Choice withRequest(Choice.Resume resume) {
    Sized sized = trials.get(resume.trialId());
    if (sized == null) {
      return resume;
    }
    Trial trial = sized.trial;
    Choice.Change change = resume.change();
    PlacementGroup request = target(change == null ? sized.base(trial.config()) : base(change));
    if (change == null && request.equals(trial.resources())) {
      return resume;
    }
    Choice.Change with =
        change == null
            ? new Choice.Change(trial.config(), request, trial.id())
            : new Choice.Change(change.config(), request, change.donor());
    return new Choice.Resume(trial.id(), resume.reason() + ", with " + request, with);
  }

  /** What a trial asks for by itself goes with the config that it has from another. */
  private PlacementGroup base(Choice.Change change) {
    Sized donor = trials.get(change.donor());
    return donor == null ? change.resources() : donor.base(donor.trial.config());
  }

  @Override
  public void onResumed(Trial trial) {
    if (ready.remove(trial.id()) != null) {
      return;
    }
    held.remove(trial.id());
    Sized sized = trials.get(trial.id());
    Choice.Change change =
        exploiting != null && exploiting.trialId().equals(trial.id()) ? exploiting.change() : null;
    if (sized != null && change != null && change.config().equals(trial.config())) {
      sized.lentBase = base(change);
      sized.lentConfig = change.config();
    }
    if (sized != null) {
      sized.trial = trial;
    }
    exploiting = null;
    super.onResumed(trial);
  }

  @Override
  public void onEnded(Trial trial) {
    Sized sized = trials.remove(trial.id());
    ready.remove(trial.id());
    changing.remove(trial.id());
    held.remove(trial.id());
    if (sized != null) {
      bases.computeIfPresent(sized.own, (base, count) -> count == 1 ? null : count - 1);
    }
    ended++;
    super.onEnded(trial);
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>();
    lines.add(NAME + ": trials share the room of those that have ended, " + growth.text());
    lines.addAll(super.plan());
    return lines;
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
