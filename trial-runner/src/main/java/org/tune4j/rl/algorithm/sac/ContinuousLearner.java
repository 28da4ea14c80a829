package org.tune4j.rl.algorithm.sac;

import java.util.Map;
import org.tune4j.math.Chance;
import org.tune4j.rl.algorithm.critic.Critics;
import org.tune4j.rl.distribution.SquashedGaussian;
import org.tune4j.rl.model.Init;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** SAC for continuous actions. */
final class ContinuousLearner implements SacLearner {
  private final SacConfig config;
  private final SquashedGaussian distribution;
  private final Model actor;
  private final Critics critics;
  private final Temperature temperature;
  private final SavedRandom random;
  private final int rows;
  private final float[][] noise;
  private final float[][] actions;
  private final float[][] actionGradients;
  private final float[][][] gradients;
  private final double[] logDensities;
  private final float[] targets;
  private final SacStats stats = new SacStats();

  /**
   * @param actor whose outputs are the parameters of the distribution
   * @param rows of a batch
   * @param observation how many numbers an observation has
   * @param seed the trial's
   */
  ContinuousLearner(
      SacConfig config,
      SquashedGaussian distribution,
      Model actor,
      int rows,
      int observation,
      long seed) {
    this.config = config;
    this.distribution = distribution;
    this.actor = actor;
    this.rows = rows;
    int size = distribution.actionSize();
    critics =
        new Critics(
            Networks.critics(
                observation + size, config.qModel().spec(new Init.Glorot()), config.critics()),
            SacConfig.CRITIC_LOSS,
            rows,
            observation,
            seed);
    temperature = new Temperature(config.initialAlpha(), config.entropy(distribution));
    random = new SavedRandom(seed, "sac", 0);
    noise = new float[rows][size];
    actions = new float[rows][size];
    actionGradients = new float[rows][size];
    gradients = new float[1][rows][distribution.parameters()];
    logDensities = new double[rows];
    targets = new float[rows];
  }

  @Override
  public float[] learn(Batch batch, long step) {
    rateNext(batch);
    critics.gradient(batch, targets);
    stats.critics(critics.loss(), critics.learnedValues(), critics.errors());
    critics.model().apply(config.optimization().criticLearningRate(), config.maximumNorm());
    double entropy = improveActor(batch);
    stats.check(step, config.optimization());
    stats.temperature(temperature.learn(entropy, config.optimization().entropyLearningRate()));
    return critics.errors();
  }

  private void rateNext(Batch batch) {
    draw(batch.next());
    float[] q = critics.targetValues(batch.next(), actions);
    double alpha = temperature.alpha();
    for (int i = 0; i < rows; i++) {
      double value = SacLoss.value(q[i], logDensities[i], alpha);
      targets[i] = SacLoss.target(batch.rewards()[i], batch.discounts()[i], value);
    }
  }

  /** One step of the actor; returns its entropy before. */
  private double improveActor(Batch batch) {
    draw(batch.observations());
    float[] q = critics.values(batch.observations(), actions);
    double alpha = temperature.alpha();
    double loss = 0;
    double entropy = 0;
    for (int i = 0; i < rows; i++) {
      loss += SacLoss.actor(q[i], logDensities[i], alpha) / rows;
      entropy -= logDensities[i] / rows;
    }
    stats.actor(loss, entropy);
    critics.actionGradients(-1.0 / rows, actionGradients);
    float[][] parameters = actor.network().output(0);
    for (int i = 0; i < rows; i++) {
      SacLoss.actorGradient(
          distribution,
          parameters[i],
          noise[i],
          actionGradients[i],
          alpha,
          1.0 / rows,
          gradients[0][i]);
    }
    actor.learn(gradients, config.optimization().actorLearningRate(), config.maximumNorm());
    return entropy;
  }

  /** Draws an action of the actor for each row, with its log-density. */
  private void draw(float[][] observations) {
    actor.network().forward(observations, rows);
    float[][] parameters = actor.network().output(0);
    for (int i = 0; i < rows; i++) {
      for (int a = 0; a < noise[i].length; a++) {
        noise[i][a] = config._deterministicLoss() ? 0 : (float) Chance.normal(random);
      }
      logDensities[i] = distribution.act(parameters[i], noise[i], actions[i]);
    }
  }

  @Override
  public void follow(double tau) {
    critics.follow(tau);
  }

  @Override
  public Map<String, Object> report() {
    return stats.report(temperature);
  }

  @Override
  public void save(StateWriter out) {
    critics.save(out);
    temperature.save(out);
    random.save(out, "sac_random");
  }

  @Override
  public void restore(StateReader in) {
    critics.restore(in);
    temperature.restore(in);
    random.restore(in, "sac_random");
  }
}
