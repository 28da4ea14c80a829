package org.tune4j.rl.algorithm.impala;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.TrainBatch;
import org.tune4j.rl.rollout.Trajectory;

/**
 * Steps in the order in which they were made, and what came after each piece of an episode. Row i
 * of each column is the same step; after the steps' observations come those that only a value is
 * estimated of. Advantages and targets are filled by whoever estimates them. Not thread-safe.
 */
final class UnrollBatch implements TrainBatch {
  private static final int NOTHING = -1;

  private final List<float[]> after = new ArrayList<>();
  private final float[][] steps;
  private final float[][] actions;
  private final float[][] outputs;
  private final double[] rewards;
  private final double[] logProbabilities;
  private final double[] advantages;
  private final double[] targets;
  private final List<Unroll> unrolls = new ArrayList<>();

  /**
   * A piece of an episode.
   *
   * @param from its first row
   * @param to after its last row
   * @param next the row of the observation that came after it; {@link #NOTHING} when the episode
   *     terminated there
   */
  private record Unroll(int from, int to, int next) {}

  private UnrollBatch(int size) {
    steps = new float[size][];
    actions = new float[size][];
    outputs = new float[size][];
    rewards = new double[size];
    logProbabilities = new double[size];
    advantages = new double[size];
    targets = new double[size];
  }

  /**
   * The steps of these trajectories, for V-trace.
   *
   * @param dropsLast whether the last step of one that did not terminate only serves as what came
   *     after the others
   */
  static UnrollBatch of(List<Trajectory> trajectories, boolean dropsLast, Distribution actor) {
    int size = trajectories.stream().mapToInt(t -> used(t, dropsLast)).sum();
    UnrollBatch batch = new UnrollBatch(size);
    int from = 0;
    for (Trajectory trajectory : trajectories) {
      int used = used(trajectory, dropsLast);
      if (used > 0) {
        batch.put(from, trajectory, used, actor);
        from += used;
      }
    }
    return batch;
  }

  /** The steps of these trajectories with advantages that need no correction. */
  static UnrollBatch of(
      List<Trajectory> trajectories, AdvantageBatch.Estimator estimator, Distribution actor) {
    UnrollBatch batch = of(trajectories, false, actor);
    batch.after.clear();
    batch.unrolls.clear();
    AdvantageBatch estimated = AdvantageBatch.of(trajectories, estimator, actor);
    System.arraycopy(estimated.advantages(), 0, batch.advantages, 0, batch.size());
    System.arraycopy(estimated.targets(), 0, batch.targets, 0, batch.size());
    return batch;
  }

  private static int used(Trajectory trajectory, boolean dropsLast) {
    boolean drops = dropsLast && !trajectory.terminated();
    return Math.max(0, trajectory.length() - (drops ? 1 : 0));
  }

  private void put(int from, Trajectory trajectory, int used, Distribution actor) {
    for (int i = 0; i < used; i++) {
      steps[from + i] = trajectory.observation(i);
      actions[from + i] = trajectory.action(i);
      outputs[from + i] = trajectory.outputs(i);
      rewards[from + i] = trajectory.rewards()[i];
      logProbabilities[from + i] =
          actor.logProbability(trajectory.outputs(i), trajectory.action(i));
    }
    int next = NOTHING;
    if (!trajectory.terminated()) {
      next = steps.length + after.size();
      after.add(trajectory.next(used - 1));
    }
    unrolls.add(new Unroll(from, from + used, next));
  }

  /** Estimates advantages and targets. */
  void correct(VTrace trace, double[] ratios, double[] values) {
    for (Unroll unroll : unrolls) {
      double last = unroll.next == NOTHING ? 0 : values[unroll.next];
      trace.compute(ratios, rewards, values, unroll.from, unroll.to, last, targets, advantages);
    }
  }

  /** How many steps. */
  @Override
  public int size() {
    return steps.length;
  }

  @Override
  public float[][] observations() {
    return steps;
  }

  /** The observations of the steps, then those of which only the value is asked for. */
  float[][] rows() {
    float[][] rows = java.util.Arrays.copyOf(steps, steps.length + after.size());
    for (int i = 0; i < after.size(); i++) {
      rows[steps.length + i] = after.get(i);
    }
    return rows;
  }

  @Override
  public float[][] actions() {
    return actions;
  }

  /** What the policy said when it acted. */
  float[][] outputs() {
    return outputs;
  }

  /** Of the actions, when the policy acted. */
  double[] logProbabilities() {
    return logProbabilities;
  }

  double[] advantages() {
    return advantages;
  }

  /** What the values should be. */
  double[] targets() {
    return targets;
  }
}
