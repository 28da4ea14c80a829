package org.tune4j.rl.algorithm.ppo;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.rollout.Gae;
import org.tune4j.rl.rollout.Trajectory;

/** The steps of one training batch, with what was known when they were made. */
final class PpoBatch {

  /**
   * One step.
   *
   * @param outputs the policy's head then
   * @param logProbability of the action then
   * @param value the value head then
   * @param target what the value should have been
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is never compared
  record Row(
      float[] observation,
      float[] action,
      float[] outputs,
      double logProbability,
      double value,
      double advantage,
      double target) {}

  private final List<Row> rows = new ArrayList<>();

  int size() {
    return rows.size();
  }

  Row row(int i) {
    return rows.get(i);
  }

  /**
   * Adds the steps of a trajectory.
   *
   * @param last the value of the state after it
   */
  void add(
      Trajectory trajectory, double last, double gamma, double lambda, Distribution distribution) {
    double[] advantages = new double[trajectory.length()];
    Gae.advantages(
        trajectory.rewards(),
        trajectory.values(),
        trajectory.length(),
        last,
        gamma,
        lambda,
        advantages);
    for (int i = 0; i < advantages.length; i++) {
      float[] outputs = trajectory.outputs(i).clone();
      float[] action = trajectory.action(i).clone();
      double value = trajectory.values()[i];
      rows.add(
          new Row(
              trajectory.observation(i).clone(),
              action,
              outputs,
              distribution.logProbability(outputs, action),
              value,
              advantages[i],
              advantages[i] + value));
    }
  }

  /** Shifts and scales the advantages to mean 0 and standard deviation 1. */
  void standardise() {
    double mean = rows.stream().mapToDouble(Row::advantage).sum() / size();
    double squares =
        rows.stream().mapToDouble(r -> (r.advantage - mean) * (r.advantage - mean)).sum();
    double std = Math.max(1e-4, Math.sqrt(squares / size()));
    rows.replaceAll(
        r ->
            new Row(
                r.observation,
                r.action,
                r.outputs,
                r.logProbability,
                r.value,
                (r.advantage - mean) / std,
                r.target));
  }
}
