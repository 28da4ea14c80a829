package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.model.Network;
import org.tune4j.rl.replay.Batch;

/**
 * The mean over the batch of weight × cross-entropy between the projected distribution of the
 * target's return and the network's own: Bellemare, Dabney, Munos, "A distributional perspective on
 * reinforcement learning" (2017), algorithm 1. It differs from the Kullback-Leibler divergence by
 * what does not depend on the network.
 */
final class DistributionCriterion implements Criterion {
  private static final float[] NONE = new float[0];

  private final DistributionHead head;
  private final float[][] targets;
  private final float[] probabilities;
  private final float[] logitGradient;
  private final float[][] choices;
  private final float[] errors;
  private final float[] taken;
  private final float[][][] gradients;

  DistributionCriterion(DistributionHead head, int rows, int actions, boolean dueling) {
    this.head = head;
    int atoms = head.atoms().count();
    targets = new float[rows][atoms];
    probabilities = new float[atoms];
    logitGradient = new float[atoms];
    choices = new float[rows][actions];
    errors = new float[rows];
    taken = new float[rows];
    gradients =
        dueling
            ? new float[][][] {new float[rows][actions * atoms], new float[rows][atoms]}
            : new float[][][] {new float[rows][actions * atoms]};
  }

  @Override
  public void aim(Batch batch, Network chooser, Network rater) {
    head.read(chooser, batch.size(), choices);
    for (int i = 0; i < batch.size(); i++) {
      head.distribution(rater, i, ActionValues.best(choices[i]), probabilities);
      head.atoms().project(batch.rewards()[i], batch.discounts()[i], probabilities, targets[i]);
    }
  }

  @Override
  public double compare(Batch batch, Network online) {
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      int action = (int) batch.actions()[i][0];
      double logSum = head.distribution(online, i, action, probabilities);
      taken[i] = head.atoms().mean(probabilities);
      errors[i] = (float) crossEntropy(targets[i], head.logits(), logSum);
      double share = batch.weights()[i] / batch.size();
      for (int atom = 0; atom < logitGradient.length; atom++) {
        logitGradient[atom] = (float) (share * (probabilities[atom] - targets[i][atom]));
      }
      float[] value = gradients.length > 1 ? gradients[1][i] : NONE;
      head.gradient(action, logitGradient, gradients[0][i], value);
      sum += share * errors[i];
    }
    return sum;
  }

  private static double crossEntropy(float[] target, float[] logits, double logSum) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += target[i] * (logSum - logits[i]);
    }
    return sum;
  }

  @Override
  public float[] errors() {
    return errors;
  }

  @Override
  public float[] taken() {
    return taken;
  }

  @Override
  public float[][][] gradients() {
    return gradients;
  }
}
