package org.tune4j.tuner.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/**
 * Puts the policies that sweeps name by their file into the sweeps, so that what is recorded of a
 * sweep is all that it needs.
 */
record PolicyFiles(Path folder, Problems problems) {
  private static final String FILE = "policy_file";
  private static final String POLICY = "policy";

  /** The sweeps of a file, in whose folder others lie that it names. */
  Node.Mapping inlined(Node.Mapping root) {
    Map<String, Node.Entry> sweeps = new LinkedHashMap<>(root.entries());
    sweeps.replaceAll(
        (name, entry) ->
            entry.value() instanceof Node.Mapping sweep
                ? with(entry, inScheduler(name, sweep))
                : entry);
    return new Node.Mapping(root.place(), sweeps);
  }

  /** A map whose scheduler, and what that one wraps, has its rows. */
  private Node.Mapping inScheduler(String sweep, Node.Mapping outer) {
    Node.Entry entry = outer.entries().get(SchedulerKeys.SCHEDULER);
    if (entry == null || !(entry.value() instanceof Node.Mapping scheduler)) {
      return outer;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(outer.entries());
    entries.put(
        SchedulerKeys.SCHEDULER, with(entry, inScheduler(sweep, withRows(sweep, scheduler))));
    return new Node.Mapping(outer.place(), entries);
  }

  private static Node.Entry with(Node.Entry entry, Node value) {
    return new Node.Entry(entry.keyPlace(), value);
  }

  private Node.Mapping withRows(String sweep, Node.Mapping scheduler) {
    Map<String, Node.Entry> settings = new LinkedHashMap<>(scheduler.entries());
    Node.Entry named = settings.remove(FILE);
    if (named == null
        || !(named.value() instanceof Node.Scalar file && file.value() instanceof String path)) {
      return scheduler;
    }
    Node policy = policy(sweep, file, path);
    if (policy == null) {
      return scheduler;
    }
    settings.put(POLICY, with(named, policy));
    return new Node.Mapping(scheduler.place(), settings);
  }

  /** A row a line, each of them JSON, and so YAML. */
  private @Nullable Node policy(String sweep, Node.Scalar file, String path) {
    try {
      StringBuilder yaml = new StringBuilder(POLICY).append(":");
      SweepFile.text(folder.resolve(path))
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> yaml.append("\n- ").append(line));
      Problems own = new Problems();
      Node policy = YamlReader.read(yaml.toString(), path, own).get(POLICY);
      own.list().forEach(problem -> refuse(sweep, file, path, problem.message()));
      if (own.isEmpty() && !(policy instanceof Node.Sequence)) {
        refuse(sweep, file, path, "has no rows");
        return null;
      }
      return own.isEmpty() ? policy : null;
    } catch (InvalidPathException e) {
      problems.add(
          file.place(),
          "sweep %s: scheduler.%s: must be the path of a file".formatted(sweep, FILE),
          null);
      return null;
    } catch (InvalidInputException e) {
      for (Problem problem : e.problems()) {
        refuse(sweep, file, path, problem.message().replaceFirst("^sweep file [^:]*: ", ""));
      }
      return null;
    }
  }

  private void refuse(String sweep, Node.Scalar file, String path, String why) {
    problems.add(
        file.place(), "sweep %s: scheduler.%s: %s: %s".formatted(sweep, FILE, path, why), null);
  }
}
