package org.tune4j.rl.preprocess;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What is done to a reward before an algorithm learns from it. Statistics of episodes keep the true
 * reward.
 *
 * @param sign whether only the sign counts
 * @param low the lowest reward
 * @param high the highest reward
 */
public record RewardClip(boolean sign, double low, double high) {
  private static final RewardClip NONE =
      new RewardClip(false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * From the value of {@code clip_rewards}: nothing or false for none, true for the sign, a number
   * for ± that number, a pair for a range.
   *
   * @throws InvalidInputException when it is another list
   */
  public static RewardClip parse(@Nullable Object value) {
    return switch (value) {
      case Boolean sign when sign -> new RewardClip(true, -1, 1);
      case Number bound -> new RewardClip(false, -bound.doubleValue(), bound.doubleValue());
      case List<?> range
          when range.size() == 2
              && range.get(0) instanceof Number low
              && range.get(1) instanceof Number high
              && low.doubleValue() <= high.doubleValue() ->
          new RewardClip(false, low.doubleValue(), high.doubleValue());
      case List<?> other ->
          throw new InvalidInputException(
              new Problem(
                  "config: clip_rewards: must be a pair [low, high] (" + other + ")", null, null));
      case null, default -> NONE;
    };
  }

  /** What is learned from instead of an environment's reward. */
  public double apply(double reward) {
    return sign ? Math.signum(reward) : Math.clamp(reward, low, high);
  }
}
