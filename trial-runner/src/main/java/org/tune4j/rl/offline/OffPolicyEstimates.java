package org.tune4j.rl.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.rl.policy.Policy;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Estimates from recorded trajectories what return another policy would have had, by importance
 * sampling step by step: Precup, Sutton, Singh, "Eligibility traces for off-policy policy
 * evaluation" (2000), the form of Jiang and Li, "Doubly robust off-policy value evaluation for
 * reinforcement learning" (2016), equation 4; and its weighted form, where the weights of a step
 * are divided by their mean over all trajectories so far. Not thread-safe.
 */
public final class OffPolicyEstimates {
  private static final double SMALLEST = 1e-8;

  /** Of a weight, so that estimates stay numbers when a policy does what the other never did. */
  private static final double GREATEST = 1e100;

  private final double gamma;
  private final boolean plain;
  private final boolean weighted;
  private final Sums plainSums = new Sums();
  private final Sums weightedSums = new Sums();
  private final List<double[]> weights = new ArrayList<>(); // per time: sum of weights, count

  /** What the trajectories of an iteration come to. */
  private static final class Sums {
    private double before;
    private double estimate;
    private double gain;
    private long count;

    void add(double discounted, double estimated) {
      before += discounted;
      estimate += estimated;
      gain += estimated / Math.max(SMALLEST, discounted);
      count++;
    }

    Map<String, Object> report() {
      Map<String, Object> means = new LinkedHashMap<>();
      means.put("V_prev", before / count);
      means.put("V_step", estimate / count);
      means.put("V_gain_est", gain / count);
      return means;
    }

    void clear() {
      before = 0;
      estimate = 0;
      gain = 0;
      count = 0;
    }
  }

  /**
   * @param gamma discount per step
   * @param plain whether to estimate by importance sampling
   * @param weighted whether to estimate by its weighted form
   */
  public OffPolicyEstimates(double gamma, boolean plain, boolean weighted) {
    this.gamma = gamma;
    this.plain = plain;
    this.weighted = weighted;
  }

  /**
   * Takes a trajectory in, unless nobody knows how likely its actions were, or are with the policy.
   */
  public void add(Recorded recorded, Policy policy) {
    boolean known = recorded.hasProbabilities() && policy.distribution().hasProbabilities();
    if (known && (plain || weighted)) {
      add(recorded.trajectory(), ratios(recorded, policy));
    }
  }

  /** The products of how much likelier the policy does what was done, up to each step. */
  private static double[] ratios(Recorded recorded, Policy policy) {
    Trajectory trajectory = recorded.trajectory();
    float[][] observations = new float[trajectory.length()][];
    Arrays.setAll(observations, trajectory::observation);
    policy.forward(observations, observations.length);
    double[] products = new double[observations.length];
    double log = 0;
    for (int i = 0; i < products.length; i++) {
      double now = policy.distribution().logProbability(policy.outputs()[i], trajectory.action(i));
      log += now - recorded.logProbabilities()[i];
      products[i] = Double.isNaN(log) ? 0 : Math.min(GREATEST, Math.exp(log));
    }
    return products;
  }

  private void add(Trajectory trajectory, double[] products) {
    double discount = 1;
    double before = 0;
    double estimate = 0;
    double weightedEstimate = 0;
    for (int i = 0; i < products.length; i++) {
      double reward = discount * trajectory.rewards()[i];
      before += reward;
      estimate += reward * products[i];
      weightedEstimate += reward * products[i] / meanWeight(trajectory.start() + i, products[i]);
      discount *= gamma;
    }
    if (plain) {
      plainSums.add(before, estimate);
    }
    if (weighted) {
      weightedSums.add(before, weightedEstimate);
    }
  }

  private double meanWeight(int time, double weight) {
    while (weights.size() <= time) {
      weights.add(new double[2]);
    }
    double[] sum = weights.get(time);
    sum[0] += weight;
    sum[1]++;
    return Math.max(Double.MIN_NORMAL, sum[0] / sum[1]);
  }

  /** Begins an iteration of reports; the weights of all trajectories so far stay. */
  public void beginIteration() {
    plainSums.clear();
    weightedSums.clear();
  }

  /** The means over the trajectories of the iteration, by estimator; empty without any. */
  public Map<String, Object> report() {
    Map<String, Object> all = new TreeMap<>();
    if (plainSums.count > 0) {
      all.put("is", named(plainSums, "V_step_IS"));
    }
    if (weightedSums.count > 0) {
      all.put("wis", named(weightedSums, "V_step_WIS"));
    }
    return all;
  }

  private static Map<String, Object> named(Sums sums, String name) {
    Map<String, Object> means = sums.report();
    means.put(name, means.remove("V_step"));
    return means;
  }

  public void save(StateWriter out) {
    out.put("wis_times", weights.size());
    weights.forEach(sum -> out.put("wis_weights", sum));
  }

  public void restore(StateReader in) {
    weights.clear();
    for (int left = in.getInt("wis_times"); left > 0; left--) {
      weights.add(in.getDoubles("wis_weights"));
    }
  }
}
