package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Pays the whole return in the last step. It cuts episodes off at the step limit by itself, for it
 * must know the last step; what a shorter limit of the caller's cuts off is never paid.
 */
final class DelayedReward extends Wrapper {
  private double owed;
  private int steps;

  DelayedReward(SaveableEnvironment inner) {
    super(inner);
  }

  @Override
  public float[] reset(RandomGenerator random) {
    owed = 0;
    steps = 0;
    return inner.reset(random);
  }

  @Override
  public Step step(float[] action) {
    Step step = inner.step(action);
    steps++;
    owed += step.reward();
    boolean truncated = !step.terminated() && (step.truncated() || steps >= stepLimit());
    boolean last = step.terminated() || truncated;
    return new Step(step.observation(), last ? owed : 0, step.terminated(), truncated);
  }

  @Override
  public void save(StateWriter out) {
    out.put("owed", owed);
    out.put("steps", steps);
    inner.save(out);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    owed = in.getDouble("owed");
    steps = in.getInt("steps");
    inner.restore(in, random);
  }
}
