package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Steps several environments of one kind together and resets each one when its episode ends. An
 * environment that throws is made anew. Not thread-safe.
 */
public final class VectorEnv implements AutoCloseable {
  /** So many failures of one environment without a step between them end the trial. */
  private static final int MOST_CRASHES = 10;

  private final IntFunction<Environment> factory;
  private final Environment[] environments;
  private final SavedRandom[] randoms;
  private final int horizon;
  private final int stepLimit;
  private final boolean soft;
  private final int[] lengths; // since the reset
  private final int[] sinceCut; // the same, unless the horizon cut without a reset
  private final int[] crashes;
  private final float[][] observations;
  private final float[][] lastObservations;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final @Nullable RuntimeException[] failures;
  private final @Nullable Object[] tasks;
  private long restarts;

  /**
   * How many environments there are, and how long their episodes.
   *
   * @param count at least 1
   * @param first the number of the first one in the whole trial
   * @param horizon where episodes are cut off, if the environments' own limit does not come first
   * @param soft whether an environment goes on after the horizon without a reset
   */
  public record Shape(int count, int first, int horizon, boolean soft) {}

  /**
   * Makes and resets the environments.
   *
   * @param factory makes the environment of an index, from 0
   * @param seed the trial's; each environment has a stream of its own below it
   */
  public VectorEnv(IntFunction<Environment> factory, Shape shape, long seed) {
    this.factory = factory;
    int n = shape.count;
    environments = make(factory, n);
    horizon = shape.horizon;
    stepLimit = environments[0].stepLimit();
    soft = shape.soft;
    randoms = new SavedRandom[n];
    Arrays.setAll(randoms, i -> new SavedRandom(seed, "environment", shape.first + i));
    lengths = new int[n];
    sinceCut = new int[n];
    crashes = new int[n];
    observations = new float[n][];
    lastObservations = new float[n][];
    rewards = new double[n];
    terminated = new boolean[n];
    truncated = new boolean[n];
    failures = new RuntimeException[n];
    tasks = new Object[n];
    try {
      resetAll();
    } catch (RuntimeException e) {
      throw Closing.after(e, List.of(environments));
    }
  }

