package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.Setting.Use;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.Problems;

/**
 * All keys of an algorithm's config, with types, defaults and explanations: the one place that
 * knows them. Immutable.
 */
public final class Settings {
  private static final String EXPLORATION = "exploration_config";
  private static final String EXPLORATION_TYPE = EXPLORATION + ".type";

  private final Map<String, Setting> byName;
  private final Map<String, String> aliases;

  private Settings(Map<String, Setting> byName, Map<String, String> aliases) {
    this.byName = byName;
    this.aliases = aliases;
  }

  /**
   * Settings of these keys.
   *
   * @param aliases other names, by the path of the key that they stand for
   */
  public static Settings of(List<Setting> settings, Map<String, String> aliases) {
    Map<String, Setting> byName = new LinkedHashMap<>();
    settings.forEach(setting -> byName.put(setting.name(), setting));
    return new Settings(byName, Map.copyOf(aliases));
  }

  /** A key that has its effect. */
  public static Setting used(
      String name, ValueType type, @Nullable Object defaultValue, String doc) {
    return new Setting(name, type, defaultValue, Use.USED, doc);
  }

  /** A key that is accepted and has nothing to act on. */
  public static Setting meaningless(String name, @Nullable Object defaultValue, String doc) {
    return new Setting(name, new ValueType.Any(), defaultValue, Use.MEANINGLESS, doc);
  }

  /** A key of which only one value, or nothing, is supported. */
  public static Setting fixed(String name, Object value, String why) {
    return new Setting(name, new ValueType.Only(value, why), value, Use.FIXED, why);
  }

  /** A key that must stay without a value. */
  public static Setting absent(String name, String why) {
    return new Setting(name, new ValueType.Only("null", why), null, Use.FIXED, why);
  }

  /** These settings and more; a setting of a known name replaces it. */
  public Settings plus(List<Setting> more) {
    Map<String, Setting> all = new LinkedHashMap<>(byName);
    more.forEach(setting -> all.put(setting.name(), setting));
    return new Settings(all, aliases);
  }

  /** These settings with another default of one key. */
  public Settings withDefault(String name, @Nullable Object value) {
    Setting known = byName.get(name);
    if (known == null) {
      throw new IllegalArgumentException("settings: there is no key " + name);
    }
    return plus(List.of(known.withDefault(value)));
  }

  /** These settings with another default inside a map. */
  public Settings withSubDefault(String name, String subKey, Object value) {
    return withDefault(name, defaults().getConfig(name).with(subKey, value).asMap());
  }

  /** These settings with more aliases. */
  public Settings withAliases(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(aliases);
    all.putAll(more);
    return new Settings(byName, Map.copyOf(all));
  }

  /** All keys, in the order of their documentation. */
  public Collection<Setting> list() {
    return List.copyOf(byName.values());
  }

  /** What the sweep's reader checks. */
  public ConfigSchema schema() {
    List<ConfigSchema.Key> keys = new ArrayList<>();
    byName.values().forEach(s -> keys.add(new ConfigSchema.Key(s.name(), type(s), s.doc())));
    return ConfigSchema.of(keys, aliases);
  }

  /** What is different in evaluation may be any key, but for that key itself. */
  private ValueType type(Setting setting) {
    if (!setting.name().equals(EvaluationSettings.CONFIG)) {
      return setting.type();
    }
    Map<String, Setting> others = new LinkedHashMap<>(byName);
    others.remove(setting.name());
    return new ValueType.MapOf(new Settings(others, aliases).schema());
  }

  /** The value of every key that nobody set. */
  public Config defaults() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    byName.values().forEach(setting -> values.put(setting.name(), setting.defaultValue()));
    return Config.of(values);
  }

  /**
   * What a user's config means: aliases replaced, checked, and laid over the defaults. An {@code
   * exploration_config} with another {@code type} than the default's replaces it whole.
   *
   * @throws org.tune4j.yaml.InvalidInputException with every key that is unknown or has a wrong
   *     value
   */
  public Config resolve(Config user) {
    Config named = withoutAliases(user);
    check(named);
    Config defaults = defaults();
    Object type = named.get(EXPLORATION_TYPE);
    if (type != null && !type.equals(defaults.get(EXPLORATION_TYPE))) {
      defaults = defaults.with(EXPLORATION, Map.of());
    }
    return defaults.overlaidBy(named);
  }

  /**
   * What a user's config means where {@code evaluation_config} is laid over it, and more over that.
   * Here, too, an {@code exploration_config} with another {@code type} replaces the trial's whole.
   *
   * @param more without aliases
   * @throws org.tune4j.yaml.InvalidInputException as {@link #resolve}
   */
  Config inEvaluation(Config user, Config more) {
    Config resolved = resolve(user);
    Config different = resolved.getConfig(EvaluationSettings.CONFIG);
    Config named = withoutAliases(user);
    Object type = different.get(EXPLORATION_TYPE);
    if (type != null && !type.equals(resolved.get(EXPLORATION_TYPE))) {
      named = named.with(EXPLORATION, Map.of());
    }
    return resolve(named.overlaidBy(different).overlaidBy(more));
  }

  private Config withoutAliases(Config user) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    Map<String, @Nullable Object> moved = new LinkedHashMap<>();
    user.asMap()
        .forEach(
            (key, value) -> {
              String path = byName.containsKey(key) ? null : aliases.get(key);
              if (path == null) {
                kept.put(key, value);
              } else {
                moved.put(path, value);
              }
            });
    Config named = Config.of(kept);
    for (Map.Entry<String, @Nullable Object> entry : moved.entrySet()) {
      named = named.has(entry.getKey()) ? named : named.with(entry.getKey(), entry.getValue());
    }
    if (named.get(EvaluationSettings.CONFIG) instanceof Map) {
      Config different = named.getConfig(EvaluationSettings.CONFIG);
      named = named.with(EvaluationSettings.CONFIG, withoutAliases(different).asMap());
    }
    return named;
  }

  private void check(Config config) {
    Problems problems = new Problems();
    config
        .asMap()
        .forEach(
            (key, value) -> {
              Setting setting = byName.get(key);
              if (setting == null) {
                problems.add(
                    null,
                    "config: there is no key " + key,
                    Problems.useNearest(key, byName.keySet()));
                return;
              }
              ValueType type = type(setting);
              String problem = type.problem(value);
              if (problem != null) {
                String place =
                    problem.startsWith(".") ? "" : problem.startsWith("has ") ? " " : ": ";
                problems.add(
                    null,
                    "config: " + key + place + problem + " (" + value + ")",
                    type.hint(value));
              }
            });
    problems.throwIfAny();
  }
}
