package org.tune4j.tuner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.control.MemberView;
import org.tune4j.tuner.engine.SweepEngine;
import org.tune4j.tuner.grid.MemberCard;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.tuner.report.SweepView;

/** Takes pictures of running sweeps for people to look at, so that looking holds up no driver. */
final class Snapshots {
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** How many sweeps that are over are still shown. */
  private static final int MOST_OVER = 100;

  private volatile List<SweepView> latest = List.of();
  private final Map<String, SweepView> over = new LinkedHashMap<>();
  private final Map<String, Instant> started = new HashMap<>();
  private final Map<PlacementGroup, String> waits = new HashMap<>(); // many wait for the same
  private @Nullable Instant last;

  /** The newest pictures. From any thread. */
  List<SweepView> latest() {
    return latest;
  }

  /** Takes a picture when the last one is old enough. */
  void take(Collection<SweepRun> runs, Ledger ledger, Instant now) {
    if (last == null || now.isAfter(last.plus(PERIOD))) {
      takeNow(runs, ledger, now);
    }
  }

  /** Takes the last picture of a sweep, and one of the others. */
  void takeLast(SweepRun run, Collection<SweepRun> others, Ledger ledger, Instant now) {
    over.put(run.name, view(run, ledger, elapsed(run, now)));
    started.remove(run.name);
    if (over.size() > MOST_OVER) {
      over.remove(over.keySet().iterator().next());
    }
    takeNow(others, ledger, now);
  }

  private void takeNow(Collection<SweepRun> runs, Ledger ledger, Instant now) {
    waits.clear();
    runs.forEach(run -> over.remove(run.name)); // resumed
    List<SweepView> views = new ArrayList<>(over.values());
    runs.forEach(run -> views.add(view(run, ledger, elapsed(run, now))));
    last = now;
    latest = List.copyOf(views);
  }

  private double elapsed(SweepRun run, Instant now) {
    Instant since = started.computeIfAbsent(run.name, name -> now);
    return Duration.between(since, now).toMillis() / 1000.0;
  }

  /** The members, the driver's own first. On the driver's thread. */
  static List<MemberView> members(Driver driver) {
    Map<String, Ledger.MemberRoom> rooms = new HashMap<>();
    driver.attempts().ledger().members().forEach(room -> rooms.put(room.member(), room));
    List<MemberView> views = new ArrayList<>();
    for (MemberCard card : driver.members().all()) {
      Ledger.MemberRoom room = rooms.get(card.id());
      if (room != null) {
        views.add(
            new MemberView(
                card.address(),
                card.host(),
                room.offer().total(),
                room.free(),
                room.offer().labels(),
                room.offer().gpus(),
                room.slots(),
                driver.members().since(card.id())));
      }
    }
    return views;
  }

  private SweepView view(SweepRun run, Ledger ledger, double elapsed) {
    SweepEngine engine = run.engine;
    Objectives objectives = run.sweep.objectives();
    Map<Trial, @Nullable Result> live = engine.liveTrials();
    Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
    counts.put(TrialStatus.TERMINATED, engine.tally().terminated());
    counts.put(TrialStatus.ERROR, engine.tally().errors());
    live.keySet().forEach(trial -> counts.merge(trial.status(), 1, Integer::sum));
    List<SweepView.Row> rows = new ArrayList<>();
    live.forEach((trial, result) -> rows.add(row(trial, result, objectives, ledger)));
    engine.tally().recent().forEach(e -> rows.add(row(e.trial(), e.last(), objectives, ledger)));
    Runtime runtime = Runtime.getRuntime();
    return new SweepView(
        run.name,
        status(run),
        run.sweep.objective(),
        counts,
        engine.totalTrials().isPresent() ? engine.totalTrials().getAsLong() : null,
        used(live.keySet()),
        ledger.total(),
        elapsed,
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        best(engine.best()),
        varying(rows),
        rows,
        run.submittedBy,
        objectives == null ? List.of() : others(objectives));
  }

  private static String status(SweepRun run) {
    if (run.interruptedAt == null) {
      return run.engine.isOver() ? "over" : SweepView.RUNNING;
    }
    return run.engine.isOver() ? "interrupted" : "stopping";
  }

  private SweepView.Row row(
      Trial trial, @Nullable Result last, @Nullable Objectives objectives, Ledger ledger) {
    Map<String, Double> values =
        objectives == null || last == null ? Map.of() : values(last, objectives.list());
    return new SweepView.Row(
        trial.number(),
        trial.id(),
        trial.status(),
        trial.member() == null ? null : Placement.address(trial.member()),
        last == null ? 0 : last.trainingIteration(),
        last == null ? 0 : last.timeTotalS(),
        last == null ? 0 : last.timestepsTotal(),
        objectives == null ? null : values.get(objectives.first().metric()),
        trial.config(),
        note(trial, ledger),
        objectives == null || !objectives.areSeveral() ? Map.of() : values);
  }

  private static List<Objective> others(Objectives objectives) {
    return objectives.list().subList(1, objectives.list().size());
  }

  private static Map<String, Double> values(Result last, List<Objective> objectives) {
    Map<String, Double> values = new HashMap<>();
    for (Objective objective : objectives) {
      Double value = last.value(objective.metric());
      if (value != null) {
        values.put(objective.metric(), value);
      }
    }
    return values;
  }

  private @Nullable String note(Trial trial, Ledger ledger) {
    return trial.status() == TrialStatus.PENDING
        ? waits.computeIfAbsent(trial.resources(), ledger::explain)
        : trial.reason();
  }

  private static Resources used(Set<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.status() == TrialStatus.RUNNING)
        .map(trial -> trial.resources().total())
        .reduce(Resources.NOTHING, Resources::plus);
  }

  private static SweepView.@Nullable Best best(@Nullable Trial trial) {
    return trial == null || trial.bestValue() == null || trial.bestIteration() == null
        ? null
        : new SweepView.Best(trial.id(), trial.bestValue(), trial.bestIteration(), trial.config());
  }

  /** The config values in which the rows differ. */
  private static List<String> varying(List<SweepView.Row> rows) {
    Set<String> paths = new TreeSet<>();
    rows.forEach(row -> paths.addAll(row.config().leaves().keySet()));
    paths.removeIf(path -> valuesAt(path, rows) < 2);
    return List.copyOf(paths);
  }

  private static int valuesAt(String path, List<SweepView.Row> rows) {
    Set<String> values = new HashSet<>();
    for (SweepView.Row row : rows) {
      Config config = row.config();
      values.add(config.has(path) ? String.valueOf(config.get(path)) : "");
    }
    return values.size();
  }
}
