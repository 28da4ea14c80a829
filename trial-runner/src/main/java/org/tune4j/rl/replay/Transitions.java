package org.tune4j.rl.replay;

import java.util.Arrays;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A ring of transitions in a few flat arrays, which grow up to the capacity. Observations after a
 * step are stored beside those before it, because with n-step returns and automatic resets they are
 * no neighbours.
 */
final class Transitions {
  /** So long an array may be everywhere. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int capacity;
  private final int width;
  private final int actionWidth;
  private float[] observations = new float[0];
  private float[] actions = new float[0];
  private float[] rewards = new float[0];
  private float[] next = new float[0];
  private float[] discounts = new float[0];
  private long added;

  Transitions(int capacity, int observation, int action) {
    int widest = Math.max(1, Math.max(observation, action));
    if ((long) capacity * widest > MOST) {
      throw new InvalidInputException(
          new Problem(
              "config: replay_buffer_config.capacity: must be at most "
                  + MOST / widest
                  + " for transitions of "
                  + widest
                  + " numbers ("
                  + capacity
                  + ")",
              null,
              null));
    }
    this.capacity = capacity;
    width = observation;
    actionWidth = action;
  }

  int size() {
    return (int) Math.min(added, capacity);
  }

  long added() {
    return added;
  }

  /** Adds a transition over the oldest one and returns where. */
  int add(
      float[] observation,
      float[] action,
      double reward,
      float[] nextObservation,
      double discount) {
    int at = (int) (added % capacity);
    if (at >= rewards.length) {
      grow(Math.min(capacity, Math.max(1024, 2 * rewards.length)));
    }
    System.arraycopy(observation, 0, observations, at * width, width);
    System.arraycopy(nextObservation, 0, next, at * width, width);
    System.arraycopy(action, 0, actions, at * actionWidth, actionWidth);
    rewards[at] = (float) reward;
    discounts[at] = (float) discount;
    added++;
    return at;
  }

  /** Copies the transition at {@code index} into a row of the batch. */
  void copy(int index, Batch batch, int row) {
    batch.indices()[row] = index;
    System.arraycopy(observations, index * width, batch.observations()[row], 0, width);
    System.arraycopy(next, index * width, batch.next()[row], 0, width);
    System.arraycopy(actions, index * actionWidth, batch.actions()[row], 0, actionWidth);
    batch.rewards()[row] = rewards[index];
    batch.discounts()[row] = discounts[index];
  }

  /** Copies the transition before which so many were added. */
  void copyNumbered(long number, Batch batch, int row) {
    copy((int) (number % capacity), batch, row);
    batch.weights()[row] = 1;
  }

  void save(StateWriter out) {
    out.put("replay_capacity", capacity);
    out.put("replay_added", added);
    out.put("replay_observations", observations, size() * width);
    out.put("replay_actions", actions, size() * actionWidth);
    out.put("replay_rewards", rewards, size());
    out.put("replay_next", next, size() * width);
    out.put("replay_discounts", discounts, size());
  }

  void restore(StateReader in) {
    in.expect("replay_capacity", capacity);
    added = in.getLong("replay_added");
    grow(size());
    in.getFloats("replay_observations", observations);
    in.getFloats("replay_actions", actions);
    in.getFloats("replay_rewards", rewards);
    in.getFloats("replay_next", next);
    in.getFloats("replay_discounts", discounts);
  }

  private void grow(int to) {
    observations = Arrays.copyOf(observations, Math.multiplyExact(to, width));
    actions = Arrays.copyOf(actions, Math.multiplyExact(to, actionWidth));
    rewards = Arrays.copyOf(rewards, to);
    next = Arrays.copyOf(next, Math.multiplyExact(to, width));
    discounts = Arrays.copyOf(discounts, to);
  }
}
