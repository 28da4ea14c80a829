package org.tune4j.rl.algorithm.impala;

import java.util.Map;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.distribution.Evaluator;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Targets;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * PPO's loss, measured from a target policy that follows the policy now and then; V-trace corrects
 * towards the target policy. Without V-trace it is measured from the policy that acted.
 */
final class AppoObjective implements Objective {
  private final AppoConfig config;
  private final boolean corrects;
  private final double valueCoefficient;
  private final Distribution distribution;
  private final Evaluator evaluator;
  private final Targets targets;
  private final int interval;
  private double[] targetLogProbabilities = new double[0];
  private AppoLoss loss = new AppoLoss(0, 0, 0, 0);
  private double klCoefficient;
  private long updates;
  private long targetUpdates;

  AppoObjective(AppoConfig config, ImpalaConfig shared, Distribution distribution, Model model) {
    this.config = config;
    this.distribution = distribution;
    corrects = shared.vtrace();
    valueCoefficient = shared.valueCoefficient();
    evaluator = distribution.evaluator();
    targets = new Targets(model);
    interval = config.targetUpdateFrequency() * shared.numSgdIter() * shared.minibatchBufferSize();
    klCoefficient = config.klCoeff();
  }

  @Override
  public void begin(
      UnrollBatch batch, float[][] outputs, double entropyCoefficient, double[] ratios) {
    loss =
        new AppoLoss(
            config.clipParam(),
            valueCoefficient,
            entropyCoefficient,
            config.useKlLoss() ? klCoefficient : 0);
    if (!corrects) {
      return;
    }
    int size = batch.size();
    targets.network().forward(batch.observations(), size);
    float[][] ofTarget = targets.network().output(0);
    targetLogProbabilities = new double[size];
    for (int i = 0; i < size; i++) {
      targetLogProbabilities[i] = distribution.logProbability(ofTarget[i], batch.actions()[i]);
      ratios[i] = Math.exp(targetLogProbabilities[i] - batch.logProbabilities()[i]);
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
    double acted = batch.logProbabilities()[row];
    AppoLoss.Step step =
        new AppoLoss.Step(
            batch.actions()[row],
            acted,
            corrects ? targetLogProbabilities[row] : acted,
            corrects ? targets.network().output(0)[row] : batch.outputs()[row],
            batch.advantages()[row],
            batch.targets()[row]);
    loss.add(evaluator, step, outputs, value, batch.size(), outputGradient, valueGradient, stats);
  }

  @Override
  public void updated(PolicyStats stats) {
    updates++;
    if (updates % interval == 0) {
      targets.copy();
      targetUpdates++;
      if (config.useKlLoss()) {
        adapt(stats.divergence());
      }
    }
  }

  private void adapt(double divergence) {
    if (divergence > 2 * config.klTarget()) {
      klCoefficient *= 1.5;
    } else if (divergence < 0.5 * config.klTarget()) {
      klCoefficient *= 0.5;
    }
  }

  @Override
  public void report(PolicyStats stats, Map<String, Object> report) {
    report.put("kl", stats.divergence());
    if (config.useKlLoss()) {
      report.put("cur_kl_coeff", klCoefficient);
    }
    report.put("num_target_updates", targetUpdates);
  }

  @Override
  public void save(StateWriter out) {
    targets.save(out);
    out.put("kl_coeff", klCoefficient);
    out.put("updates", updates);
    out.put("target_updates", targetUpdates);
  }

  @Override
  public void restore(StateReader in) {
    targets.restore(in);
    klCoefficient = in.getDouble("kl_coeff");
    updates = in.getLong("updates");
    targetUpdates = in.getLong("target_updates");
  }
}
