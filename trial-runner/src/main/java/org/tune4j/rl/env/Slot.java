package org.tune4j.rl.env;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.runner.TrialStoppedException;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * The place of one environment in a {@link VectorEnv}, which is made anew when it throws: with its
 * random stream, its task, how far it is in its episode and what its last step led to. Not
 * thread-safe.
 */
final class Slot implements AutoCloseable {
  /** So many failures without a step between them end the trial. */
  private static final int MOST_CRASHES = 10;

  private final Supplier<Environment> factory;
  private final int horizon;
  private final boolean soft;
  private final int stepLimit;
  private final SavedRandom random;
  private Environment environment;
  private @Nullable Object task;
  private int length; // since the reset
  private int sinceCut; // the same, unless the horizon cut without a reset
  private int crashes;
  private float[] observation = {};
  private float[] lastObservation = {};
  private double reward;
  private boolean terminated;
  private boolean truncated;
  private @Nullable RuntimeException failure;

  /**
   * It is not reset yet.
   *
   * @param environment the first one
   * @param factory makes those after it
   */
  Slot(
      Environment environment,
      Supplier<Environment> factory,
      VectorEnv.Shape shape,
      SavedRandom random) {
    this.environment = environment;
    this.factory = factory;
    this.random = random;
    horizon = shape.horizon();
    soft = shape.soft();
    stepLimit = environment.stepLimit();
  }

  Environment environment() {
    return environment;
  }

  float[] observation() {
    return observation;
  }

  float[] lastObservation() {
    return lastObservation;
  }

  double reward() {
    return reward;
  }

  boolean terminated() {
    return terminated;
  }

  boolean truncated() {
    return truncated;
  }

  boolean ended() {
    return terminated || truncated;
  }

  @Nullable RuntimeException failure() {
    return failure;
  }

  /** Acts, and begins a new episode where one ended. */
  void step(float[] action) {
    Step step = tryStep(action);
    if (step == null) {
      terminated = false;
      truncated = true;
      lastObservation = observation;
      reward = 0;
      renew();
      reset();
    } else {
      take(step);
    }
  }

  private @Nullable Step tryStep(float[] action) {
    try {
      Step step = environment.step(action);
      crashes = 0;
      failure = null;
      return step;
    } catch (RuntimeException e) {
      count(e);
      failure = e;
      return null;
    }
  }

  private void take(Step step) {
    length++;
    sinceCut++;
    reward = step.reward();
    terminated = step.terminated();
    boolean over = step.truncated() || length >= stepLimit;
    truncated = !terminated && (over || sinceCut >= horizon);
    lastObservation = step.observation();
    observation = step.observation();
    if (soft && truncated && !over) {
      sinceCut = 0;
    } else if (ended()) {
      reset();
    }
  }

  /** Begins a new episode. */
  void reset() {
    while (true) {
      try {
        observation = environment.reset(random);
        length = 0;
        sinceCut = 0;
        return;
      } catch (RuntimeException e) {
        count(e);
        renew();
      }
    }
  }

  private void renew() {
    try {
      environment.close();
    } catch (RuntimeException e) {
      // What has failed before may fail again; the new one counts.
    }
    environment = factory.get();
    if (task != null) {
      tell(task);
    }
  }

  private void count(RuntimeException e) {
    if (isInterrupt(e)) {
      Thread.currentThread().interrupt();
    }
    TrialStoppedException.throwIfInterrupted();
    if (++crashes >= MOST_CRASHES) {
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

  /**
   * Gives a task from the next episode on.
   *
   * @param given as a checkpoint holds it
   * @throws InvalidInputException when the environment takes no tasks, or not this one
   */
  void tell(Object given) {
    if (!(environment instanceof TaskEnvironment tasked)) {
      String name = environment.getClass().getSimpleName();
      throw new InvalidInputException(
          new Problem(
              "env: " + name + ": has no tasks, so there can be no curriculum",
              null,
              "make it a TaskEnvironment"));
    }
    try {
      tasked.setTask(given);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          new Problem(Objects.requireNonNullElse(e.getMessage(), "task: " + given), null, null));
    }
    task = given;
  }

  void save(StateWriter out) {
    out.put("task", Tasks.write(task));
    out.put("saved", environment instanceof SaveableEnvironment);
    random.save(out, "random");
    if (environment instanceof SaveableEnvironment saveable) {
      saveable.save(out);
      out.put("length", length);
      out.put("since_cut", sinceCut);
      out.put("observation", observation);
    }
  }

  /**
   * Goes on with what was saved.
   *
   * @return whether it had to begin a new episode
   */
  boolean restore(StateReader in) {
    Object saved = Tasks.read(in.getString("task"));
    if (saved != null) {
      tell(saved);
    }
    boolean inTheMiddle = in.getBoolean("saved");
    random.restore(in, "random");
    if (inTheMiddle && environment instanceof SaveableEnvironment saveable) {
      saveable.restore(in, random);
      length = in.getInt("length");
      sinceCut = in.getInt("since_cut");
      observation = in.getFloats("observation");
      return false;
    }
    reset();
    return true;
  }

  @Override
  public void close() {
    environment.close();
  }
}
