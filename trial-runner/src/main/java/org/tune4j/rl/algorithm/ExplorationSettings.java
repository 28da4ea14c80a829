package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.fixed;
import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/**
 * The keys of {@code exploration_config}; which ones a {@code type} has is checked when a trial
 * starts, and each type has defaults of its own.
 */
public final class ExplorationSettings {
  private static final String BONUS = "bonuses for what is new are not supported yet";
  private static final String SLATES = "slates of items are not supported yet";
  private static final String BANDITS = "bandits are not supported yet";
  private static final Map<String, String> REFUSED =
      new TreeMap<>(
          Map.of(
              "Curiosity", BONUS,
              "RE3", BONUS,
              "SlateEpsilonGreedy", SLATES,
              "SlateSoftQ", SLATES,
              "ThompsonSampling", BANDITS,
              "UpperConfidenceBound", BANDITS));

  private static final String OWN_PROBABILITIES =
      "what is learned here needs actions that the policy itself draws, with their probabilities";

  private ExplorationSettings() {}

  /** The types for algorithms whose outputs are the values of actions. */
  public static String[] ofValues() {
    return new String[] {
      "EpsilonGreedy", "PerWorkerEpsilonGreedy", "SoftQ", "ParameterNoise", "Random"
    };
  }

  /** The types for algorithms that must know how likely each action was. */
  public static String[] ofProbabilities() {
    return new String[] {"StochasticSampling"};
  }

  /** The types for algorithms whose outputs are the action itself. */
  public static String[] ofActions() {
    return new String[] {
      "OrnsteinUhlenbeckNoise",
      "PerWorkerOrnsteinUhlenbeckNoise",
      "GaussianNoise",
      "PerWorkerGaussianNoise",
      "ParameterNoise",
      "StochasticSampling",
      "Random"
    };
  }

  /** Names that the keys of noise on actions had in other versions. */
  public static Map<String, String> noiseAliases() {
    return Map.of(
        "exploration_theta", "exploration_config.ou_theta",
        "exploration_sigma", "exploration_config.ou_sigma",
        "noise_scale", "exploration_config.ou_base_scale",
        "act_noise", "exploration_config.stddev",
        "pure_exploration_steps", "exploration_config.random_timesteps");
  }

  /** The keys, for an algorithm that can do with these types, or with the user's own. */
  public static ValueType type(String... types) {
    boolean uniform = List.of(types).contains("Random");
    ValueType named =
        new ValueType.Except(
            new ValueType.Name("an exploration", new TreeSet<>(List.of(types))), refused(uniform));
    Settings keys =
        Settings.of(List.of(used("type", named, null, "how actions are explored")), Map.of())
            .plus(chances())
            .plus(noise())
            .plus(rest())
            .plus(uniform ? List.of() : List.of(fixed("random_timesteps", 0, OWN_PROBABILITIES)));
    return new ValueType.MapOf(keys.plus(List.of(beside(keys))).schema());
  }

  private static Setting beside(Settings keys) {
    return used(
        "sub_exploration",
        Types.orNull(new ValueType.MapOf(keys.schema())),
        null,
        "ParameterNoise: what explores beside it");
  }

  private static SortedMap<String, String> refused(boolean uniform) {
    SortedMap<String, String> refused = new TreeMap<>(REFUSED);
    if (!uniform) {
      refused.put("Random", OWN_PROBABILITIES);
    }
    return refused;
  }

  private static List<Setting> chances() {
    return List.of(
        used("initial_epsilon", Types.SHARE, 1.0, "EpsilonGreedy: at the beginning"),
        used("final_epsilon", Types.SHARE, 0.05, "EpsilonGreedy: after epsilon_timesteps"),
        used("warmup_timesteps", Types.from(0), 0, "EpsilonGreedy: steps before epsilon falls"),
        used("epsilon_timesteps", Types.from(0), 100_000, "EpsilonGreedy: environment steps"),
        used("epsilon_schedule", schedule(), null, "EpsilonGreedy: a schedule instead"),
        used("temperature", Types.POSITIVE, 1.0, "SoftQ: above 0"));
  }

  private static List<Setting> noise() {
    return List.of(
        used("stddev", Types.POSITIVE, 0.1, "GaussianNoise: before scaling"),
        used("ou_theta", Types.POSITIVE, 0.15, "OrnsteinUhlenbeckNoise: how fast noise fades"),
        used("ou_sigma", Types.POSITIVE, 0.2, "OrnsteinUhlenbeckNoise: what a step adds to it"),
        used("ou_base_scale", Types.POSITIVE, 0.1, "OrnsteinUhlenbeckNoise: a constant factor"),
        used("initial_scale", Types.POSITIVE, 1.0, "noise: its factor at the beginning"),
        used("final_scale", Types.POSITIVE, 0.02, "noise: its factor after scale_timesteps"),
        used("scale_timesteps", Types.from(0), 10_000, "noise: environment steps"),
        used("scale_schedule", schedule(), null, "noise: a schedule of the factor instead"));
  }

  private static List<Setting> rest() {
    return List.of(
        used("random_timesteps", Types.from(0), null, "uniform steps at first"),
        used("initial_stddev", Types.POSITIVE, 1.0, "ParameterNoise: at the beginning"),
        used(
            "custom_config",
            new ValueType.MapOf(ConfigSchema.anything()),
            Map.of(),
            "what a class of your own gets"));
  }

  /** A number, {@code [step, value]} pairs, or a map with a {@code type}. */
  private static ValueType schedule() {
    return Types.anyOf(
        new ValueType.Real(-Double.MAX_VALUE, Double.MAX_VALUE),
        Types.SCHEDULE,
        new ValueType.MapOf(ConfigSchema.anything()));
  }
}
