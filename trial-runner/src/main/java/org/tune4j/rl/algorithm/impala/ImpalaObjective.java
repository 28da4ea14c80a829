package org.tune4j.rl.algorithm.impala;

import java.util.Map;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.algorithm.a3c.ActorCriticLoss;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * The loss of an actor and its critic, as A3C has it; V-trace corrects towards the policy itself.
 */
final class ImpalaObjective implements Objective {
  private final Distribution distribution;
  private final Evaluator evaluator;
  private final double valueCoefficient;
  private ActorCriticLoss loss = new ActorCriticLoss(0, 0);

  ImpalaObjective(Distribution distribution, double valueCoefficient) {
    this.distribution = distribution;
    this.valueCoefficient = valueCoefficient;
    evaluator = distribution.evaluator();
  }

  @Override
  public void begin(
      UnrollBatch batch, float[][] outputs, double entropyCoefficient, double[] ratios) {
    loss = new ActorCriticLoss(valueCoefficient, entropyCoefficient);
    for (int i = 0; i < batch.size(); i++) {
      double now = distribution.logProbability(outputs[i], batch.actions()[i]);
      ratios[i] = Math.exp(now - batch.logProbabilities()[i]);
    }
  }

  @Override
  public void add(
      UnrollBatch batch,
      int row,
      float[] outputs,
      float value,
      float[] outputGradient,
      float[] valueGradient,
      PolicyStats stats) {
    loss.add(
        evaluator,
        batch.actions()[row],
        batch.advantages()[row],
        batch.targets()[row],
        outputs,
        value,
        outputGradient,
        valueGradient,
        stats);
  }

  @Override
  public void updated(PolicyStats stats) {}

  @Override
  public void report(PolicyStats stats, Map<String, Object> report) {}

  @Override
  public void save(StateWriter out) {}

  @Override
  public void restore(StateReader in) {}
}
