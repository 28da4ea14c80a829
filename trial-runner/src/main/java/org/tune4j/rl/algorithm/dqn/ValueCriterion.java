package org.tune4j.rl.algorithm.dqn;

import org.tune4j.rl.algorithm.critic.CriticLoss;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.replay.Batch;

/** {@link DqnLoss} of Q-values. */
final class ValueCriterion implements Criterion {
  private static final float[] NONE = new float[0];

  private final CriticLoss loss;
  private final float[][] q;
  private final float[][] choices;
  private final float[][] ratings;
  private final float[] targets;
  private final float[] errors;
  private final float[] taken;
  private final float[][][] gradients;

  ValueCriterion(DqnConfig config, int rows, int actions) {
    loss = config.loss();
    q = new float[rows][actions];
    choices = new float[rows][actions];
    ratings = new float[rows][actions];
    targets = new float[rows];
    errors = new float[rows];
    taken = new float[rows];
    gradients =
        config.dueling()
            ? new float[][][] {new float[rows][actions], new float[rows][1]}
            : new float[][][] {new float[rows][actions]};
  }

  @Override
  public void aim(Batch batch, Network chooser, Network rater) {
    ActionValues.read(rater, batch.size(), ratings);
    if (chooser != rater) {
      ActionValues.read(chooser, batch.size(), choices);
    }
    float[][] choosing = chooser == rater ? ratings : choices;
    for (int i = 0; i < batch.size(); i++) {
      targets[i] =
          DqnLoss.target(batch.rewards()[i], batch.discounts()[i], choosing[i], ratings[i]);
    }
  }

  @Override
  public double compare(Batch batch, Network online) {
    ActionValues.read(online, batch.size(), q);
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      int action = (int) batch.actions()[i][0];
      taken[i] = q[i][action];
      errors[i] = taken[i] - targets[i];
      double share = batch.weights()[i] / batch.size();
      float gradient = (float) (share * loss.gradient(errors[i]));
      float[] value = gradients.length > 1 ? gradients[1][i] : NONE;
      ActionValues.gradient(action, gradient, gradients[0][i], value);
      sum += share * loss.of(errors[i]);
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