  private static Environment[] make(IntFunction<Environment> factory, int count) {
    List<Environment> made = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        made.add(factory.apply(i));
      }
    } catch (RuntimeException e) {
      throw Closing.after(e, made);
    }
    return made.toArray(Environment[]::new);
  }

  public int count() {
    return environments.length;
  }

  /** One of them, from 0; after a failure another object. */
  public Environment environment(int i) {
    return environments[i];
  }

  /** What each of them shows. */
  public Space observationSpace() {
    return environments[0].observationSpace();
  }

  /** What each of them takes. */
  public Space actionSpace() {
    return environments[0].actionSpace();
  }

  /** Begins a new episode everywhere. */
  public void resetAll() {
    for (int i = 0; i < environments.length; i++) {
      reset(i);
    }
  }

  /** Acts in every environment, with one row of {@code actions} each. */
  public void step(float[][] actions) {
    for (int i = 0; i < environments.length; i++) {
      Step step = stepOne(i, actions[i]);
      if (step == null) {
        terminated[i] = false;
        truncated[i] = true;
        lastObservations[i] = observations[i];
        rewards[i] = 0;
        restart(i);
      } else {
        take(i, step);
      }
    }
  }

  private @Nullable Step stepOne(int i, float[] action) {
    try {
      Step step = environments[i].step(action);
      crashes[i] = 0;
      failures[i] = null;
      return step;
    } catch (RuntimeException e) {
      count(i, e);
      failures[i] = e;
      return null;
    }
  }

  private void take(int i, Step step) {
    lengths[i]++;
    sinceCut[i]++;
    rewards[i] = step.reward();
    terminated[i] = step.terminated();
    boolean over = step.truncated() || lengths[i] >= stepLimit;
    truncated[i] = !step.terminated() && (over || sinceCut[i] >= horizon);
    lastObservations[i] = step.observation();
    observations[i] = step.observation();
    if (soft && truncated[i] && !over) {
      sinceCut[i] = 0;
    } else if (ended(i)) {
      reset(i);
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

  /** What the last step of environment {@code i} earned; 0 when it failed. */
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

  /** Whether the last step failed: it never happened, and its episode was cut off before it. */
  public boolean crashed(int i) {
    return failures[i] != null;
  }

  /** What the last step of environment {@code i} threw; {@code null} when it did not. */
  public @Nullable RuntimeException failure(int i) {
    return failures[i];
  }

  /** How often an environment was made anew because it failed. */
  public long restarts() {
    return restarts;
  }

  /**
   * Gives an environment a task, from its next episode on.
   *
   * @param task it gets it as a checkpoint holds it: whole numbers as {@code Long}
   * @throws InvalidInputException when it takes no tasks, or not this one
   */
  public void setTask(int i, Object task) {
    tell(i, Tasks.normal(task));
  }

  private void tell(int i, Object task) {
    if (!(environments[i] instanceof TaskEnvironment environment)) {
      String name = environments[i].getClass().getSimpleName();
      throw new InvalidInputException(
          new Problem(
              "env: " + name + ": has no tasks, so there can be no curriculum",
              null,
              "make it a TaskEnvironment"));
    }
    try {
      environment.setTask(task);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          new Problem(Objects.requireNonNullElse(e.getMessage(), "task: " + task), null, null));
    }
    tasks[i] = task;
  }

  public void save(StateWriter out) {
    out.put("environments", environments.length);
    out.put("restarts", restarts);
    for (int i = 0; i < environments.length; i++) {
      out.put("task", Tasks.write(tasks[i]));
      boolean saveable = environments[i] instanceof SaveableEnvironment;
      out.put("saved", saveable);
      randoms[i].save(out, "random");
      if (environments[i] instanceof SaveableEnvironment environment) {
        environment.save(out);
        out.put("length", lengths[i]);
        out.put("since_cut", sinceCut[i]);
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
    in.expect("environments", environments.length);
    restarts = in.getLong("restarts");
    boolean[] fresh = new boolean[environments.length];
    for (int i = 0; i < fresh.length; i++) {
      Object task = Tasks.read(in.getString("task"));
      if (task != null) {
        tell(i, task);
      }
      boolean saved = in.getBoolean("saved");
      randoms[i].restore(in, "random");
      if (saved && environments[i] instanceof SaveableEnvironment environment) {
        environment.restore(in, randoms[i]);
        lengths[i] = in.getInt("length");
        sinceCut[i] = in.getInt("since_cut");
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
    Closing.all(List.of(environments));
  }

  private void reset(int i) {
    while (true) {
      try {
        observations[i] = environments[i].reset(randoms[i]);
        lengths[i] = 0;
        sinceCut[i] = 0;
        return;
      } catch (RuntimeException e) {
        count(i, e);
        renew(i);
      }
    }
  }

  private void restart(int i) {
    renew(i);
    reset(i);
  }

  private void renew(int i) {
    restarts++;
    try {
      environments[i].close();
    } catch (RuntimeException e) {
      // What has failed before may fail again; the new one counts.
    }
    environments[i] = factory.apply(i);
    Object task = tasks[i];
    if (task != null) {
      tell(i, task);
    }
  }

  private void count(int i, RuntimeException e) {
    if (isInterrupt(e)) {
      Thread.currentThread().interrupt();
    }
    TrialStoppedException.throwIfInterrupted();
    if (++crashes[i] >= MOST_CRASHES) {
      throw new IllegalStateException(
          "env: it failed "
              + MOST_CRASHES
              + " times without a step between: "
              + e
              + "\n  Maybe EnvironmentCheck says what is wrong with it.",
          e);
    }
  }

  /** Whoever catches an interrupt clears it; it was meant for the trial, not the environment. */
  private static boolean isInterrupt(RuntimeException e) {
    Throwable cause = e;
    for (int depth = 0; depth < 20 && cause != null; depth++) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
