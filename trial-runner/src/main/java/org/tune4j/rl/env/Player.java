package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;

/** Acts at random in an environment that may be broken. */
final class Player {
  /** No check plays longer episodes. */
  static final int STEPS = 300;

  private final Environment environment;
  private final Space observations;
  private final Space actions;

  Player(Environment environment) {
    this.environment = environment;
    observations = environment.observationSpace();
    actions = environment.actionSpace();
  }

  Environment environment() {
    return environment;
  }

  Space observations() {
    return observations;
  }

  /** How many steps an episode has at most here. */
  int steps() {
    return Math.min(STEPS, environment.stepLimit());
  }

  float[] reset(RandomGenerator random) {
    return call("reset", () -> environment.reset(random));
  }

  /** Acts with an action drawn from the action space. */
  Step step(RandomGenerator choice) {
    float[] action = new float[actions.size()];
    actions.sample(choice, action, 0);
    return call("step with the action " + Arrays.toString(action), () -> environment.step(action));
  }

  /**
   * Plays an episode from its reset to its end or for some steps.
   *
   * @return observations and what else a step says in turn
   */
  List<Object> episode(long seed) {
    List<Object> seen = new ArrayList<>();
    seen.add(reset(new SavedRandom(seed, "episode", 0)));
    seen.addAll(rest(seed));
    return seen;
  }

  /** As {@link #episode}, of an episode that has begun. */
  List<Object> rest(long seed) {
    SavedRandom choice = new SavedRandom(seed, "choice", 0);
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < steps(); i++) {
      Step step = step(choice);
      seen.add(List.of(step.reward(), step.terminated(), step.truncated()));
      seen.add(step.observation());
      if (step.terminated() || step.truncated()) {
        break;
      }
    }
    return seen;
  }

  /** Runs the environment's own code; what it throws names the place. */
  static <T> T call(String where, Supplier<T> code) {
    try {
      return code.get();
    } catch (RuntimeException e) {
      throw new FailedException(where + ": threw " + e, e);
    }
  }

  /** The environment threw. */
  static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedException(String message, RuntimeException cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
