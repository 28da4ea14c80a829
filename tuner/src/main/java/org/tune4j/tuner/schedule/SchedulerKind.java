package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.ValueType;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;

/**
 * A kind of trial scheduler that {@code scheduler} may name.
 *
 * @param name such as {@code asha}
 * @param aliases other names for it, of Tune's; spelling does not matter
 * @param learns whether it needs an objective
 * @param settings the keys that it takes beside {@code type}
 * @param factory makes one
 * @param keeps what of its sweep must stay as it is when that is resumed
 */
public record SchedulerKind(
    String name,
    Set<String> aliases,
    boolean learns,
    ConfigSchema settings,
    Factory factory,
    Set<Kept> keeps) {
  /** The key of what counts as a trial's time. */
  public static final String TIME_ATTR = "time_attr";

  private static final String METRIC = "metric";
  private static final String MODE = "mode";

  /** The keys that all kinds take that learn. */
  static final List<String> JUDGED_BY = List.of(TIME_ATTR, METRIC, MODE);

  private static final ConfigSchema JUDGING =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key(
                  TIME_ATTR, ValueType.Text.of(), "what a trial's age is read from"),
              new ConfigSchema.Key(METRIC, ValueType.Text.of(), "what it judges by"),
              new ConfigSchema.Key(
                  MODE, ValueType.Text.of("min", "max"), "whether less is better")),
          Map.of());

  /** What of a sweep stays as it is when the sweep is resumed. */
  public enum Kept {
    /** What is searched. */
    SPACE,
    /** That there is an end of new trials. */
    END,
    /** How many trials there are. */
    SAMPLES
  }

  public SchedulerKind {
    aliases = Set.copyOf(aliases);
    keeps = Set.copyOf(keeps);
    if (learns) {
      Map<String, ConfigSchema.Key> keys = new TreeMap<>(JUDGING.keys());
      keys.putAll(settings.keys());
      settings = ConfigSchema.of(keys.values(), settings.aliases());
    }
  }

  /** One that goes on whatever becomes of its sweep. */
  public SchedulerKind(
      String name, Set<String> aliases, boolean learns, ConfigSchema settings, Factory factory) {
    this(name, aliases, learns, settings, factory, Set.of());
  }

  /**
   * Who keeps something as it is: this kind, or one that a scheduler of it wraps; {@code null} when
   * nobody does.
   *
   * @param settings of the scheduler
   */
  public @Nullable SchedulerKind keeper(Kept what, Config settings) {
    if (keeps.contains(what)) {
      return this;
    }
    Wrapped wrapped = Wrapped.in(this, settings);
    return wrapped == null ? null : wrapped.kind().keeper(what, wrapped.settings());
  }

  /**
   * What a scheduler is made for.
   *
   * @param settings what the user set, checked against the kind's keys, without {@code type}
   * @param objectives what the sweep optimises; {@code null} for nothing
   * @param space what is searched
   * @param seed where its randomness comes from; any
   * @param samples how many trials there will be; -1 when nobody knows
   * @param searches whether an algorithm proposes the configs, rather than a walk over the space
   */
  public record Setup(
      Config settings,
      @Nullable Objectives objectives,
      SearchSpace space,
      long seed,
      int samples,
      boolean searches) {

    /** For a walk over the space. */
    public Setup(
        Config settings,
        @Nullable Objectives objectives,
        SearchSpace space,
        long seed,
        int samples) {
      this(settings, objectives, space, seed, samples, false);
    }

    /**
     * What it judges by: its own metric, or the sweep's first. Without a {@code mode} of its own, a
     * metric has that of the objective which it is.
     */
    public Objective objective() {
      String metric =
          settings.getString(METRIC, objectives == null ? "" : objectives.first().metric());
      Objective same = same(metric);
      String mode =
          settings.getString(
              MODE, same != null && same.mode() == Objective.Mode.MAX ? "max" : "min");
      return new Objective(metric, mode.equals("max") ? Objective.Mode.MAX : Objective.Mode.MIN);
    }

    /** Whether anybody says if less or more of the metric is better. */
    public boolean hasMode() {
      return settings.has(MODE) || same(objective().metric()) != null;
    }

    private @Nullable Objective same(String metric) {
      return objectives == null
          ? null
          : objectives.list().stream()
              .filter(objective -> objective.metric().equals(metric))
              .findFirst()
              .orElse(null);
    }

    /** The same with other settings. */
    Setup with(Config otherSettings) {
      return new Setup(otherSettings, objectives, space, seed, samples, searches);
    }

    /** What counts as a trial's time. */
    public String timeAttr() {
      return settings.getString(TIME_ATTR, Result.TRAINING_ITERATION);
    }
  }

  /** Makes a scheduler. */
  @FunctionalInterface
  public interface Factory {
    /**
     * A scheduler that begins anew.
     *
     * @throws org.tune4j.yaml.InvalidInputException when the settings contradict each other
     */
    TrialScheduler make(Setup setup);
  }
}
