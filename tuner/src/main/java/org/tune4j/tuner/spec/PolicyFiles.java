package org.tune4j.tuner.spec;

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
                    && sweep.get(SchedulerKeys.SCHEDULER) instanceof Node.Mapping scheduler
                    && scheduler.get(FILE) instanceof Node.Scalar file
                    && file.value() instanceof String path
                ? with(sweep, entry, scheduler, policy(name, file, path))
                : entry);
    return new Node.Mapping(root.place(), sweeps);
  }

  private static Node.Entry with(
      Node.Mapping sweep, Node.Entry entry, Node.Mapping scheduler, @Nullable Node policy) {
    Map<String, Node.Entry> settings = new LinkedHashMap<>(scheduler.entries());
    Node.Entry named = settings.remove(FILE);
    Node.Entry old = sweep.entries().get(SchedulerKeys.SCHEDULER);
    if (policy == null || named == null || old == null) {
      return entry;
    }
    settings.put(POLICY, new Node.Entry(named.keyPlace(), policy));
    Map<String, Node.Entry> keys = new LinkedHashMap<>(sweep.entries());
    keys.put(
        SchedulerKeys.SCHEDULER,
        new Node.Entry(old.keyPlace(), new Node.Mapping(scheduler.place(), settings)));
    return new Node.Entry(entry.keyPlace(), new Node.Mapping(sweep.place(), keys));
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
      return own.isEmpty() ? policy : null;
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
