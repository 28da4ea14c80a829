package org.tune4j.tuner.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.GridOrder;
import org.tune4j.space.ValueType;
import org.tune4j.space.ValueType.Any;
import org.tune4j.space.ValueType.AnyOf;
import org.tune4j.space.ValueType.Bool;
import org.tune4j.space.ValueType.ListOf;
import org.tune4j.space.ValueType.MapOf;
import org.tune4j.space.ValueType.Real;
import org.tune4j.space.ValueType.Text;
import org.tune4j.space.ValueType.Whole;
import org.tune4j.tuner.schedule.SchedulerKinds;

/** The keys of one sweep in a sweep file. */
final class SweepKeys {
  private static final double MUCH = 1e18;
  private static final long MANY = 1_000_000_000L;

  /** The searchers that there are. */
  static final Set<String> SEARCHERS = searchers();

  /** The parts of a sweep that come in several kinds, by their keys. */
  static final Map<String, Kinds> KINDS =
      Map.of(
          "search_alg",
          new Kinds("search_alg", new TreeSet<>(SEARCHERS), SEARCHERS::contains, Later.SEARCHER),
          SchedulerKeys.SCHEDULER,
          new Kinds(
              SchedulerKeys.SCHEDULER,
              new TreeSet<>(SchedulerKinds.all().keySet()),
              name -> SchedulerKinds.named(name) != null,
              Later.SCHEDULER));

  private static final ValueType COUNT = new Whole(0, MANY);
  private static final ValueType KEPT = AnyOf.orNull(new Whole(1, MANY));

  private static final ConfigSchema CHECKPOINT =
      ConfigSchema.of(
          List.of(
              key("frequency", COUNT, "save after every so many iterations, 0 for never"),
              key("at_end", new Bool(), "save when a trial ends well"),
              key("num_to_keep", KEPT, "how many of the best are kept beside the newest"),
              key("quota_mb", COUNT, "MiB that all checkpoints may take, 0 for no limit")),
          Map.of());

  /** Tune 2's own words for it. */
  private static final ConfigSchema CHECKPOINT_CONFIG =
      ConfigSchema.of(
          List.of(
              key("frequency", COUNT, "checkpoint.frequency"),
              key("checkpoint_frequency", COUNT, "checkpoint.frequency"),
              key("at_end", new Bool(), "checkpoint.at_end"),
              key("checkpoint_at_end", AnyOf.orNull(new Bool()), "checkpoint.at_end"),
              key("num_to_keep", KEPT, "checkpoint.num_to_keep"),
              key("score_attribute", AnyOf.orNull(Text.of()), "without meaning"),
              key("checkpoint_score_attribute", AnyOf.orNull(Text.of()), "without meaning"),
              key("checkpoint_score_order", Text.of("max", "min"), "without meaning")),
          Map.of());

  private static final ValueType ORDER =
      Text.of(Arrays.stream(GridOrder.values()).map(GridOrder::word).toArray(String[]::new));

  private static final ConfigSchema SEARCH_ALG =
      ConfigSchema.of(
          List.of(
              key("type", Text.of(), "the searcher"),
              key("constant_grid_search", new Bool(), "draw random values once per sample"),
              key("order", ORDER, "in which order the cells of the grid come"),
              key("points_to_evaluate", new ListOf(new Any()), "configs that are tried first")),
          Map.of());

  /** How an algorithm is asked, whichever it is. */
  private static final ConfigSchema ASKING =
      ConfigSchema.of(
          List.of(
              key("repeat", new Whole(1, 1_000_000), "trials of each config"),
              key("max_concurrent", COUNT, "configs that are tried at a time; 0 for no limit")),
          Map.of());

  private static Set<String> searchers() {
    Set<String> all = new TreeSet<>(AlgorithmKinds.all().keySet());
    all.addAll(List.of("grid", "random", "variant_generator"));
    return all;
  }

  /** What {@code search_alg} takes for an algorithm; {@code null} for the walk. */
  static ValueType searchAlg(@Nullable AlgorithmKind algorithm) {
    Map<String, ConfigSchema.Key> keys = new TreeMap<>(SEARCH_ALG.keys());
    if (algorithm != null) {
      keys.remove("constant_grid_search");
      keys.putAll(ASKING.keys());
      keys.remove("order");
      keys.putAll(algorithm.settings().keys());
    }
    return AnyOf.orNull(
        new AnyOf(List.of(Text.of(), new MapOf(ConfigSchema.of(keys.values(), Map.of())))));
  }

