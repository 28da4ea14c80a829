package org.tune4j.rl.algorithm.ddpg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.math.Chance;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.critic.Critics;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.Networks;
import org.tune4j.rl.model.Targets;
import org.tune4j.rl.model.WeightDecay;
import org.tune4j.rl.replay.Batch;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Learns from batches of transitions: the critics each time, the actor once in {@code policy_delay}
 * times.
 */
final class DdpgLearner {
  private final DdpgConfig config;
  private final ActionRange range;
  private final Model actor;
  private final Targets actorTarget;
  private final Critics critics;
  private final WeightDecay actorDecay;
  private final WeightDecay criticDecay;
  private final SavedRandom random;
  private final int rows;
  private final float[][] actions;
  private final float[][] actionGradients;
  private final float[][][] gradients;
  private final float[] targets;
  private long updates;
  private boolean learned; // since it was made or restored
  private double actorLoss;
  private double meanQ;
  private double minQ;
  private double maxQ;
  private double meanError;

  /**
   * @param actor a model of the policy's network
   * @param rows of a batch
   * @param observation how many numbers an observation has
   * @param seed the trial's
   */
  DdpgLearner(
      DdpgConfig config, ActorPolicy policy, Model actor, int rows, int observation, long seed) {
    this.config = config;
    this.actor = actor;
    this.rows = rows;
    range = policy.range();
    actorTarget = new Targets(actor);
    int size = range.actions().size();
    NetworkSpec spec = Networks.critics(observation + size, config.critic(), config.critics());
    critics = new Critics(spec, config.loss(), rows, observation, seed);
    actorDecay = WeightDecay.of(policy.spec(), config.l2Reg());
    criticDecay = WeightDecay.of(spec, config.l2Reg());
    random = new SavedRandom(seed, "ddpg", 0);
    actions = new float[rows][size];
    actionGradients = new float[rows][size];
    gradients = new float[1][rows][size];
    targets = new float[rows];
  }

  /**
   * Learns from a batch.
   *
   * @param step environment steps so far
   * @return how far off the critics were on each transition, before the update
   */
  float[] learn(Batch batch, long step) {
    rateNext(batch);
    criticDecay.add(critics.model().parameters(), critics.gradient(batch, targets));
    note();
    DivergedException.check("DDPG", critics.loss(), step, config.criticLr());
    critics.model().apply(config.criticLr(), config.maximumNorm());
    updates++;
    if (learnsActor()) {
      improveActor(batch);
      DivergedException.check("DDPG", actorLoss, step, config.actorLr());
    }
    return critics.errors();
  }

  /** Whether the last batch was one from which the actor learns. */
  boolean learnsActor() {
    return updates % config.policyDelay() == 0;
  }

  /** Moves all target networks. */
  void follow() {
    actorTarget.mix(config.tau());
    critics.follow(config.tau());
  }

  private void rateNext(Batch batch) {
    act(actorTarget.network(), batch.next());
    if (config.smoothTargetPolicy()) {
      smooth();
    }
    float[] q = critics.targetValues(batch.next(), actions);
    for (int i = 0; i < rows; i++) {
      targets[i] = batch.rewards()[i] + batch.discounts()[i] * q[i];
    }
  }

  /** Fujimoto et al., section 5.3: close actions should have close values. */
  private void smooth() {
    double limit = config.targetNoiseClip();
    for (float[] action : actions) {
      for (int a = 0; a < action.length; a++) {
        double noise = config.targetNoise() * Chance.normal(random);
        range.move(action, a, Math.clamp(noise, -limit, limit));
      }
    }
  }

  /** One step up the first critic: its loss is the mean of -Q(s, mu(s)). */
  private void improveActor(Batch batch) {
    act(actor.network(), batch.observations());
    float[] q = critics.firstValues(batch.observations(), actions);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum -= q[i];
    }
    actorLoss = sum / rows;
    critics.firstActionGradients(-1.0 / rows, actionGradients);
    for (int i = 0; i < rows; i++) {
      range.gradient(actionGradients[i], gradients[0][i]);
    }
    actorDecay.add(actor.parameters(), actor.gradient(gradients));
    actor.apply(config.actorLr(), config.maximumNorm());
  }

  private void act(Network network, float[][] observations) {
    network.forward(observations, rows);
    for (int i = 0; i < rows; i++) {
      range.act(network.output(0)[i], actions[i]);
    }
  }

  private void note() {
    float[] values = critics.learnedValues();
    double sum = 0;
    double error = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      sum += values[i];
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      error += critics.errors()[i];
    }
    meanQ = sum / rows;
    minQ = min;
    maxQ = max;
    meanError = error / rows;
    learned = true;
  }

  /** Metrics of the last batch; none before there was one here. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    if (learned) {
      report.put("mean_q", meanQ);
      report.put("min_q", minQ);
      report.put("max_q", maxQ);
      report.put("mean_td_error", meanError);
      report.put("critic_loss", critics.loss());
      report.put("actor_loss", actorLoss);
    }
    return report;
  }

  void save(StateWriter out) {
    actorTarget.save(out);
    critics.save(out);
    random.save(out, "ddpg_random");
    out.put("updates", updates);
    out.put("actor_loss", actorLoss);
  }

  void restore(StateReader in) {
    actorTarget.restore(in);
    critics.restore(in);
    random.restore(in, "ddpg_random");
    updates = in.getLong("updates");
    actorLoss = in.getDouble("actor_loss");
  }
}
