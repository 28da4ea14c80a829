package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.Wrapped;
import org.tune4j.tuner.sim.SyntheticCurves;
import org.tune4j.tuner.sim.SyntheticCurves.Shown;
import org.tune4j.tuner.stop.StopRule;

/** Invents curves that fit a sweep: with its metrics, as long as its trials would be. */
final class InventedCurves {
  private static final int USUAL_ITERATIONS = 100;
  private static final int MOST_ITERATIONS = 100_000_000;
  private static final long USUAL_TIMESTEPS = 1_000;
  private static final double NOISE = 0.01;
  private static final String MAX_T = "max_t";

  private final Sweep sweep;
  private final double seconds;
  private final @Nullable Integer asked;

  /** The sweep's scheduler, and all that it wraps. */
  private final List<Scheduler> schedulers = new ArrayList<>();

  private final Map<String, Shown> metrics = new LinkedHashMap<>();

  /** Metric to the least value that is enough to end a trial. */
  private final Map<String, Double> stop = new TreeMap<>();

  private record Scheduler(SchedulerKind kind, SchedulerKind.Setup setup) {}

  /**
   * @param seconds that an iteration takes
   * @param iterations that its user asked for; {@code null} for what the sweep says
   */
  InventedCurves(Sweep sweep, double seconds, @Nullable Integer iterations) {
    this.sweep = sweep;
    this.seconds = seconds;
    this.asked = iterations;
    Sweep.Scheduling scheduling = sweep.scheduling();
    see(scheduling.kind(), scheduling.setup(sweep.objectives(), sweep.space(), sweep.search()));
    sweep.stop().trial().forEach(this::see);
  }

  private void see(SchedulerKind kind, SchedulerKind.Setup setup) {
    schedulers.add(new Scheduler(kind, setup));
    Wrapped wrapped = Wrapped.in(kind, setup.settings());
    if (wrapped != null) {
      see(wrapped.kind(), wrapped.setup(setup));
    }
  }

  /** What each of them that learns was made for. */
  private List<SchedulerKind.Setup> judging() {
    return schedulers.stream()
        .filter(scheduler -> scheduler.kind.learns())
        .map(Scheduler::setup)
        .toList();
  }

  private void see(StopRule rule) {
    switch (rule) {
      case StopRule.AtLeast enough -> stop.merge(enough.metric(), enough.value(), Math::min);
      case StopRule.Or any -> any.rules().forEach(this::see);
      default -> {}
    }
  }

  SyntheticCurves curves() {
    showObjectives();
    stop.forEach(this::showStop);
    sweep.stop().metrics().forEach(metric -> showStop(metric, 1 - SyntheticCurves.GOOD));
    showAge();
    showBounds();
    long seed = Seeds.derive(sweep.search().seed(), "curves", 0);
    int iterations = iterations();
    return new SyntheticCurves(
        seed, iterations, seconds, timesteps(iterations), NOISE, List.copyOf(metrics.values()));
  }

  /** Where their length comes from, for people. */
  String text() {
    return "invented, %,d iterations of %s s each (%s): believe the iterations, not the values"
        .formatted(iterations(), Numbers.text(seconds), source());
  }

  /** What of the sweep the simulation leaves out, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (stop.containsKey(Result.EPISODES_TOTAL)) {
      notes.add("episodes are not simulated: stop: episodes_total ends no trial");
    }
    if (judging().stream().anyMatch(setup -> setup.timeAttr().equals(Result.EPISODES_TOTAL))) {
      notes.add("episodes are not simulated: with time_attr: episodes_total no trial is judged");
    }
    return notes;
  }

  // ---- how long ----

  private record Length(double iterations, String source) {}

  private int iterations() {
    return (int) Math.clamp(StrictMath.ceil(length().iterations), 1, MOST_ITERATIONS);
  }

  private String source() {
    return length().source;
  }

  private Length length() {
    if (asked != null) {
      return new Length(asked, "as --iterations says");
    }
    List<Length> all = new ArrayList<>();
    stop.forEach((metric, value) -> add(metric, value, "stop: " + metric, all));
    if (all.isEmpty()) {
      addMaxT(all);
    }
    return all.stream()
        .min((a, b) -> Double.compare(a.iterations, b.iterations))
        .orElse(new Length(USUAL_ITERATIONS, "say others with --iterations"));
  }

  private void addMaxT(List<Length> to) {
    boolean isSaid = false;
    for (Scheduler scheduler : schedulers) {
      if (scheduler.setup.settings().get(MAX_T) instanceof Number maxT) {
        add(scheduler.setup.timeAttr(), maxT.doubleValue(), MAX_T, to);
        isSaid = true;
      }
    }
    Scheduler outer = schedulers.getFirst();
    List<Integer> levels = isSaid ? List.of() : outer.kind.factory().make(outer.setup).levels();
    if (!levels.isEmpty()) { // of the innermost: those that wrap have none
      String name = schedulers.getLast().kind.name();
      to.add(new Length(levels.getLast(), "the last level of " + name));
    }
  }

  private void add(String age, double value, String source, List<Length> to) {
    switch (age) {
      case Result.TRAINING_ITERATION -> to.add(new Length(value, source));
      case Result.TIME_TOTAL_S -> to.add(new Length(value / seconds, source));
      default -> {}
    }
  }

  /** So many that a limit of them is reached with the last iteration. */
  private long timesteps(int iterations) {
    Double limit = stop.get(Result.TIMESTEPS_TOTAL);
    for (Scheduler scheduler : schedulers) {
      if (limit == null
          && scheduler.setup.timeAttr().equals(Result.TIMESTEPS_TOTAL)
          && scheduler.setup.settings().get(MAX_T) instanceof Number maxT) {
        limit = maxT.doubleValue();
      }
    }
    return limit == null ? USUAL_TIMESTEPS : Math.max(1, (long) Math.ceil(limit / iterations));
  }

  // ---- what they report ----

  private void show(Shown metric) {
    if (!Result.isAlwaysThere(metric.name())) {
      metrics.putIfAbsent(metric.name(), metric);
    }
  }

  private void showObjectives() {
    Objectives objectives = sweep.objectives();
    if (objectives != null) {
      objectives.list().forEach(this::show);
    }
    judging().forEach(setup -> show(setup.objective()));
  }

  private void show(Objective objective) {
    String metric = objective.metric();
    Double goal = stop.get(metric);
    if (objective.mode() == Objective.Mode.MAX) {
      show(new SyntheticCurves.Rising(metric, goal == null ? 1 - SyntheticCurves.GOOD : goal));
    } else { // a stop rule would end those that are bad: none is
      show(new SyntheticCurves.Falling(metric, goal == null ? 1 : Math.min(1, goal / 2)));
    }
  }

  private void showStop(String metric, double value) {
    show(new SyntheticCurves.Rising(metric, value));
  }

  private void showAge() {
    judging().forEach(setup -> show(new SyntheticCurves.Counting(setup.timeAttr())));
  }

  private void showBounds() {
    Objectives objectives = sweep.objectives();
    if (objectives != null) {
      objectives
          .bounds()
          .forEach((metric, bounds) -> show(new SyntheticCurves.Constant(metric, within(bounds))));
    }
  }

  private static double within(Bounds bounds) {
    Double min = bounds.min();
    Double max = bounds.max();
    return min == null ? (max == null ? 0 : max) : min;
  }
}
