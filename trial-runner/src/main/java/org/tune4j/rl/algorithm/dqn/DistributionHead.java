package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;

/**
 * Heads that are logits of distributions of returns. With a value head they are combined atom by
 * atom, as Q-values are: V + A - mean A.
 */
final class DistributionHead implements QHead {
  private final int actions;
  private final Atoms atoms;
  private final float[] logits;
  private final float[] probabilities;

  DistributionHead(int actions, Atoms atoms) {
    this.actions = actions;
    this.atoms = atoms;
    logits = new float[atoms.count()];
    probabilities = new float[atoms.count()];
  }

  Atoms atoms() {
    return atoms;
  }

  @Override
  public void read(Network network, int rows, float[][] q) {
    for (int i = 0; i < rows; i++) {
      for (int a = 0; a < actions; a++) {
        distribution(network, i, a, probabilities);
        q[i][a] = atoms.mean(probabilities);
      }
    }
  }

  @Override
  public Criterion criterion(DqnConfig config, int rows) {
    return new DistributionCriterion(this, rows, actions, config.dueling());
  }

  /**
   * Writes the distribution of an action's return in a row of the last forward pass.
   *
   * @return the logarithm of the sum of the exponentials of {@link #logits}
   */
  double distribution(Network network, int row, int action, float[] into) {
    combine(network, row, action);
    return Atoms.softmax(logits, into);
  }

  /** The logits of the last {@link #distribution}. */
  float[] logits() {
    return logits;
  }

  private void combine(Network network, int row, int action) {
    float[] advantages = network.output(0)[row];
    System.arraycopy(advantages, action * logits.length, logits, 0, logits.length);
    if (network.heads() == 1) {
      return;
    }
    float[] value = network.output(1)[row];
    for (int i = 0; i < logits.length; i++) {
      float sum = 0;
      for (int a = 0; a < actions; a++) {
        sum += advantages[a * logits.length + i];
      }
      logits[i] += value[i] - sum / actions;
    }
  }

  /**
   * Turns a loss's gradient with respect to one action's logits into those of the heads.
   *
   * @param value empty without a value head
   */
  void gradient(int action, float[] gradient, float[] advantages, float[] value) {
    boolean dueling = value.length > 0;
    for (int a = 0; a < actions; a++) {
      float part = (a == action ? 1 : 0) - (dueling ? 1f / actions : 0);
      for (int i = 0; i < gradient.length; i++) {
        advantages[a * gradient.length + i] = part * gradient[i];
      }
    }
    System.arraycopy(gradient, 0, value, 0, value.length);
  }
}
