package org.tune4j.tuner.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tune4j.space.Config;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Objectives;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.yaml.InvalidInputException;

/**
 * Random trial schedulers: one way to draw its settings for each kind. A kind without one has no
 * scenarios, and a test fails.
 */
final class DrawnSchedulers {
  private static final int FEW_TRIALS = 20;
  private static final Map<String, Draw> KINDS = new TreeMap<>();

  static {
    KINDS.put("asha", DrawnSchedulers::asha);
    KINDS.put("bohb", DrawnSchedulers::hyperBand);
    KINDS.put("fifo", (dice, oldest) -> Map.of());
    KINDS.put("hyperband", DrawnSchedulers::hyperBand);
    KINDS.put("median_stopping", DrawnSchedulers::median);
    KINDS.put("patience", DrawnSchedulers::patience);
    KINDS.put("pb2", DrawnSchedulers::pb2);
    KINDS.put("pbt", DrawnSchedulers::pbt);
    KINDS.put("pbt_replay", DrawnSchedulers::replay);
    KINDS.put("percentile", DrawnSchedulers::percentile);
    KINDS.put("resource_changing", DrawnSchedulers::resources);
    KINDS.put("threshold", DrawnSchedulers::threshold);
    KINDS.put("wilcoxon", DrawnSchedulers::wilcoxon);
  }

  private static Map<String, Object> asha(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("variant", dice.any("stopping", "promotion"));
    settings.put("grace_period", dice.from(1, 3));
    settings.put("max_t", dice.any(oldest, oldest + 3, dice.from(1, 30)));
    settings.put("reduction_factor", dice.from(2, 5));
    settings.put("brackets", dice.any(1, 1, 2, 3));
    settings.put("stop_last_trials", dice.chance(0.7));
    return settings;
  }

  private static Map<String, Object> hyperBand(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("grace_period", dice.from(1, 3));
    settings.put("max_t", dice.any(oldest, oldest + 3, dice.from(1, 30)));
    settings.put("reduction_factor", dice.from(2, 4));
    settings.put("stop_last_trials", dice.chance(0.7));
    return settings;
  }

  private static Map<String, Object> median(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("grace_period", dice.from(0, oldest));
    settings.put("min_samples_required", dice.from(1, 4));
    settings.put("min_time_slice", dice.any(0, 0, dice.from(1, 5)));
    settings.put("hard_stop", dice.chance(0.5));
    return settings;
  }

  private static Map<String, Object> percentile(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("percentile", dice.between(1, 99));
    settings.put("n_startup_trials", dice.from(0, 5));
    settings.put("n_warmup_steps", dice.from(0, oldest));
    settings.put("interval_steps", dice.from(1, 3));
    return settings;
  }

  /** Patience alone, or with another scheduler. */
  private static Map<String, Object> patience(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("patience", dice.from(1, 5));
    if (dice.chance(0.6)) {
      String name = dice.any("asha", "hyperband", "median_stopping", "pbt", "percentile");
      Map<String, Object> wrapped = new HashMap<>(KINDS.get(name).settings(dice, oldest));
      wrapped.put("type", name);
      settings.put("scheduler", wrapped);
    }
    return settings;
  }

  private static Map<String, Object> resources(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>();
    if (dice.chance(0.4)) {
      settings.put("increase_by", Map.of("cpu", dice.any(1, 2, 0.5)));
    }
    settings.put("increase_by_times", dice.any(-1, 1, 3));
    settings.put("reserve_resources", dice.any(Map.of(), Map.of("cpu", 1), Map.of("cpu", 3)));
    settings.put("add_bundles", dice.chance(0.3));
    if (dice.chance(0.7)) {
      String name = dice.any("asha", "hyperband", "median_stopping", "pbt", "patience");
      Map<String, Object> wrapped = new HashMap<>(KINDS.get(name).settings(dice, oldest));
      wrapped.put("type", name);
      settings.put("scheduler", wrapped);
    }
    return settings;
  }

  private static Map<String, Object> threshold(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("upper", dice.between(0, 3));
    settings.put("n_warmup_steps", dice.from(0, oldest));
    return settings;
  }

  private static Map<String, Object> wilcoxon(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("p_threshold", dice.between(0.01, 0.5));
    settings.put("n_startup_steps", dice.from(0, oldest));
    return settings;
  }

  private static Map<String, Object> pbt(Dice dice, int oldest) {
    Map<String, Object> settings = population(dice, oldest);
    settings.put("resample_probability", dice.between(0, 1));
    return settings;
  }

  /** Its model of all intervals takes long, so there are few. */
  private static Map<String, Object> pb2(Dice dice, int oldest) {
    Map<String, Object> settings = population(dice, oldest);
    settings.put("perturbation_interval", dice.from(1 + oldest / 4, 2 + oldest / 2));
    return settings;
  }

  private static Map<String, Object> population(Dice dice, int oldest) {
    Map<String, Object> settings = new HashMap<>(judging(dice));
    settings.put("perturbation_interval", dice.any(1, 2, 3, dice.between(0.5, oldest)));
    settings.put("burn_in_period", dice.any(0, 0, dice.from(0, oldest)));
    settings.put("quantile_fraction", dice.any(0.25, 0.5, dice.between(0, 0.5)));
    settings.put("synch", dice.chance(0.4));
    return settings;
  }

  private static Map<String, Object> replay(Dice dice, int oldest) {
    int first = dice.from(1, oldest);
    return Map.of(
        "policy",
        List.of(
            Map.of("training_iteration", first, "config", Map.of("k0", 0.25)),
            Map.of("training_iteration", first + dice.from(1, 5), "config", Map.of("k0", 0.75))));
  }

  /** What all that learn may be told; mostly nothing. */
  private static Map<String, Object> judging(Dice dice) {
    Map<String, Object> settings = new HashMap<>();
    if (dice.chance(0.1)) {
      settings.put("metric", "cost");
      settings.put("mode", dice.any("min", "max"));
    }
    if (dice.chance(0.1)) {
      settings.put("time_attr", dice.any("timesteps_total", "time_total_s"));
    }
    return settings;
  }

  /** Draws the settings of one kind. */
  private interface Draw {
    /**
     * @param oldest at which iteration trials end by themselves
     */
    Map<String, Object> settings(Dice dice, int oldest);
  }

  private DrawnSchedulers() {}

  /** The kinds that have scenarios. */
  static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** One that was drawn. */
  record Drawn(SchedulerKind kind, SchedulerKind.Setup setup, Supplier<TrialScheduler> make) {
    Config settings() {
      return setup.settings();
    }

    @Override
    public String toString() {
      return kind.name() + " " + settings();
    }
  }

  static Drawn any(
      Dice dice,
      int oldest,
      Objectives objectives,
      SearchSpace space,
      long seed,
      int trials,
      boolean searches) {
    for (int i = 0; ; i++) {
      String name = i < 20 ? dice.anyOf(kinds()) : "fifo"; // some settings contradict each other
      if (name.equals("pb2") && trials > FEW_TRIALS) {
        continue; // its model takes long
      }
      SchedulerKind kind = SchedulerKinds.all().get(name);
      Config settings = Config.of(new HashMap<>(KINDS.get(name).settings(dice, oldest)));
      SchedulerKind.Setup setup =
          new SchedulerKind.Setup(settings, objectives, space, seed, trials, searches);
      try {
        kind.factory().make(setup);
        return new Drawn(kind, setup, () -> kind.factory().make(setup));
      } catch (InvalidInputException e) { // another
      }
    }
  }
}
