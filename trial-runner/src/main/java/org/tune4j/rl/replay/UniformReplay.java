package org.tune4j.rl.replay;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** Draws every transition with the same probability. */
public final class UniformReplay implements ReplayBuffer {
  private final Transitions transitions;

  public UniformReplay(int capacity, int observation, int action) {
    transitions = new Transitions(capacity, observation, action);
  }

  @Override
  public int size() {
    return transitions.size();
  }

  @Override
  public long added() {
    return transitions.added();
  }

  @Override
  public void add(
      float[] observation, float[] action, double reward, float[] next, double discount) {
    transitions.add(observation, action, reward, next, discount);
  }

  @Override
  public void sample(Batch batch, RandomGenerator random) {
    for (int row = 0; row < batch.size(); row++) {
      transitions.copy(random.nextInt(size()), batch, row);
    }
    Arrays.fill(batch.weights(), 1);
  }

  @Override
  public void copy(long number, Batch batch, int row) {
    transitions.copyNumbered(number, batch, row);
  }

  @Override
  public void update(Batch batch, float[] errors) {}

  @Override
  public void save(StateWriter out) {
    transitions.save(out);
  }

  @Override
  public void restore(StateReader in) {
    transitions.restore(in);
  }
}
