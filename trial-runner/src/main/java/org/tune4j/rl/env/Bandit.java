package org.tune4j.rl.env;

import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** A contextual bandit: episodes of one step, in which a context tells what each arm may pay. */
final class Bandit extends BuiltInEnvironment {

  /** What contexts there are and what arms pay. Stateless. */
  interface Arms {
    /** The possible contexts. */
    Box contexts();

    int count();

    float[] draw(RandomGenerator random);

    double reward(float[] context, int arm, RandomGenerator random);
  }

  private final Arms arms;
  private float[] context;
  private RandomGenerator random = new SavedRandom(1, "before the first reset", 0);

  Bandit(Arms arms, int stepLimit) {
    super(new Spec(arms.contexts(), new Discrete(arms.count()), stepLimit, NO_THRESHOLD));
    this.arms = arms;
    context = new float[arms.contexts().size()];
  }

  @Override
  public float[] reset(RandomGenerator random) {
    this.random = random;
    context = arms.draw(random);
    return context.clone();
  }

  @Override
  public Step step(float[] action) {
    double reward = arms.reward(context, (int) action[0], random);
    return new Step(context.clone(), reward, true, false);
  }

  @Override
  public void save(StateWriter out) {
    out.put("context", context);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    context = in.getFloats("context");
    this.random = random;
  }
}
