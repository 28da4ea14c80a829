package org.tune4j.tuner.sim;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Trial;

/**
 * Invented learning curves: each falls from 1 towards a final loss between 0.05 and 1, half of them
 * by a power law, half exponentially, and metrics show that loss. Final loss and speed are drawn
 * for each config, independently of each other, so that curves cross; equal configs have equal
 * curves but for the noise, which each trial has of its own.
 *
 * <p>Who goes on at a checkpoint of another trial has come as far as that one, and goes on towards
 * the final loss of its own config.
 *
 * @param seed where they come from; any
 * @param iterations after so many a trainable is done; at least 1
 * @param seconds that each iteration takes, 0 or more
 * @param timesteps that each iteration adds, 0 or more
 * @param noise the standard deviation of what is added to each loss, 0 or more
 * @param metrics what is reported
 */
public record SyntheticCurves(
    long seed, int iterations, double seconds, long timesteps, double noise, List<Shown> metrics)
    implements Curves {

  /** The loss that one trial in ten comes to. */
  public static final double GOOD = 0.145;

  private static final double LEAST = 0.05; // so that noise makes no loss negative

  /** The time scale of the slowest curves, in terms of all iterations; of the fastest 1 / 16. */
  private static final double SLOWEST = 0.25;

  private static final double SPEEDS = 16;
  private static final double UNIT = 0x1p-53;
  private static final int SUMMED = 12; // uniform numbers, whose sum has the variance 1

  /** A metric, as it shows the loss. */
  public sealed interface Shown {
    String name();

    /**
     * What is reported.
     *
     * @param loss about 0 to 1, or a little beyond by the noise
     */
    double value(double loss, int iteration);
  }

  /** A metric that is the loss itself, times something. */
  public record Falling(String name, double scale) implements Shown {
    @Override
    public double value(double loss, int iteration) {
      return scale * loss;
    }
  }

  /**
   * A metric that grows while the loss falls, and is at {@code goal} when that is {@link #GOOD}.
   */
  public record Rising(String name, double goal) implements Shown {
    @Override
    public double value(double loss, int iteration) {
      return goal > 0
          ? goal * (1 - loss) / (1 - GOOD)
          : goal < 0 ? goal * loss / GOOD : GOOD - loss;
    }
  }

  /** A metric that is always the same. */
  public record Constant(String name, double value) implements Shown {
    @Override
    public double value(double loss, int iteration) {
      return value;
    }
  }

  /** A metric that counts the iterations. */
  public record Counting(String name) implements Shown {
    @Override
    public double value(double loss, int iteration) {
      return iteration;
    }
  }

  /**
   * What becomes of a config.
   *
   * @param last the loss that it comes to, from 0 to 1
   * @param scale how many iterations it takes to come closer
   * @param power of the power law; 0 for an exponential approach
   */
  record Shape(double last, double scale, double power) {

    /** How much of the way is left one iteration later, from 1 to 0. */
    double after(double left) {
      return power == 0
          ? left * StrictMath.exp(-1 / scale)
          : StrictMath.pow(StrictMath.pow(left, -1 / power) + 1 / scale, -power);
    }

    double loss(double left) {
      return last + (1 - last) * left;
    }
  }

  private record Learnt(Config config, long key, Shape shape, double left) implements State {}

  public SyntheticCurves {
    metrics = List.copyOf(metrics);
    if (iterations < 1 || !(seconds >= 0) || timesteps < 0 || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "synthetic curves: must not be negative (iterations %d, seconds %s, timesteps %d, noise %s)"
              .formatted(iterations, seconds, timesteps, noise));
    }
  }

  @Override
  public Step step(Trial trial, int iteration, @Nullable State state) {
    Learnt before = state instanceof Learnt learnt ? learnt : null;
    double left = before == null ? 1 : before.left;
    if (before == null || !before.config.equals(trial.config())) {
      before = begin(trial.config(), left);
    }
    left = before.shape.after(left);
    double loss = before.shape.loss(left) + noise(before.key, trial, iteration);
    SortedMap<String, Double> values = new TreeMap<>();
    metrics.forEach(metric -> values.put(metric.name(), metric.value(loss, iteration)));
    Learnt after = new Learnt(before.config, before.key, before.shape, left);
    return new Step(seconds, values, timesteps, iteration >= iterations, 1, after, null);
  }

  private double noise(long key, Trial trial, int iteration) {
    return noise == 0 ? 0 : noise * normal(Seeds.derive(key, "noise", trial.seed()), iteration);
  }

  private Learnt begin(Config config, double left) {
    long key = Seeds.derive(seed, config.toString(), 0);
    return new Learnt(config, key, shape(key), left);
  }

  private Shape shape(long key) {
    double slowest = Math.max(1, SLOWEST * iterations);
    double scale = slowest * StrictMath.pow(SPEEDS, -unit(key, "speed", 0));
    double power = unit(key, "law", 0) < 0.5 ? 0 : 1 + unit(key, "law", 1);
    return new Shape(LEAST + (1 - LEAST) * unit(key, "last", 0), scale, power);
  }

  /** The loss that a config comes to when it has all the time. */
  double finalLoss(Config config) {
    return begin(config, 1).shape.last;
  }

  private static double unit(long key, String purpose, long number) {
    return Seeds.derive(key, purpose, number) * UNIT;
  }

  private static double normal(long key, int number) {
    double sum = -SUMMED / 2.0;
    for (int i = 0; i < SUMMED; i++) {
      sum += unit(key, "part", (long) number * SUMMED + i);
    }
    return sum;
  }
}
