package org.tune4j.rl.algorithm.critic;

import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Targets;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * One critic or twins that judge an observation together with an action, Q(s, a), and their target
 * networks. Twins are there so that the lower of both can be taken: Fujimoto et al., "Addressing
 * function approximation error in actor-critic methods" (2018), section 4. Nothing is allocated
 * while learning. Not thread-safe.
 */
public final class Critics {
  private final CriticLoss loss;
  private final Model model;
  private final Targets targets;
  private final int observation;
  private final int heads;
  private final float[][] inputs;
  private final float[][][] gradients;
  private final float[][] inputGradients;
  private final float[] values;
  private final float[] errors;
  private double meanLoss;

  /**
   * Fresh critics.
   *
   * @param spec reads observation and action, one after the other; a head of one number each
   * @param rows of a batch
   * @param observation how many numbers an observation has
   * @param seed the trial's
   */
  public Critics(NetworkSpec spec, CriticLoss loss, int rows, int observation, long seed) {
    this.loss = loss;
    this.observation = observation;
    model = model(spec, seed);
    targets = new Targets(model);
    heads = model.network().heads();
    inputs = new float[rows][spec.inputs()];
    gradients = new float[heads][rows][1];
    inputGradients = new float[rows][spec.inputs()];
    values = new float[rows];
    errors = new float[rows];
  }

  /** A model of critics, whose parameters begin apart from those of the actor. */
  public static Model model(NetworkSpec spec, long seed) {
    long own = new SavedRandom(seed, "critics", 0).nextLong();
    return Model.of(spec, spec.network(), own, new Adam(spec.parameterCount(), 1e-8));
  }

  public Model model() {
    return model;
  }

  /** The lowest of the target networks' values; lasts until anything else is asked for. */
  public float[] targetValues(float[][] observations, float[][] actions) {
    return lowest(targets.network(), observations, actions);
  }

  /** The lowest of the critics' values; lasts until anything else is asked for. */
  public float[] values(float[][] observations, float[][] actions) {
    return lowest(model.network(), observations, actions);
  }

  /** The first critic's values; lasts until anything else is asked for. */
  public float[] firstValues(float[][] observations, float[][] actions) {
    forward(model.network(), observations, actions);
    for (int i = 0; i < values.length; i++) {
      values[i] = model.network().output(0)[i][0];
    }
    return values;
  }

  /**
   * The derivative of the lowest value with respect to the action, after {@link #values}.
   *
   * @param scale what it is multiplied by
   */
  public void actionGradients(double scale, float[][] into) {
    for (int i = 0; i < values.length; i++) {
      int lowest = lowestHead(model.network(), i);
      for (int head = 0; head < heads; head++) {
        gradients[head][i][0] = head == lowest ? (float) scale : 0;
      }
    }
    copyActionGradients(into);
  }

  /** The same for the first critic, after {@link #firstValues}. */
  public void firstActionGradients(double scale, float[][] into) {
    for (int i = 0; i < values.length; i++) {
      for (int head = 0; head < heads; head++) {
        gradients[head][i][0] = head == 0 ? (float) scale : 0;
      }
    }
    copyActionGradients(into);
  }

  /**
   * Computes the gradient of the loss, the sum over the critics of the mean over the batch of
   * weight × loss of Q(s, a) - target.
   *
   * @param wanted the target of each row
   * @return the gradient with respect to {@link #model}'s parameters, which may be changed before
   *     {@link Model#apply}
   */
  public float[] gradient(Batch batch, float[] wanted) {
    Network network = model.network();
    forward(network, batch.observations(), batch.actions());
    double sum = 0;
    for (int i = 0; i < errors.length; i++) {
      double share = batch.weights()[i] / errors.length;
      values[i] = network.output(0)[i][0];
      errors[i] = 0;
      for (int head = 0; head < heads; head++) {
        float error = network.output(head)[i][0] - wanted[i];
        sum += share * loss.of(error);
        gradients[head][i][0] = (float) (share * loss.gradient(error));
        errors[i] += Math.abs(error) / heads;
      }
    }
    meanLoss = sum;
    return model.gradient(gradients);
  }

  /** The loss at the last {@link #gradient}. */
  public double loss() {
    return meanLoss;
  }

  /** The first critic's values at the last {@link #gradient}, until anything else is asked for. */
  public float[] learnedValues() {
    return values;
  }

  /** How far off each row was at the last {@link #gradient}: the mean over the critics. */
  public float[] errors() {
    return errors;
  }

  /** Moves the target networks towards the critics. */
  public void follow(double tau) {
    targets.mix(tau);
  }

  public void save(StateWriter out) {
    model.save(out);
    targets.save(out);
  }

  public void restore(StateReader in) {
    model.restore(in);
    targets.restore(in);
  }

  private float[] lowest(Network network, float[][] observations, float[][] actions) {
    forward(network, observations, actions);
    for (int i = 0; i < values.length; i++) {
      values[i] = network.output(lowestHead(network, i))[i][0];
    }
    return values;
  }

  private int lowestHead(Network network, int row) {
    return heads > 1 && network.output(1)[row][0] < network.output(0)[row][0] ? 1 : 0;
  }

  private void forward(Network network, float[][] observations, float[][] actions) {
    int action = inputs[0].length - observation;
    for (int i = 0; i < inputs.length; i++) {
      System.arraycopy(observations[i], 0, inputs[i], 0, observation);
      System.arraycopy(actions[i], 0, inputs[i], observation, action);
    }
    network.forward(inputs, inputs.length);
  }

  private void copyActionGradients(float[][] into) {
    model.network().inputGradients(gradients, inputGradients);
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(inputGradients[i], observation, into[i], 0, into[i].length);
    }
  }
}
