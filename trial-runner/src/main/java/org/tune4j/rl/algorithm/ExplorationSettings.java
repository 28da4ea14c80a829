package org.tune4j.rl.algorithm;

import static org.tune4j.rl.algorithm.Settings.used;

import java.util.List;
import java.util.Map;
import org.tune4j.space.ValueType;

/**
 * The keys of {@code exploration_config}; which ones a {@code type} has is checked when a trial
 * starts.
 */
public final class ExplorationSettings {
  private ExplorationSettings() {}

  /** The keys, for an algorithm that can do with these types. */
  public static ValueType type(String... types) {
    return new ValueType.MapOf(
        Settings.of(
                List.of(
                    used("type", ValueType.Text.of(types), null, "how actions are explored"),
                    used("initial_epsilon", Types.SHARE, 1.0, "EpsilonGreedy: at the beginning"),
                    used(
                        "final_epsilon",
                        Types.SHARE,
                        0.05,
                        "EpsilonGreedy: after epsilon_timesteps"),
                    used(
                        "epsilon_timesteps",
                        Types.from(0),
                        100_000,
                        "EpsilonGreedy: environment steps"),
                    used(
                        "epsilon_schedule",
                        Types.SCHEDULE,
                        null,
                        "EpsilonGreedy: [step, epsilon] pairs instead"),
                    used("temperature", Types.POSITIVE, 1.0, "SoftQ: above 0"),
                    used(
                        "random_timesteps",
                        Types.from(0),
                        0,
                        "StochasticSampling: uniform steps at first")),
                Map.of())
            .schema());
  }
}
