package org.tune4j.rl.algorithm.dqn;

import java.util.Arrays;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The returns that a distribution of returns is told by: Bellemare, Dabney, Munos, "A
 * distributional perspective on reinforcement learning" (2017). Each atom has a probability; a
 * Q-value is their mean.
 *
 * @param count how many there are, from 2
 * @param min the least
 * @param max the greatest
 */
record Atoms(int count, double min, double max) {
  Atoms {
    if (!(min < max)) {
      throw new InvalidInputException(
          new Problem(
              "config: v_min: must be less than v_max (" + min + ", " + max + ")",
              null,
              "take the least and the greatest return that an episode can have"));
    }
  }

  /** How far two neighbours lie apart. */
  double spacing() {
    return (max - min) / (count - 1);
  }

  /** The return of an atom. */
  double value(int atom) {
    return min + atom * spacing();
  }

  /** The mean of a distribution: the Q-value. */
  float mean(float[] probabilities) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += probabilities[i] * value(i);
    }
    return (float) sum;
  }

  /**
   * The distribution of reward + discount × return, laid on the atoms (algorithm 1 of the paper):
   * what falls between two atoms is shared by their nearness, what falls outside goes to the last.
   *
   * @param discount 0 after a termination
   * @param next the distribution of the return after that
   * @param into overwritten; sums to 1 as {@code next} does
   */
  void project(float reward, float discount, float[] next, float[] into) {
    Arrays.fill(into, 0);
    double spacing = spacing();
    for (int i = 0; i < count; i++) {
      double moved = Math.clamp(reward + discount * value(i), min, max);
      double at = Math.clamp((moved - min) / spacing, 0, count - 1);
      int below = (int) at;
      double beyond = at - below;
      into[below] += (float) (next[i] * (1 - beyond));
      if (beyond > 0) {
        into[below + 1] += (float) (next[i] * beyond);
      }
    }
  }

  /**
   * Turns logits into probabilities.
   *
   * @return the logarithm of what they were divided by: log p = logit - this
   */
  static double softmax(float[] logits, float[] probabilities) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double p = Math.exp(logits[i] - max);
      probabilities[i] = (float) p;
      sum += p;
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= (float) sum;
    }
    return max + Math.log(sum);
  }
}
