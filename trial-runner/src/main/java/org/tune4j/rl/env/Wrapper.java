package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** An environment that changes something about another one; here it changes nothing. */
abstract class Wrapper implements SaveableEnvironment {
  final SaveableEnvironment inner;

  Wrapper(SaveableEnvironment inner) {
    this.inner = inner;
  }

  @Override
  public Space observationSpace() {
    return inner.observationSpace();
  }

  @Override
  public Space actionSpace() {
    return inner.actionSpace();
  }

  @Override
  public int stepLimit() {
    return inner.stepLimit();
  }

  @Override
  public double rewardThreshold() {
    return inner.rewardThreshold();
  }

  @Override
  public float[] reset(RandomGenerator random) {
    return inner.reset(random);
  }

  @Override
  public Step step(float[] action) {
    return inner.step(action);
  }

  @Override
  public void save(StateWriter out) {
    inner.save(out);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    inner.restore(in, random);
  }

  @Override
  public void close() {
    inner.close();
  }
}
