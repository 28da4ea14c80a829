package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.distribution.Distribution;

/**
 * Steps with their advantages: what policy gradients learn from. Columns; row i of each is the same
 * step. Not thread-safe.
 */
public final class AdvantageBatch implements TrainBatch {
  private final Distribution distribution;
  private final float[][] observations;
  private final float[][] actions;
  private final float[][] outputs;
  private final double[] values;
  private final double[] advantages;
  private final double[] targets;
  private double[] logProbabilities = new double[0];

  private AdvantageBatch(int size, Distribution distribution) {
    this.distribution = distribution;
    observations = new float[size][];
    actions = new float[size][];
    outputs = new float[size][];
    values = new double[size];
    advantages = new double[size];
    targets = new double[size];
  }

  /**
   * How advantages are estimated.
   *
   * @param gamma discount per step
   * @param lambda of generalised advantage estimation; 1 with {@code useGae} or {@code useCritic}
   *     off
   * @param useCritic whether values are subtracted; without, an advantage is the discounted return,
   *     in which the value of what came after a cut still counts: a cut says nothing of the policy
   * @param useGae without, an advantage is the discounted return minus the value
   */
  public record Estimator(double gamma, double lambda, boolean useCritic, boolean useGae) {
    void fill(Trajectory trajectory, double[] advantages, double[] targets) {
      double[] values = useCritic ? trajectory.values() : new double[trajectory.length()];
      Gae.advantages(
          trajectory.rewards(),
          values,
          trajectory.length(),
          trajectory.lastValue(),
          gamma,
          useGae && useCritic ? lambda : 1,
          advantages);
      for (int i = 0; i < trajectory.length(); i++) {
        targets[i] = advantages[i] + values[i];
      }
    }
  }

  /**
   * The steps of these trajectories.
   *
   * @param distribution what the outputs mean
   */
  public static AdvantageBatch of(
      List<Trajectory> trajectories, Estimator estimator, Distribution distribution) {
    int size = trajectories.stream().mapToInt(Trajectory::length).sum();
    AdvantageBatch batch = new AdvantageBatch(size, distribution);
    int at = 0;
    for (Trajectory trajectory : trajectories) {
      batch.put(at, trajectory, estimator);
      at += trajectory.length();
    }
    return batch;
  }

  private void put(int at, Trajectory trajectory, Estimator estimator) {
    int length = trajectory.length();
    double[] ofTrajectory = new double[length];
    double[] targetsOfTrajectory = new double[length];
    estimator.fill(trajectory, ofTrajectory, targetsOfTrajectory);
    System.arraycopy(ofTrajectory, 0, advantages, at, length);
    System.arraycopy(targetsOfTrajectory, 0, targets, at, length);
    for (int i = 0; i < length; i++) {
      observations[at + i] = trajectory.observation(i);
      actions[at + i] = trajectory.action(i);
      outputs[at + i] = trajectory.outputs(i);
      values[at + i] = trajectory.values()[i];
    }
  }

  @Override
  public int size() {
    return observations.length;
  }

  @Override
  public float[][] observations() {
    return observations;
  }

  @Override
  public float[][] actions() {
    return actions;
  }

  /** What the policy said when it acted. */
  public float[][] outputs() {
    return outputs;
  }

  /** Of the actions, when the policy acted. */
  public double[] logProbabilities() {
    if (logProbabilities.length < size()) {
      logProbabilities = new double[size()];
      Arrays.setAll(logProbabilities, i -> distribution.logProbability(outputs[i], actions[i]));
    }
    return logProbabilities;
  }

  /** Estimated when the policy acted. */
  public double[] values() {
    return values;
  }

  public double[] advantages() {
    return advantages;
  }

  /** What the values should have been. */
  public double[] targets() {
    return targets;
  }

  /** Shifts and scales the advantages to mean 0 and standard deviation 1. */
  public void standardise() {
    double mean = Arrays.stream(advantages).sum() / size();
    double squares = Arrays.stream(advantages).map(a -> (a - mean) * (a - mean)).sum();
    double std = Math.max(1e-4, Math.sqrt(squares / size()));
    for (int i = 0; i < advantages.length; i++) {
      advantages[i] = (advantages[i] - mean) / std;
    }
  }

  /** Collects whole rounds of sampling until there are so many steps. */
  public static List<Trajectory> collect(
      int steps, java.util.function.Supplier<List<Trajectory>> rounds) {
    List<Trajectory> all = new ArrayList<>();
    int made = 0;
    while (made < steps) {
      List<Trajectory> round = rounds.get();
      made += round.stream().mapToInt(Trajectory::length).sum();
      all.addAll(round);
    }
    return all;
  }
}
