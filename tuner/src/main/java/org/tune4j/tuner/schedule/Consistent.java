package org.tune4j.tuner.schedule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.Domain;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.SpaceNode;
import org.tune4j.yaml.InvalidInputException;

/**
 * Keeps a config that was changed a config of its space: what is computed from other values is
 * computed again, what depends on a condition comes and goes with it, and constraints hold.
 */
final class Consistent {
  private static final String RUN = "run";
  private static final String CONFIG = "config";

  private final SearchSpace space;

  /** Paths in {@code config} of what is computed, and of what is there under a condition. */
  private final List<String> computed = new ArrayList<>();

  private final List<String> conditional = new ArrayList<>();

  Consistent(SearchSpace space) {
    this.space = space;
    SpaceNode config = space.root().entries().get(CONFIG);
    if (config != null) {
      collect("", config);
    }
  }

  private void collect(String path, SpaceNode node) {
    switch (node) {
      case SpaceNode.MapNode map ->
          map.entries().forEach((name, child) -> collectEntry(path, name, child));
      case SpaceNode.Conditional inner -> conditional.add(path);
      case Domain.SampleFrom source -> computed.add(path);
      case SpaceNode.ListNode list -> {
        if (isComputed(list)) {
          computed.add(path);
        }
      }
      default -> {}
    }
  }

  private void collectEntry(String path, String name, SpaceNode child) {
    if (!(child instanceof SpaceNode.Tuple tuple)) {
      collect(join(path, name), child);
    } else if (tuple.node() instanceof SpaceNode.Conditional) { // all of its keys come and go
      tuple.keys().forEach(key -> conditional.add(join(path, key)));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether a list has something that is computed, and nothing else that varies. */
  private static boolean isComputed(SpaceNode.ListNode list) {
    return list.items().stream()
        .allMatch(item -> item instanceof SpaceNode.Constant || item instanceof Domain.SampleFrom);
  }

  /**
   * The config of the space that has these values; {@code null} when there is none.
   *
   * @param random what comes with a condition is drawn from it, each time anew; nothing else is
   */
  @Nullable Config made(String trainable, Config changed, RandomGenerator random) {
    try {
      Config config = hasDependencies() ? resolved(trainable, changed, random.nextLong()) : changed;
      Config variant = Config.of(Map.of(RUN, trainable, CONFIG, config));
      return space.allows(variant) ? config : null;
    } catch (InvalidInputException e) {
      return null; // an expression fails for these values
    }
  }

  private boolean hasDependencies() {
    return !computed.isEmpty() || !conditional.isEmpty();
  }

  private Config resolved(String trainable, Config changed, long seed) {
    SearchSpace own = running(trainable);
    Set<String> left = new HashSet<>(computed);
    left.addAll(conditional);
    Config drawn = variant(own, without("", changed, left), seed);
    left.removeIf(path -> conditional.contains(path) && drawn.has(path) && changed.has(path));
    return variant(own, without("", changed, left), seed);
  }

  /** Conditions and expressions may read what runs, which may be an axis. */
  private SearchSpace running(String trainable) {
    TreeMap<String, SpaceNode> entries = new TreeMap<>(space.root().entries());
    entries.put(RUN, new SpaceNode.Constant(trainable));
    return new SearchSpace(new SpaceNode.MapNode(entries));
  }

  private static Config variant(SearchSpace own, Config fixed, long seed) {
    return own.fixing(fixed).variant(BigInteger.ZERO, seed, 0).getConfig(CONFIG);
  }

  private static Config without(String prefix, Config config, Set<String> left) {
    Config rest = Config.empty();
    for (Map.Entry<String, @Nullable Object> entry : config.asMap().entrySet()) {
      String path = prefix + entry.getKey();
      if (!left.contains(path)) {
        boolean isMap = entry.getValue() instanceof Map<?, ?> map && !map.isEmpty();
        Object value =
            isMap
                ? without(path + ".", config.getConfig(entry.getKey()), left).asMap()
                : entry.getValue();
        rest = plus(rest, entry.getKey(), value);
      }
    }
    return rest;
  }

  /** A key may hold dots itself. */
  private static Config plus(Config config, String key, @Nullable Object value) {
    Map<String, @Nullable Object> values = new TreeMap<>(config.asMap());
    values.put(key, value);
    return Config.of(values);
  }
}