  /**
   * What is checked as one value; the space has its own check. Where Tune has None, null will do.
   */
  static final ConfigSchema SETTINGS =
      ConfigSchema.of(
          List.of(
              // ObjectiveKeys checks these three
              key(ObjectiveKeys.METRIC, new Any(), "the objective's metric, or a list of them"),
              key(ObjectiveKeys.MODE, new Any(), "whether less or more is better"),
              key(ObjectiveKeys.BOUNDS, new Any(), "what metrics must keep to"),
              // StopKeys checks it
              key(StopKeys.STOP, new Any(), "what ends a trial, or the whole sweep"),
              key(
                  "num_samples",
                  new AnyOf(List.of(new Whole(1, MANY), new Whole(-1, -1))),
                  "how often the grid is walked; -1 for no end"),
              key(
                  "seed",
                  AnyOf.orNull(new Whole(-9_007_199_254_740_991L, 9_007_199_254_740_991L)),
                  "where all randomness comes from"),
              key("priority", new Whole(-10, 10), "each 1 more is worth twice as much of the grid"),
              key(
                  "max_concurrent_trials",
                  AnyOf.orNull(COUNT),
                  "how many run at a time; 0 for no limit"),
              key(
                  "max_failures",
                  new Whole(-1, MANY),
                  "how many failures a trial survives; -1 for no limit"),
              key("time_budget_s", AnyOf.orNull(new Real(0, MUCH)), "how long the sweep may take"),
              key("checkpoint", AnyOf.orNull(new MapOf(CHECKPOINT)), "when checkpoints are taken"),
              key("checkpoint_config", AnyOf.orNull(new MapOf(CHECKPOINT_CONFIG)), "checkpoint"),
              key("checkpoint_freq", COUNT, "checkpoint.frequency"),
              key("checkpoint_at_end", new Bool(), "checkpoint.at_end"),
              key("keep_checkpoints_num", KEPT, "checkpoint.num_to_keep"),
              key("isolation", Text.of("thread", "process"), "where a trial runs"),
              key("command", ProcessKeys.COMMAND, "the program of run: command"),
              key("process", new MapOf(ProcessKeys.PROCESS), "limits of a trial's process"),
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
                  AnyOf.orNull(new AnyOf(List.of(Text.of(), new MapOf(SEARCH_ALG)))),
                  "the searcher"),
              key(
                  SchedulerKeys.SCHEDULER,
                  SchedulerKeys.type(SchedulerKinds.FIFO),
                  "the trial scheduler"),
              key("constant_grid_search", new Bool(), "draw random values once per sample"),
              key("points_to_evaluate", new ListOf(new Any()), "configs that are tried first"),
              // CallbackKeys checks it
              key(CallbackKeys.CALLBACKS, new Any(), "what hears the trials, and a curriculum"),
              key(
                  "constraints",
                  AnyOf.orNull(new AnyOf(List.of(Text.of(), new ListOf(Text.of())))),
                  "expressions over the config that must be true"),
              later("fail_fast", false, "stopping at the first failure is not supported yet"),
              later("restore", "null", "starting from another checkpoint is not supported yet")),
          Map.of());

  /** What makes up the space. */
  static final Set<String> SPACE = Set.of("run", "env", "config", "resources_per_trial");

  private static final String RANKED = "checkpoints are ranked by the sweep's metric";

  /** Keys of Tune's that have no meaning here, and what to know about each. */
  static final Map<String, String> WITHOUT_MEANING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("name", "a sweep is named by its key at the top of the file"),
              Map.entry("local_dir", "results go to the folder of --results"),
              Map.entry("log_to_file", "what is logged goes to the terminal"),
              Map.entry("sync_config", "checkpoints travel through the grid on their own"),
              Map.entry("export_formats", "checkpoints hold the whole model"),
              Map.entry("checkpoint_score_attr", RANKED),
              Map.entry("checkpoint_config.score_attribute", RANKED),
              Map.entry("checkpoint_config.checkpoint_score_attribute", RANKED),
              Map.entry("checkpoint_config.checkpoint_score_order", RANKED),
              Map.entry("resume", "an interrupted sweep goes on with: tune resume NAME"),
              Map.entry("reuse_actors", "all trials of a member share its JVM"),
              Map.entry("raise_on_failed_trial", "the exit code says whether a trial failed"),
              Map.entry("trial_name_creator", "a trial is named after its sweep and number"),
              Map.entry("trial_dirname_creator", "a trial's folder is its number"),
              Map.entry("progress_reporter", "tune shows a table of its own"),
              Map.entry("server_port", "nothing listens for requests"),
              Map.entry("verbose", "use -q or -v"),
              Map.entry("frameworks", "there is one framework: DL4J"),
              Map.entry("pass_criteria", "the stop map says what a trial must reach")));

  private static final ValueType CPU = new Real(0, 1e6);

  /** Parts of two GPUs would be no use to anybody. */
  private static final ValueType GPU = new AnyOf(List.of(new Real(0, 1), new Whole(0, 1_000_000)));

  private static final ValueType MEMORY =
      new AnyOf(List.of(new Whole(0, Long.MAX_VALUE), Text.of()));

  private static final Map<String, String> UPPER_CASE = Map.of("CPU", "cpu", "GPU", "gpu");

  private static final ConfigSchema BUNDLE =
      new ConfigSchema(
          Map.of(
              "cpu", key("cpu", CPU, "CPUs of one bundle"),
              "gpu", key("gpu", GPU, "GPUs of one bundle"),
              "memory", key("memory", MEMORY, "bytes of one bundle")),
          UPPER_CASE,
          true);

  static final ConfigSchema RESOURCES =
      ConfigSchema.of(
          List.of(
              key("cpu", CPU, "CPUs of one trial"),
              key("gpu", GPU, "GPUs of one trial"),
              key("memory", MEMORY, "bytes of one trial"),
              key("custom_resources", new MapOf(ConfigSchema.anything()), "others, by name"),
              key("bundles", new ListOf(new MapOf(BUNDLE)), "each on one member"),
              key(
                  "strategy",
                  Text.of("PACK", "SPREAD", "STRICT_PACK", "STRICT_SPREAD"),
                  "how bundles are spread over members"),
              key("extra_cpu", CPU, "CPUs of a second bundle"),
              key("extra_gpu", GPU, "GPUs of a second bundle"),
              later("object_store_memory", 0L, "there is no object store")),
          UPPER_CASE);

  private SweepKeys() {}

  /** All names that a sweep may use. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(SETTINGS.keys().keySet());
    names.addAll(SPACE);
    WITHOUT_MEANING.keySet().stream().filter(path -> !path.contains(".")).forEach(names::add);
    return names;
  }

  /** A key that is known, but with one value only so far. */
  private static ConfigSchema.Key later(String name, Object value, String why) {
    return key(name, new ValueType.Only(value, why), why);
  }

  static ConfigSchema.Key key(String name, ValueType type, String doc) {
    return new ConfigSchema.Key(name, type, doc);
  }
}
