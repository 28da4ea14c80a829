package org.tune4j.tuner.control;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.SweepStatus;
import org.tune4j.space.Config;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.report.SweepView;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * A server's calls without a grid: sweeps are names with a state. A file is lines of {@code name:};
 * one that says {@code broken} has two problems; a name with {@code over} has ended at once.
 */
public final class MemoryControl implements Control {
  private record Entry(String user, @Nullable Long seed, String status) {}

  private final Map<String, Entry> sweeps = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final LogFiles logs;

  public MemoryControl(Path results) {
    this.logs = new LogFiles(results);
  }

  /** What it was asked, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized List<String> submit(List<SweepText> files, String user, @Nullable Long seed) {
    List<Problem> problems =
        files.stream()
            .filter(f -> f.yaml().contains("broken"))
            .flatMap(f -> bad(f).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    if (files.stream().anyMatch(file -> file.yaml().contains("explode"))) {
      throw new IllegalStateException("the disk is full");
    }
    List<String> names = new ArrayList<>();
    for (SweepText file : files) {
      file.yaml().lines().map(line -> line.replaceAll(":.*", "")).forEach(names::add);
    }
    names.forEach(name -> sweeps.put(name, new Entry(user, seed, "running")));
    calls.add("submit " + names + " for " + user + ", seed " + seed);
    return names;
  }

  @Override
  public synchronized SweepStatus stop(String sweep, String user) {
    Entry entry = find(sweep);
    sweeps.put(sweep, new Entry(user, entry.seed(), "interrupted"));
    calls.add("stop " + sweep + " for " + user);
    return sweep.startsWith("over")
        ? SweepStatus.FINISHED
        : SweepStatus.valueOf(entry.status().toUpperCase(Locale.ROOT));
  }

  @Override
  public synchronized boolean resume(String sweep, @Nullable Integer numSamples, String user) {
    sweeps.put(sweep, new Entry(user, find(sweep).seed(), "running"));
    calls.add("resume " + sweep + " with " + numSamples + " for " + user);
    return !sweep.startsWith("over");
  }

  @Override
  public synchronized GridView status() {
    return new GridView(
        "10.0.0.5:5701",
        "0.1.0",
        List.of(
            new MemberView(
                "10.0.0.5:5701",
                "alpha",
                new Resources(4, 2),
                new Resources(2.5, 1),
                new TreeMap<>(Map.of("zone", "a")),
                List.of("0", "1"),
                2,
                Instant.parse("2026-11-21T09:00:00Z"))),
        sweeps.entrySet().stream().map(e -> view(e.getKey(), e.getValue())).toList());
  }

  @Override
  public synchronized LogPage logs(LogQuery query) {
    return logs.read(query, sweeps.keySet(), name -> !find(name).status().equals("running"));
  }

  private Entry find(String sweep) {
    Entry entry = sweeps.get(sweep);
    if (entry == null) {
      throw new InvalidInputException(
          new Problem(
              "there is no sweep " + sweep, null, Problems.useNearest(sweep, sweeps.keySet())));
    }
    return entry;
  }

  private static List<Problem> bad(SweepText file) {
    return List.of(
        new Problem("sweep a: there is no key nmu", new Place(file.fileName(), 9, 3), "use num"),
        new Problem("sweep a: µ is missing", null, null));
  }

  private static SweepView view(String name, Entry entry) {
    Config config = Config.of(Map.of("lr", 1e-5, "model", Map.of("hidden", List.of(64, 64))));
    return new SweepView(
        name,
        entry.status(),
        new Objective("reward", Objective.Mode.MAX),
        Map.of(TrialStatus.RUNNING, 1, TrialStatus.PENDING, 1),
        8L,
        new Resources(1.5, 1),
        new Resources(4, 2),
        12.5,
        1 << 20,
        1 << 30,
        new SweepView.Best(Trial.id(name, 0), Double.POSITIVE_INFINITY, 3, config),
        List.of("lr"),
        List.of(
            row(name, 0, TrialStatus.RUNNING, 1.25, null, config),
            row(name, 1, TrialStatus.PENDING, null, "waits for 1 GPU: 0 of 2 are free", config)),
        entry.user(),
        List.of(new Objective("ms", Objective.Mode.MIN)));
  }

  private static SweepView.Row row(
      String sweep,
      int number,
      TrialStatus status,
      @Nullable Double value,
      @Nullable String note,
      Config config) {
    String member = status == TrialStatus.RUNNING ? "10.0.0.5:5701" : null;
    return new SweepView.Row(
        number,
        Trial.id(sweep, number),
        status,
        member,
        3,
        1.5,
        300,
        value,
        config,
        note,
        Map.of("ms", 2.5));
  }
}
