package org.tune4j.rl.replay;

import java.util.random.RandomGenerator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Draws transition i with a probability in proportion to (|TD error| + epsilon)^alpha: Schaul et
 * al., "Prioritized experience replay" (2016), section 3.3. The draws are stratified: one from each
 * of as many equal slices as the batch has rows. New transitions get the highest priority so far.
 * Weights are (N P(i))^-beta, divided by the largest that any transition in the buffer could have.
 */
public final class PrioritizedReplay implements ReplayBuffer {

  /** Of a priority: with 0 a transition would never be drawn, and have an infinite weight. */
  private static final double LEAST = 1e-12;

  /**
   * How priorities act.
   *
   * @param alpha how strongly they act on the probabilities; 0 is uniform
   * @param epsilon what is added to each error
   */
  public record Priorities(double alpha, double epsilon) {}

  private final Transitions transitions;
  private final Priorities priorities;
  private final SumTree tree;
  private double highest = 1;
  private double beta;

  public PrioritizedReplay(int capacity, int observation, int action, Priorities priorities) {
    transitions = new Transitions(capacity, observation, action);
    tree = new SumTree(capacity);
    this.priorities = priorities;
  }

  /**
   * How far the weights correct for the unequal probabilities, from now on: 0 not at all, 1 fully.
   */
  public void correct(double newBeta) {
    beta = newBeta;
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
    int at = transitions.add(observation, action, reward, next, discount);
    tree.set(at, Math.pow(highest, priorities.alpha));
  }

  @Override
  public void sample(Batch batch, RandomGenerator random) {
    double slice = tree.total() / batch.size();
    double largest = weight(tree.minimum());
    for (int row = 0; row < batch.size(); row++) {
      int index = Math.min(size() - 1, tree.find((row + random.nextDouble()) * slice));
      transitions.copy(index, batch, row);
      batch.weights()[row] = (float) (weight(tree.weight(index)) / largest);
    }
  }

  @Override
  public void copy(long number, Batch batch, int row) {
    transitions.copyNumbered(number, batch, row);
  }

  @Override
  public void update(Batch batch, float[] errors) {
    for (int row = 0; row < batch.size(); row++) {
      double priority = Math.max(LEAST, Math.abs(errors[row]) + priorities.epsilon);
      highest = Math.max(highest, priority);
      tree.set(batch.indices()[row], Math.pow(priority, priorities.alpha));
    }
  }

  @Override
  public void save(StateWriter out) {
    transitions.save(out);
    out.put("replay_highest", highest);
    double[] weights = new double[size()];
    java.util.Arrays.setAll(weights, tree::weight);
    out.put("replay_priorities", weights);
  }

  @Override
  public void restore(StateReader in) {
    transitions.restore(in);
    highest = in.getDouble("replay_highest");
    double[] weights = in.getDoubles("replay_priorities");
    for (int i = 0; i < weights.length; i++) {
      tree.set(i, weights[i]);
    }
  }

  private double weight(double priority) {
    return Math.pow(priority / tree.total() * size(), -beta);
  }
}
