package org.tune4j.tuner.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.space.ValueType.Any;
import org.tune4j.space.ValueType.AnyOf;
import org.tune4j.space.ValueType.Bool;
import org.tune4j.space.ValueType.ListOf;
import org.tune4j.space.ValueType.MapOf;
import org.tune4j.space.ValueType.Real;
import org.tune4j.space.ValueType.Text;
import org.tune4j.space.ValueType.Whole;

/** The keys of one sweep in a sweep file. */
final class SweepKeys {
  private static final double MUCH = 1e18;
  private static final long MANY = 1_000_000_000L;

  /** The searchers and schedulers that there are. */
  static final Set<String> SEARCHERS = Set.of("grid", "random", "variant_generator");

  static final Set<String> SCHEDULERS = Set.of("fifo");

  private static final ConfigSchema CHECKPOINT =
      ConfigSchema.of(
          List.of(
              key(
                  "frequency",
                  new Whole(0, MANY),
                  "save after every so many iterations, 0 for never"),
              key("at_end", new Bool(), "save when a trial ends well"),
              key(
                  "num_to_keep",
                  new Whole(1, MANY),
                  "how many of the best are kept beside the newest")),
          Map.of());

  private static final ConfigSchema SEARCH_ALG =
      ConfigSchema.of(
          List.of(
              key("type", new Text(new java.util.TreeSet<>(SEARCHERS)), "the searcher"),
              key("constant_grid_search", new Bool(), "draw random values once per sample"),
              key("points_to_evaluate", new ListOf(new Any()), "configs that are tried first")),
          Map.of());

  private static final ConfigSchema SCHEDULER =
      ConfigSchema.of(
          List.of(
              key("type", new Text(new java.util.TreeSet<>(SCHEDULERS)), "the trial scheduler")),
          Map.of());

  /** What is checked as one value; the space has its own check. */
  static final ConfigSchema SETTINGS =
      ConfigSchema.of(
          List.of(
              key("metric", Text.of(), "the objective's metric"),
              key("mode", Text.of("min", "max"), "whether less or more of it is better"),
              key("stop", new MapOf(openNumbers()), "metric: value at or above which a trial ends"),
              key(
                  "num_samples",
                  new AnyOf(List.of(new Whole(1, MANY), new Whole(-1, -1))),
                  "how often the grid is walked; -1 for no end"),
              key(
                  "seed",
                  new Whole(-9_007_199_254_740_991L, 9_007_199_254_740_991L),
                  "where all randomness comes from"),
              key(
                  "max_concurrent_trials",
                  new Whole(0, MANY),
                  "how many run at a time; 0 for no limit"),
              key(
                  "max_failures",
                  new Whole(-1, MANY),
                  "how many failures a trial survives; -1 for no limit"),
              key("time_budget_s", AnyOf.orNull(new Real(0, MUCH)), "how long the sweep may take"),
              key("checkpoint", new MapOf(CHECKPOINT), "when checkpoints are taken"),
              key("checkpoint_freq", new Whole(0, MANY), "checkpoint.frequency"),
              key("checkpoint_at_end", new Bool(), "checkpoint.at_end"),
              key(
                  "keep_checkpoints_num",
                  AnyOf.orNull(new Whole(1, MANY)),
                  "checkpoint.num_to_keep"),
              key(
                  "step_timeout_s",
                  new Real(0, MUCH),
                  "the longest that one step may take; 0 for no limit"),
              key(
                  "disk_quota_mb",
                  new Real(0, 1e9),
                  "the most that a trial's folder may hold; 0 for no limit"),
              key(
                  "search_alg",
                  new AnyOf(
                      List.of(new Text(new java.util.TreeSet<>(SEARCHERS)), new MapOf(SEARCH_ALG))),
                  "the searcher"),
              key(
                  "scheduler",
                  new AnyOf(
                      List.of(new Text(new java.util.TreeSet<>(SCHEDULERS)), new MapOf(SCHEDULER))),
                  "the trial scheduler"),
              key("constant_grid_search", new Bool(), "draw random values once per sample"),
              key("points_to_evaluate", new ListOf(new Any()), "configs that are tried first")),
          Map.of());

  /** What makes up the space. */
  static final Set<String> SPACE = Set.of("run", "env", "config", "resources_per_trial");

  /** Keys of Tune's that have no meaning here, and what to know about each. */
  static final Map<String, String> WITHOUT_MEANING =
      Map.ofEntries(
          Map.entry("local_dir", "results go to the folder of --results"),
          Map.entry("log_to_file", "logs go to the results folder"),
          Map.entry("sync_config", "checkpoints travel through the grid; nothing is synchronised"),
          Map.entry("export_formats", "checkpoints hold the whole model"),
          Map.entry("checkpoint_score_attr", "checkpoints are ranked by the sweep's metric"),
          Map.entry("restore", "an interrupted sweep goes on with: tune resume NAME"),
          Map.entry("resume", "an interrupted sweep goes on with: tune resume NAME"),
          Map.entry("verbose", "use -q or -v"),
          Map.entry("frameworks", "there is one framework: DL4J"),
          Map.entry("pass_criteria", "the stop map says what a trial must reach"));

  static final ConfigSchema RESOURCES =
      ConfigSchema.of(
          List.of(
              key("cpu", new Real(0, 1e6), "CPUs of one trial"),
              key("gpu", new Real(0, 1e6), "GPUs of one trial")),
          Map.of("CPU", "cpu", "GPU", "gpu"));

  private SweepKeys() {}

  /** All names that a sweep may use. */
  static Set<String> names() {
    Set<String> names = new java.util.TreeSet<>(SETTINGS.keys().keySet());
    names.addAll(SPACE);
    names.addAll(WITHOUT_MEANING.keySet());
    return names;
  }

  private static ConfigSchema openNumbers() {
    return ConfigSchema.anything();
  }

  static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }
}
