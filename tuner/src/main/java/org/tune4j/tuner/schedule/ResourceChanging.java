package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.place.Requests;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Shares the grid among the trials that are left: one asks for more when all of them can have that
 * much side by side, and for less again when more trials come or members go. It pauses for that
 * after a result, and goes on from its checkpoint. What becomes of trials another scheduler
 * decides, which does not hear of these pauses.
 *
 * <p>While nobody knows how many trials come, or what the members have, all stays as it is.
 */
final class ResourceChanging extends WrappingScheduler {
  private static final String NAME = "resource_changing";
  private static final String INCREASE_BY = "increase_by";
  private static final String TIMES = "increase_by_times";
  private static final String RESERVE = "reserve_resources";
  private static final String ADD_BUNDLES = "add_bundles";

  /** {@code resource_changing}. */
  static final SchedulerKind KIND =
      new SchedulerKind(
          NAME,
          Set.of(),
          false,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      Wrapped.KEY,
                      new ValueType.Any(), // SchedulerKeys knows the type of each kind
                      "the trial scheduler that decides everything else"),
                  new ConfigSchema.Key(
                      INCREASE_BY,
                      new ValueType.MapOf(ConfigSchema.anything()),
                      "by how much a trial grows in a step"),
                  new ConfigSchema.Key(
                      TIMES,
                      new ValueType.Whole(-1, Integer.MAX_VALUE),
                      "how many steps it grows at most; -1 for no limit"),
                  new ConfigSchema.Key(
                      RESERVE, new ValueType.MapOf(ConfigSchema.anything()), "what is left alone"),
                  new ConfigSchema.Key(
                      ADD_BUNDLES, new ValueType.Bool(), "whether each step is a bundle")),
              Map.of()),
          ResourceChanging::of);

  private final Growth growth;

  /** What each trial that has not ended asks for by itself. */
  private final Map<String, PlacementGroup> bases = new HashMap<>();

  /** Those that were told to pause for a change, and those that have paused for it. */
  private final Set<String> pausing = new TreeSet<>();

  private final Map<String, Trial> ready = new LinkedHashMap<>();

  /** Those that the other scheduler has paused. */
  private final Map<String, Trial> held = new HashMap<>();

  private final Map<PlacementGroup, PlacementGroup> targets = new HashMap<>();

  /** Who last was to go on at the checkpoint of another, with its config and request. */
  private Choice.@Nullable Resume exploiting;

  private @Nullable List<SweepEvent.Members> members;
  private int atMost;
  private long total;
  private long ended;

  private ResourceChanging(TrialScheduler scheduler, Growth growth, int samples) {
    super(scheduler);
    this.growth = growth;
    this.total = samples;
  }

  private static TrialScheduler of(SchedulerKind.Setup setup) {
    Config set = setup.settings();
    @Nullable Object wrapped = set.get(Wrapped.KEY);
    int times = (int) set.getLong(TIMES, -1);
    Resources step = set.has(INCREASE_BY) ? amounts(set, INCREASE_BY) : null;
    if (step != null && (step.isNothing() || step.gpu() != StrictMath.rint(step.gpu()))) {
      throw new InvalidInputException(
          new Problem(
              INCREASE_BY + ": must be more than nothing, and whole GPUs (" + step + ")",
              null,
              "use {cpu: 1}"));
    }
    return new ResourceChanging(
        wrapped == null ? FIFO : Wrapped.of(wrapped, setup),
        new Growth(
            step,
            times < 0 ? Integer.MAX_VALUE : times,
            set.getBoolean(ADD_BUNDLES, false),
            set.has(RESERVE) ? amounts(set, RESERVE) : Resources.NOTHING),
        setup.samples());
  }

  private static Resources amounts(Config settings, String key) {
    try {
      return Requests.amounts(settings.getConfig(key).asMap());
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst("^resources: ", "");
      throw new InvalidInputException(new Problem(key + ": " + why, null, null));
    }
  }

  // ---- how much each gets ----

  @Override
  public boolean goesByOffers() {
    return true;
  }

  @Override
  public void onOffered(List<SweepEvent.Members> offered, int most) {
    super.onOffered(offered, most);
    members = offered;
    atMost = most;
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
    return target(bases.getOrDefault(trial.id(), trial.resources()));
  }

  private PlacementGroup target(PlacementGroup base) {
    return targets.computeIfAbsent(base, this::find);
  }

  private PlacementGroup find(PlacementGroup base) {
    long left = total < 0 ? Integer.MAX_VALUE : Math.max(1, total - ended);
    long trials = atMost == 0 ? left : Math.min(left, atMost);
    return members == null || trials >= Integer.MAX_VALUE
        ? base
        : growth.largest(base, members, (int) trials);
  }

  // ---- trials ----

  @Override
  public void onAdded(Trial trial) {
    bases.put(trial.id(), trial.resources());
    super.onAdded(trial);
  }

  @Override
  public Verdict onResult(Trial trial, Result result, boolean othersWait) {
    pausing.remove(trial.id()); // it may have failed before it could
    Verdict verdict = super.onResult(trial, result, othersWait);
    PlacementGroup request = request(trial);
    if (!(verdict instanceof Verdict.GoOn) || request.equals(trial.resources())) {
      return verdict;
    }
    pausing.add(trial.id());
    return new Verdict.Pause(
        "%s: is to go on with %s instead of %s".formatted(NAME, request, trial.resources()));
  }

  @Override
  public void onPaused(Trial trial) {
    if (pausing.remove(trial.id())) {
      ready.put(trial.id(), trial);
    } else {
      held.put(trial.id(), trial);
      super.onPaused(trial);
    }
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
    Trial trial = held.get(resume.trialId());
    if (trial == null) {
      return resume;
    }
    Choice.Change change = resume.change();
    PlacementGroup base = bases.get(change == null ? trial.id() : change.donor());
    PlacementGroup request = base == null ? trial.resources() : target(base);
    if (change == null && request.equals(trial.resources())) {
      return resume;
    }
    Choice.Change with =
        change == null
            ? new Choice.Change(trial.config(), request, trial.id())
            : new Choice.Change(change.config(), request, change.donor());
    return new Choice.Resume(trial.id(), resume.reason() + ", with " + request, with);
  }

  @Override
  public void onResumed(Trial trial) {
    if (ready.remove(trial.id()) == null) {
      held.remove(trial.id());
      takeOverBase(trial);
      super.onResumed(trial);
    }
  }

  /** What it asks for by itself goes with the config. */
  private void takeOverBase(Trial trial) {
    Choice.Change change =
        exploiting != null && exploiting.trialId().equals(trial.id()) ? exploiting.change() : null;
    PlacementGroup base = change == null ? null : bases.get(change.donor());
    if (change != null && base != null && change.config().equals(trial.config())) {
      bases.put(trial.id(), base);
    }
    exploiting = null;
  }

  @Override
  public void onEnded(Trial trial) {
    bases.remove(trial.id());
    pausing.remove(trial.id());
    ready.remove(trial.id());
    held.remove(trial.id());
    ended++;
    targets.clear();
    super.onEnded(trial);
  }

  @Override
  public List<String> plan() {
    List<String> lines = new ArrayList<>();
    lines.add(NAME + ": trials share the room of those that have ended, " + growth.text());
    lines.addAll(super.plan());
    return lines;
  }
}
