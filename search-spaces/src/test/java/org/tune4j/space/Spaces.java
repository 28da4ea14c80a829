package org.tune4j.space;

import java.util.List;
import java.util.stream.Collectors;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** Spaces from YAML, for tests. */
public final class Spaces {
  private Spaces() {}

  /** A space of keys that may be anything. */
  public static SearchSpace of(String yaml) {
    return of(yaml, ConfigSchema.anything());
  }

  static SearchSpace of(String yaml, ConfigSchema config) {
    Problems problems = new Problems();
    SearchSpace space = parse(yaml, config, problems);
    problems.throwIfAny();
    return space;
  }

  /** Everything that is wrong, as people see it. */
  static List<String> problems(String yaml, ConfigSchema config) {
    Problems problems = new Problems();
    parse(yaml, config, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  static String problem(String yaml, ConfigSchema config) {
    return problems(yaml, config).stream().collect(Collectors.joining("\n"));
  }

  private static SearchSpace parse(String yaml, ConfigSchema config, Problems problems) {
    Node.Mapping root = YamlReader.read(yaml, "sweep.yaml", problems);
    ConfigSchema.Key key = new ConfigSchema.Key("config", new ValueType.MapOf(config), "");
    ConfigSchema schema =
        new ConfigSchema(java.util.Map.of("config", key), java.util.Map.of(), true);
    return SearchSpace.parse(root, schema, problems);
  }
}
