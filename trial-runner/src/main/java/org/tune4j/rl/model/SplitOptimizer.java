package org.tune4j.rl.model;

import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Two optimisers, each for some of the parameters, the second with a learning rate of its own. Not
 * thread-safe.
 */
public final class SplitOptimizer implements Optimizer {
  private final Optimizer first;
  private final Optimizer second;
  private final boolean[] ofSecond;
  private final double secondRate;
  private final float[] part;

  /**
   * @param ofSecond which parameters are the second's
   * @param secondRate the learning rate of the second
   */
  public SplitOptimizer(Optimizer first, Optimizer second, boolean[] ofSecond, double secondRate) {
    this.first = first;
    this.second = second;
    this.ofSecond = ofSecond.clone();
    this.secondRate = secondRate;
    part = new float[ofSecond.length];
  }

  @Override
  public void step(float[] parameters, float[] gradient, double rate) {
    step(first, false, parameters, gradient, rate);
    step(second, true, parameters, gradient, secondRate);
  }

  /** Where the gradient was always 0, optimisers leave parameters as they are. */
  private void step(
      Optimizer optimizer, boolean which, float[] parameters, float[] gradient, double rate) {
    for (int i = 0; i < part.length; i++) {
      part[i] = ofSecond[i] == which ? gradient[i] : 0;
    }
    optimizer.step(parameters, part, rate);
  }

  @Override
  public void save(StateWriter out) {
    first.save(out);
    second.save(out);
  }

  @Override
  public void restore(StateReader in) {
    first.restore(in);
    second.restore(in);
  }
}
