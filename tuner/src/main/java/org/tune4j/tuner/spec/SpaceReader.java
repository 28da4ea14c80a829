package org.tune4j.tuner.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;

/**
 * Puts the parts of a sweep that make up its space under one root: run, config,
 * resources_per_trial.
 */
final class SpaceReader {
  private SpaceReader() {}

  static @Nullable SearchSpace read(
      String sweep, Node.Mapping keys, ConfigSchema configSchema, Problems problems) {
    int before = problems.list().size();
    Map<String, Node.Entry> root = new LinkedHashMap<>();
    take(keys, root, "run");
    take(keys, root, "resources_per_trial");
    Node.Mapping config = config(sweep, keys, configSchema, problems);
    if (config != null) {
      root.put("config", new Node.Entry(config.place(), config));
    }
    Node.Mapping place = new Node.Mapping(keys.place(), root);
    SearchSpace space = SearchSpace.parse(place, schema(configSchema), problems);
    Node constraints = keys.get("constraints");
    if (problems.list().size() == before && constraints != null && !Kinds.isNull(constraints)) {
      space = space.constrained(constraints, problems);
    }
    return problems.list().size() > before ? null : space;
  }

  private static void take(Node.Mapping keys, Map<String, Node.Entry> root, String key) {
    Node.Entry entry = keys.entries().get(key);
    if (entry != null && !Kinds.isNull(entry.value())) {
      root.put(key, entry);
    }
  }

  /** The config with {@code env}, which may stand beside it, moved into it. */
  private static Node.@Nullable Mapping config(
      String sweep, Node.Mapping keys, ConfigSchema schema, Problems problems) {
    Node.Entry config = keys.entries().get("config");
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    if (config != null && config.value() instanceof Node.Mapping mapping) {
      entries.putAll(mapping.entries());
    } else if (config != null && !Kinds.isNull(config.value())) {
      problems.add(config.value().place(), "sweep " + sweep + ": config: must be a map");
      return null;
    }
    Node.Entry env = keys.entries().get("env");
    if (env != null && !Kinds.isNull(env.value()) && entries.putIfAbsent("env", env) != null) {
      problems.add(
          env.keyPlace(),
          "sweep " + sweep + ": env: stands here and in config",
          "keep one of them");
    }
    new CallbackKeys(sweep, schema, problems).addTo(entries, keys);
    boolean namesEnv = entries.keySet().stream().anyMatch(key -> Plain.names(key).contains("env"));
    if (!namesEnv && schema.key("env") != null) {
      problems.add(
          keys.place(),
          "sweep " + sweep + ": env: must name the environment that the trials train in",
          "add env: CartPole-v0");
    }
    return new Node.Mapping(config == null ? keys.place() : config.value().place(), entries);
  }

  private static ConfigSchema schema(ConfigSchema config) {
    return ConfigSchema.of(
        List.of(
            SweepKeys.key("run", ValueType.Text.of(), "what a trial runs"),
            SweepKeys.key("config", new ValueType.MapOf(config), "what a trial is given"),
            SweepKeys.key(
                "resources_per_trial", new ValueType.MapOf(SweepKeys.RESOURCES), "what it holds")),
        Map.of());
  }
}
