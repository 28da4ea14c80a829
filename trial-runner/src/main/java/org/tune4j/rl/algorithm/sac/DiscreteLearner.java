package org.tune4j.rl.algorithm.sac;

import java.util.Arrays;
import java.util.Map;
import org.tune4j.rl.algorithm.critic.Critics;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.model.Targets;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** SAC for discrete actions: each critic rates all actions at once, and nothing is drawn. */
final class DiscreteLearner implements SacLearner {
  private final SacConfig config;
  private final Model actor;
  private final Model critics;
  private final Targets target;
  private final Temperature temperature;
  private final int rows;
  private final int heads;
  private final float[][][] criticGradients;
  private final float[][][] actorGradients;
  private final float[][] logs;
  private final float[][] probabilities;
  private final float[] lowest;
  private final float[] targets;
  private final float[] values;
  private final float[] errors;
  private final SacStats stats = new SacStats();

  /**
   * @param actor whose outputs are logits
   * @param rows of a batch
   * @param observation how many numbers an observation has
   * @param seed the trial's
   */
  DiscreteLearner(
      SacConfig config,
      Categorical distribution,
      Model actor,
      int rows,
      int observation,
      long seed) {
    this.config = config;
    this.actor = actor;
    this.rows = rows;
    heads = config.critics();
    int n = distribution.parameters();
    Networks.Hiddens hiddens = config.qModel().spec(new Init.Glorot());
    critics = Critics.model(Networks.critics(observation, hiddens, heads, n), seed);
    target = new Targets(critics);
    temperature = new Temperature(config.initialAlpha(), config.entropy(distribution));
    criticGradients = new float[heads][rows][n];
    actorGradients = new float[1][rows][n];
    logs = new float[rows][n];
    probabilities = new float[rows][n];
    lowest = new float[n];
    targets = new float[rows];
    values = new float[rows];
    errors = new float[rows];
  }

  @Override
  public float[] learn(Batch batch, long step) {
    rateNext(batch);
    critics.network().forward(batch.observations(), rows);
    double criticLoss = criticGradients(batch);
    stats.critics(criticLoss, values, errors);
    double entropy = improveActor(batch);
    critics.learn(
        criticGradients, config.optimization().criticLearningRate(), config.maximumNorm());
    stats.check(step, config.optimization());
    stats.temperature(temperature.learn(entropy, config.optimization().entropyLearningRate()));
    return errors;
  }

  private void rateNext(Batch batch) {
    act(batch.next());
    target.network().forward(batch.next(), rows);
    double alpha = temperature.alpha();
    for (int i = 0; i < rows; i++) {
      lowest(target.network(), i);
      double value = SacLoss.value(probabilities[i], logs[i], lowest, alpha);
      targets[i] = SacLoss.target(batch.rewards()[i], batch.discounts()[i], value);
    }
  }

  private double criticGradients(Batch batch) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int action = (int) batch.actions()[i][0];
      double share = batch.weights()[i] / rows;
      values[i] = critics.network().output(0)[i][action];
      errors[i] = 0;
      for (int head = 0; head < heads; head++) {
        float error = critics.network().output(head)[i][action] - targets[i];
        sum += share * SacConfig.CRITIC_LOSS.of(error);
        float[] gradient = criticGradients[head][i];
        Arrays.fill(gradient, 0);
        gradient[action] = (float) (share * SacConfig.CRITIC_LOSS.gradient(error));
        errors[i] += Math.abs(error) / heads;
      }
    }
    return sum;
  }

  /** One step of the actor by what the critics said before they learn; returns its entropy. */
  private double improveActor(Batch batch) {
    act(batch.observations());
    double alpha = temperature.alpha();
    double loss = 0;
    double entropy = 0;
    for (int i = 0; i < rows; i++) {
      lowest(critics.network(), i);
      loss -= SacLoss.value(probabilities[i], logs[i], lowest, alpha) / rows;
      entropy += SacLoss.entropy(probabilities[i], logs[i]) / rows;
      SacLoss.actorGradient(
          probabilities[i], logs[i], lowest, alpha, 1.0 / rows, actorGradients[0][i]);
    }
    stats.actor(loss, entropy);
    actor.learn(actorGradients, config.optimization().actorLearningRate(), config.maximumNorm());
    return entropy;
  }

  private void act(float[][] observations) {
    actor.network().forward(observations, rows);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(actor.network().output(0)[i], 0, logs[i], 0, logs[i].length);
      SacLoss.softmax(logs[i], probabilities[i]);
    }
  }

  /** The lower of the critics' values of each action. */
  private void lowest(Network network, int row) {
    System.arraycopy(network.output(0)[row], 0, lowest, 0, lowest.length);
    for (int head = 1; head < heads; head++) {
      float[] q = network.output(head)[row];
      for (int a = 0; a < lowest.length; a++) {
        lowest[a] = Math.min(lowest[a], q[a]);
      }
    }
  }

  @Override
  public void follow(double tau) {
    target.mix(tau);
  }

  @Override
  public Map<String, Object> report() {
    return stats.report(temperature);
  }

  @Override
  public void save(StateWriter out) {
    critics.save(out);
    target.save(out);
    temperature.save(out);
  }

  @Override
  public void restore(StateReader in) {
    critics.restore(in);
    target.restore(in);
    temperature.restore(in);
  }
}
