package org.tune4j.tuner.report;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tune4j.space.Config;

/** Which config values tell trials apart. */
public final class VaryingKeys {
  private VaryingKeys() {}

  /** The paths whose values are not the same in all configs, sorted, the first {@code max}. */
  public static List<String> of(Collection<Config> configs, int max) {
    Set<String> paths = new TreeSet<>();
    configs.forEach(config -> paths.addAll(config.leaves().keySet()));
    return paths.stream()
        .filter(path -> configs.stream().map(c -> Texts.value(c.get(path))).distinct().count() > 1)
        .limit(max)
        .toList();
  }
}
