package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.yaml.InvalidInputException;

/**
 * Steps several environments of one kind together and resets each one when its episode ends. An
 * environment that throws is made anew. Not thread-safe.
 */
public final class VectorEnv implements AutoCloseable {
  private final IntFunction<Environment> factory;
  private final List<Slot> slots = new ArrayList<>();
  private final float[][] observations;
  private final float[][] lastObservations;
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
    observations = new float[shape.count][];
    lastObservations = new float[shape.count][];
    try {
      for (int i = 0; i < shape.count; i++) {
        int index = i;
        SavedRandom random = new SavedRandom(seed, "environment", shape.first + i);
        slots.add(new Slot(factory.apply(i), () -> another(index), shape, random));
      }
      resetAll();
    } catch (RuntimeException e) {
      throw Closing.after(e, slots);
    }
  }

  private Environment another(int i) {
    restarts++;
    return factory.apply(i);
  }

  public int count() {
    return observations.length;
  }

  /** One of them, from 0; after a failure another object. */
  public Environment environment(int i) {
    return slots.get(i).environment();
  }

  /** What each of them shows. */
  public Space observationSpace() {
    return environment(0).observationSpace();
  }

  /** What each of them takes. */
  public Space actionSpace() {
    return environment(0).actionSpace();
  }

  /** Begins a new episode everywhere. */
  public void resetAll() {
    for (int i = 0; i < observations.length; i++) {
      slots.get(i).reset();
      show(i);
    }
  }

  /** Acts in every environment, with one row of {@code actions} each. */
  public void step(float[][] actions) {
    for (int i = 0; i < observations.length; i++) {
      slots.get(i).step(actions[i]);
      show(i);
    }
  }

  private void show(int i) {
    observations[i] = slots.get(i).observation();
    lastObservations[i] = slots.get(i).lastObservation();
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
    return slots.get(i).reward();
  }

  /** Whether the last step brought environment {@code i} to its own end. */
  public boolean terminated(int i) {
    return slots.get(i).terminated();
  }

  /** Whether the last step was the last one before environment {@code i} was cut off. */
  public boolean truncated(int i) {
    return slots.get(i).truncated();
  }

  /** Whether the last step was the last one of its episode, for either reason. */
  public boolean ended(int i) {
    return slots.get(i).ended();
  }

  /** Whether the last step failed: it never happened, and its episode was cut off before it. */
  public boolean crashed(int i) {
    return slots.get(i).failure() != null;
  }

  /** What the last step of environment {@code i} threw; {@code null} when it did not. */
  public @Nullable RuntimeException failure(int i) {
    return slots.get(i).failure();
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
    slots.get(i).tell(Tasks.normal(task));
  }

  public void save(StateWriter out) {
    out.put("environments", slots.size());
    out.put("restarts", restarts);
    slots.forEach(slot -> slot.save(out));
  }

  /**
   * Goes on with what was saved.
   *
   * @return which environments had to begin a new episode, because they cannot be saved in the
   *     middle of one
   */
  public boolean[] restore(StateReader in) {
    in.expect("environments", slots.size());
    restarts = in.getLong("restarts");
    boolean[] fresh = new boolean[slots.size()];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = slots.get(i).restore(in);
      show(i);
    }
    return fresh;
  }

  @Override
  public void close() {
    Closing.all(slots);
  }
}
