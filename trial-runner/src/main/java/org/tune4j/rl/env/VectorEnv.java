package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Several environments that step together. An environment whose episode ends begins the next one at
 * once: {@link #observations} then holds the new episode's first observation, and {@link
 * #lastObservations} the true last one of the old. All arrays belong to this object and change with
 * each step. Not thread-safe.
 */
public final class VectorEnv implements AutoCloseable {
  private final List<Environment> environments;
  private final SavedRandom[] randoms;
  private final int[] lengths;
  private final int stepLimit;
  private final float[][] observations;
  private final float[][] lastObservations;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;

  /**
   * Makes and resets the environments.
   *
   * @param environments at least one, all of one kind
   * @param horizon where episodes are cut off, if the environments' own limit does not come first
   * @param seed the trial's; each environment has a stream of its own below it
   */
  public VectorEnv(List<? extends Environment> environments, int horizon, long seed) {
    this.environments = new ArrayList<>(environments);
    int n = environments.size();
    stepLimit = Math.min(horizon, environments.getFirst().stepLimit());
    randoms = new SavedRandom[n];
    Arrays.setAll(randoms, i -> new SavedRandom(seed, "environment", i));
    lengths = new int[n];
    observations = new float[n][];
    lastObservations = new float[n][];
    rewards = new double[n];
    terminated = new boolean[n];
    truncated = new boolean[n];
    for (int i = 0; i < n; i++) {
      reset(i);
    }
  }

  public int count() {
    return environments.size();
  }

  public Space observationSpace() {
    return environments.getFirst().observationSpace();
  }

  public Space actionSpace() {
    return environments.getFirst().actionSpace();
  }

  /** Acts in every environment, with one row of {@code actions} each. */
  public void step(float[][] actions) {
    for (int i = 0; i < environments.size(); i++) {
      Step step = environments.get(i).step(actions[i]);
      lengths[i]++;
      rewards[i] = step.reward();
      terminated[i] = step.terminated();
      truncated[i] = !step.terminated() && (step.truncated() || lengths[i] >= stepLimit);
      lastObservations[i] = step.observation();
      observations[i] = step.observation();
      if (ended(i)) {
        reset(i);
      }
    }
  }

  /** What to act on next, one row per environment. */
  public float[][] observations() {
    return observations;
  }

  /** What the last step led to, before any reset. */
  public float[][] lastObservations() {
    return lastObservations;
  }

  public double reward(int i) {
    return rewards[i];
  }

  /** Whether the last step brought environment {@code i} to its own end. */
  public boolean terminated(int i) {
    return terminated[i];
  }

  /** Whether the last step was the last one before environment {@code i} was cut off. */
  public boolean truncated(int i) {
    return truncated[i];
  }

  /** Whether the last step was the last one of its episode, for either reason. */
  public boolean ended(int i) {
    return terminated[i] || truncated[i];
  }

  public void save(StateWriter out) {
    out.put("environments", environments.size());
    for (int i = 0; i < environments.size(); i++) {
      boolean saveable = environments.get(i) instanceof SaveableEnvironment;
      out.put("saved", saveable);
      randoms[i].save(out, "random");
      if (environments.get(i) instanceof SaveableEnvironment environment) {
        environment.save(out);
        out.put("length", lengths[i]);
        out.put("observation", observations[i]);
      }
    }
  }

  /**
   * Goes on with what was saved.
   *
   * @return which environments had to begin a new episode, because they cannot be saved in the
   *     middle of one
   */
  public boolean[] restore(StateReader in) {
    in.expect("environments", environments.size());
    boolean[] fresh = new boolean[environments.size()];
    for (int i = 0; i < fresh.length; i++) {
      boolean saved = in.getBoolean("saved");
      randoms[i].restore(in, "random");
      if (saved && environments.get(i) instanceof SaveableEnvironment environment) {
        environment.restore(in, randoms[i]);
        lengths[i] = in.getInt("length");
        observations[i] = in.getFloats("observation");
      } else {
        reset(i);
        fresh[i] = true;
      }
    }
    return fresh;
  }

  @Override
  public void close() {
    environments.forEach(Environment::close);
  }

  private void reset(int i) {
    observations[i] = environments.get(i).reset(randoms[i]);
    lengths[i] = 0;
  }
}
