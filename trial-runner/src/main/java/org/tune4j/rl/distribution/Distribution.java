package org.tune4j.rl.distribution;

import java.util.random.RandomGenerator;
import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;
import org.tune4j.space.Config;

/**
 * What one row of a network's outputs (its parameters) means as a random action. Stateless and
 * thread-safe. The {@code add…Gradient} methods add {@code scale} times the derivative with respect
 * to the parameters.
 */
public interface Distribution {

  /**
   * What policies that learn by the gradient of their log-probabilities use for that space, if
   * nothing else is asked for.
   *
   * @param actions the space that the policy acts in
   */
  static Distribution over(Space actions) {
    return switch (actions) {
      case Discrete discrete -> new Categorical(discrete.n());
      case Box box -> new DiagGaussian(box);
      case MultiDiscrete several -> MultiCategorical.over(several);
      case Tuple tuple -> Combined.over(tuple.parts());
      case Dict dict -> Combined.over(dict.parts().values());
    };
  }

  /**
   * A user's own, given by {@code model.custom_action_dist}.
   *
   * @param className of a public class with a public constructor (Space, Config)
   * @param actions the space that the policy acts in
   * @param config {@code model.custom_model_config}
   * @throws org.tune4j.yaml.InvalidInputException when there is no such class, or it cannot be made
   */
  static Distribution custom(String className, Space actions, Config config) {
    return OwnClass.of(Distribution.class, Space.class, Config.class)
        .make("model.custom_action_dist", className, actions, config);
  }

  /**
   * Whether {@link #logProbability}, {@link #entropy}, {@link #divergence} and their gradients are
   * there to be asked for.
   */
  default boolean hasProbabilities() {
    return true;
  }

  /** How many outputs of the network one action needs. */
  int parameters();

  /** How many floats an action has. */
  int actionSize();

  /** The most likely action. */
  void mode(float[] parameters, float[] action);

  /** A random action. */
  void sample(float[] parameters, RandomGenerator random, float[] action);

  /**
   * An action drawn uniformly from the possible ones; where the action space has no bounds, from
   * the standard normal distribution.
   */
  void uniform(float[] parameters, RandomGenerator random, float[] action);

  /** The natural logarithm of an action's probability, or of its density. */
  double logProbability(float[] parameters, float[] action);

  /** The entropy in nats. */
  double entropy(float[] parameters);

  /** The Kullback-Leibler divergence KL(old ‖ new) in nats. */
  double divergence(float[] old, float[] parameters);

  void addLogProbabilityGradient(
      float[] parameters, float[] action, double scale, float[] gradient);

  void addEntropyGradient(float[] parameters, double scale, float[] gradient);

  /** The derivative with respect to the new parameters. */
  void addDivergenceGradient(float[] old, float[] parameters, double scale, float[] gradient);

  /** What computes all that a loss needs in one pass, with memory of its own. */
  default Evaluator evaluator() {
    return new SeparateEvaluator(this);
  }
}
