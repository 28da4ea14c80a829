package org.tune4j.rl.rollout;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Makes n-step transitions of the steps of one environment (Sutton, "Learning to predict by the
 * methods of temporal differences", 1988). At an episode's end every step that still waits is given
 * out with the rewards that it has. Not thread-safe.
 */
public final class NStep {

  /** Where transitions go. */
  public interface Sink {
    /**
     * Takes a transition; the arrays are to be copied.
     *
     * @param reward the discounted sum of the rewards
     * @param next the observation after the last of them
     * @param discount what the value of {@code next} counts: gamma to the power of the number of
     *     rewards, or 0 when the episode terminated there
     */
    void add(float[] observation, float[] action, double reward, float[] next, double discount);
  }

  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  private record Waiting(float[] observation, float[] action, double reward) {}

  private final int n;
  private final double gamma;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  public NStep(int n, double gamma) {
    this.n = n;
    this.gamma = gamma;
  }

  /** One step of the environment; the arrays are kept, not copied. */
  public void step(
      float[] observation,
      float[] action,
      double reward,
      float[] next,
      boolean terminated,
      boolean ended,
      Sink sink) {
    waiting.addLast(new Waiting(observation, action, reward));
    // More than n wait where a restored trial has a smaller n than the one that was saved.
    while (waiting.size() >= n) {
      giveOldest(next, terminated, sink);
    }
    if (ended) {
      end(next, terminated, sink);
    }
  }

  /** The episode has ended: gives out every step that still waits. */
  public void end(float[] next, boolean terminated, Sink sink) {
    while (!waiting.isEmpty()) {
      giveOldest(next, terminated, sink);
    }
  }

  /** Forgets the steps that wait. */
  public void clear() {
    waiting.clear();
  }

  public void save(StateWriter out) {
    out.put("waiting", waiting.size());
    for (Waiting step : waiting) {
      out.put("observation", step.observation);
      out.put("action", step.action);
      out.put("reward", step.reward);
    }
  }

  public void restore(StateReader in) {
    waiting.clear();
    int count = in.getInt("waiting");
    for (int i = 0; i < count; i++) {
      waiting.addLast(
          new Waiting(in.getFloats("observation"), in.getFloats("action"), in.getDouble("reward")));
    }
  }

  private void giveOldest(float[] next, boolean terminated, Sink sink) {
    double sum = 0;
    double discount = 1;
    for (Waiting step : waiting) {
      sum += discount * step.reward;
      discount *= gamma;
    }
    Waiting oldest = waiting.removeFirst();
    sink.add(oldest.observation, oldest.action, sum, next, terminated ? 0 : discount);
  }
}
