package org.tune4j.rl.algorithm.sac;

import org.tune4j.rl.model.Adam;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What entropy counts beside reward, alpha, learned as its logarithm: Haarnoja et al., "Soft
 * actor-critic algorithms and applications" (2018), section 5. Its loss is -log alpha × mean (log
 * pi + target entropy), so it grows while the policy is too sure. Not thread-safe.
 */
final class Temperature {
  private final float[] logAlpha;
  private final float[] gradient = new float[1];
  private final Adam adam = new Adam(1, 1e-8);
  private final double target;

  /**
   * @param target the wanted entropy in nats
   */
  Temperature(double initialAlpha, double target) {
    logAlpha = new float[] {(float) Math.log(initialAlpha)};
    this.target = target;
  }

  double alpha() {
    return Math.exp(logAlpha[0]);
  }

  double target() {
    return target;
  }

  /**
   * One step.
   *
   * @param entropy the policy's, in nats: the mean of -log pi
   * @return the loss before the step
   */
  double learn(double entropy, double rate) {
    gradient[0] = (float) gradient(entropy);
    double loss = loss(entropy);
    adam.step(logAlpha, gradient, rate);
    return loss;
  }

  double loss(double entropy) {
    return logAlpha[0] * gradient(entropy);
  }

  /** The loss's derivative with respect to log alpha. */
  double gradient(double entropy) {
    return entropy - target;
  }

  void save(StateWriter out) {
    out.put("log_alpha", logAlpha);
    adam.save(out);
  }

  void restore(StateReader in) {
    in.getFloats("log_alpha", logAlpha);
    adam.restore(in);
  }
}
