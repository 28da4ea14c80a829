package org.tune4j.tuner.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrainableType;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Result;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.Sweep.CheckpointPolicy;
import org.tune4j.tuner.schedule.TrialScheduler;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlWriter;

/** Reads one sweep of a sweep file. */
final class SweepReader {
  private static final String COMMAND = "command";
  private static final double DEFAULT_STEP_TIMEOUT_S = 3600;
  private static final double DEFAULT_DISK_QUOTA_MB = 10_240;

  /** Stands for objectives that could not be read, so that nothing else complains of them. */
  private static final Objectives UNKNOWN = Objectives.of(new Objective("?", Objective.Mode.MAX));

  private final String name;
  private final Node.Mapping sweep;
  private final TrainableRegistry trainables;
  private final Problems problems;
  private final Settings settings;
  private final List<String> warnings = new ArrayList<>();

  private SweepReader(
      String name, Node.Mapping sweep, TrainableRegistry trainables, Problems problems) {
    this.name = name;
    this.sweep = sweep;
    this.trainables = trainables;
    this.problems = problems;
    this.settings = new Settings(name, sweep, problems);
  }

  /** The sweep; {@code null} when it cannot be made out, and then there is at least one problem. */
  static @Nullable Sweep read(
      String name, Node.Entry entry, TrainableRegistry trainables, Problems problems) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      problems.add(
          entry.keyPlace(),
          "sweep \""
              + Problems.show(name)
              + "\": a name must begin with a letter or digit and go on with letters,"
              + " digits, '.', '_' and '-', 100 at most");
    }
    if (name.startsWith("tune.")) {
      problems.add(
          entry.keyPlace(),
          "sweep "
              + Problems.show(name)
              + ": a name must not begin with tune., as the files of the"
              + " database do");
    }
    if (!(entry.value() instanceof Node.Mapping sweep)) {
      problems.add(
          entry.value().place(),
          "sweep " + name + ": must be a map with the key run",
          "write the sweep's name on a line of its own and indent its keys below it");
      return null;
    }
    return new SweepReader(name, sweep, trainables, problems).read();
  }

  private @Nullable Sweep read() {
    int before = problems.list().size();
    settings.check();
    warn();
    Trainables run = Trainables.of(name, sweep, trainables, problems);
    SearchSpace space = SpaceReader.read(name, sweep, run.schema(), problems);
    new ResourceKeys(name, sweep, problems).check(run.types());
    int beforeObjectives = problems.list().size();
    Objectives objectives =
        new ObjectiveKeys(name, sweep, problems).read(run.objective(), settings.algorithm());
    boolean areKnown = problems.list().size() == beforeObjectives;
    StopKeys stopping = new StopKeys(name, sweep, areKnown ? objectives : UNKNOWN, problems);
    StopRules stop = stopping.read();
    CheckpointKeys checkpointKeys = new CheckpointKeys(name, sweep, problems);
    CheckpointPolicy checkpoints = checkpointKeys.policy();
    Sweep.Isolation isolation = new ProcessKeys(name, sweep, problems).isolation(run, space);
    List<Config> points = space == null ? List.of() : points(space, run.schema());
    if (problems.list().size() > before || space == null) {
      return null;
    }
    Sweep.Search search = search(points);
    if (!isSound(search, space, objectives == null ? 1 : objectives.list().size())) {
      return null;
    }
    SchedulerKeys scheduler = new SchedulerKeys(name, sweep, problems);
    Sweep.Scheduling scheduling = scheduler.read();
    if (problems.list().size() > before) {
      return null;
    }
    TrialScheduler made = scheduler.check(scheduling.setup(objectives, space, search), run.types());
    if (made == null) {
      return null;
    }
    search =
        new SharedLevels(scheduling.kind(), made)
            .of(search, warning -> warnings.add("sweep " + name + ": " + warning));
    if (run.types().stream().noneMatch(type -> type.name().equals(COMMAND))) { // it has its own way
      checkpoints =
          checkpointKeys.policy(
              checkpoints,
              scheduling.kind().name(),
              made.savesEvery(),
              stop.endsTrialsAt(Result.TRAINING_ITERATION),
              warnings);
    }
    if (problems.list().size() > before) {
      return null;
    }
    warnOfCommands(run, scheduling, made);
    warnOfMetrics(run, Sweep.metrics(stop, objectives));
    warnings.addAll(stopping.warnings());
    warnOfEndless(run, stop);
    warnOfThreads(isolation);
    warnOfRepeat();
    return new Sweep(
        name,
        YamlWriter.write(Map.of(name, Plain.map(sweep))),
        space,
        run.request(),
        objectives,
        stop,
        search,
        scheduling,
        limits(),
        checkpoints,
        isolation,
        warnings);
  }

  private Sweep.Search search(List<Config> points) {
    AlgorithmKind algorithm = settings.algorithm();
    return new Sweep.Search(
        (int) settings.whole("num_samples", 1),
        constantGrid(),
        points,
        seed(),
        algorithm,
        algorithm == null ? walk() : Config.of(settings.map("search_alg")));
  }

  private Config walk() {
    return settings.map("search_alg").get(Sweep.Search.ORDER) instanceof String order
        ? Config.empty().with(Sweep.Search.ORDER, order)
        : Config.empty();
  }

  /** An algorithm may find that its settings contradict each other. */
  private boolean isSound(Sweep.Search search, SearchSpace space, int objectives) {
    if (search.algorithm() == null) {
      return true;
    }
    try {
      search
          .algorithm()
          .factory()
          .make(
              new AlgorithmKind.Setup(
                  ParameterSpace.of(space), search.seed(), search.settings(), 1, 1, objectives));
      return true;
    } catch (InvalidInputException e) {
      for (Problem problem : e.problems()) {
        Place at = problem.place() == null ? place("search_alg") : problem.place();
        problems.add(at, "sweep " + name + ": " + problem.message(), problem.maybe());
      }
      return false;
    }
  }

  private Sweep.Limits limits() {
    Double budget = settings.number("time_budget_s");
    return new Sweep.Limits(
        (int) settings.whole("priority", 0),
        (int) settings.whole("max_concurrent_trials", 0),
        (int) settings.whole("max_failures", 0),
        budget == null ? null : Duration.ofMillis(Math.round(budget * 1000)),
        settings.number("step_timeout_s", DEFAULT_STEP_TIMEOUT_S),
        (long) (settings.number("disk_quota_mb", DEFAULT_DISK_QUOTA_MB) * 1024 * 1024));
  }

  private void warn() {
    SweepKeys.WITHOUT_MEANING.forEach(
        (path, why) -> {
          if (settings.says(path)) {
            warnings.add("sweep " + name + ": " + path + " does nothing here: " + why);
          }
        });
  }

  private void warnOfCommands(
      Trainables run, Sweep.Scheduling scheduling, TrialScheduler scheduler) {
    if (scheduler.pauses() && run.types().stream().anyMatch(type -> type.name().equals(COMMAND))) {
      warnings.add(
          "sweep %s: %s lets trials pause; a command that puts no checkpoint into TUNE_CHECKPOINT_OUT begins anew then"
              .formatted(name, scheduling.kind().name()));
    }
  }

  /** What no trial reports ends nothing and ranks nothing. */
  private void warnOfMetrics(Trainables run, Set<String> metrics) {
    List<TrainableType> types = run.types();
    if (types.isEmpty() || SchedulerKeys.hasCallbacks(sweep)) {
      return;
    }
    for (String metric : metrics) {
      if (!Result.isAlwaysThere(metric) && types.stream().noneMatch(t -> t.mayReport(metric))) {
        String nearest = Problems.useNearest(metric, Trainables.metricNames(types.getFirst()));
        warnings.add(
            "sweep %s: %s never reports the metric %s%s"
                .formatted(
                    name,
                    types.stream().map(TrainableType::name).collect(Collectors.joining(", ")),
                    Problems.show(metric),
                    nearest == null ? "" : "; maybe " + nearest));
      }
    }
  }

  private void warnOfThreads(Sweep.Isolation isolation) {
    if (sweep.get("process") != null
        && !isolation.process()
        && isolation.spec().command().isEmpty()) {
      warnings.add(
          "sweep "
              + name
              + ": process does nothing here: trials run on threads; add isolation: process");
    }
  }

  private void warnOfRepeat() {
    long samples = settings.whole("num_samples", 1);
    if (settings.algorithm() != null
        && settings.map("search_alg").get("repeat") instanceof Number repeat
        && samples % repeat.longValue() > 0) {
      warnings.add(
          "sweep "
              + name
              + ": num_samples counts trials: the last config is not tried as often as"
              + " search_alg.repeat says, and nothing is learnt from it");
    }
  }

  private void warnOfEndless(Trainables run, StopRules stop) {
    if (!stop.endTrials() && settings.number("time_budget_s") == null) {
      run.types().stream()
          .filter(type -> !type.endsByItself())
          .map(
              type ->
                  "sweep "
                      + name
                      + ": nothing ends its trials, and "
                      + type.name()
                      + " goes on for ever; add stop: {training_iteration: 100} or time_budget_s")
          .findFirst()
          .ifPresent(warnings::add);
    }
  }

  private boolean constantGrid() {
    return settings.map("search_alg").get("constant_grid_search") instanceof Boolean constant
        ? constant
        : settings.flag("constant_grid_search", false);
  }

  private List<Config> points(SearchSpace space, ConfigSchema config) {
    Node list = sweep.get("points_to_evaluate");
    if (list == null && sweep.get("search_alg") instanceof Node.Mapping alg) {
      list = alg.get("points_to_evaluate");
    }
    return list == null ? List.of() : space.points(list, config, problems);
  }

  /** A sweep without a seed gets one that is recorded with it. */
  private long seed() {
    long fresh = Seeds.derive(System.nanoTime(), "sweep", System.currentTimeMillis());
    return settings.whole("seed", fresh);
  }

  private Place place(String key) {
    Node.Entry entry = sweep.entries().get(key);
    return entry == null ? sweep.place() : entry.value().place();
  }
}
