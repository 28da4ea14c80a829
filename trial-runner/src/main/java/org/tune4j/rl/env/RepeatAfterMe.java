package org.tune4j.rl.env;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Random tokens, each to be repeated some steps after it was seen; before the first one stand
 * zeros. A token is a bit, right earns 1 and wrong costs 1; in the continuous form it is a vector
 * of two numbers from -1 to 1, and each step costs the sum of the absolute differences.
 */
public final class RepeatAfterMe extends BuiltInEnvironment {
  private final boolean continuous;
  private final int delay;
  private final int steps;

  /** The last {@code delay + 1} tokens as a ring; {@code next} is the place of the oldest. */
  private final float[][] tokens;

  private int next;
  private int done;
  private RandomGenerator random = new SavedRandom(1, "before the first reset", 0);

  /**
   * @param delay how many steps after it was seen a token is asked for, at least 0
   * @param episodeLength how many tokens an episode has, the {@code delay} zeros before the first
   *     one included; so it has {@code episodeLength + 1 - delay} steps
   */
  public RepeatAfterMe(boolean continuous, int delay, int episodeLength, int stepLimit) {
    super(new Spec(tokenSpace(continuous), tokenSpace(continuous), stepLimit, NO_THRESHOLD));
    if (delay < 0 || delay > episodeLength) {
      throw new IllegalArgumentException(
          "env_config.repeat_delay ("
              + delay
              + ") must be from 0 to episode_len ("
              + episodeLength
              + ")");
    }
    this.continuous = continuous;
    this.delay = delay;
    steps = episodeLength + 1 - delay;
    tokens = new float[delay + 1][tokenSpace(continuous).size()];
  }

  private static Space tokenSpace(boolean continuous) {
    return continuous ? Box.symmetric(1, 1) : new Discrete(2);
  }

  @Override
  public float[] reset(RandomGenerator random) {
    this.random = random;
    for (float[] token : tokens) {
      Arrays.fill(token, 0);
    }
    next = 0;
    done = 0;
    return draw();
  }

  @Override
  public Step step(float[] action) {
    double reward = reward(action, tokens[next]);
    done++;
    return new Step(draw(), reward, done >= steps, false);
  }

  private double reward(float[] action, float[] wanted) {
    if (!continuous) {
      return action[0] == wanted[0] ? 1 : -1;
    }
    return -(Math.abs((double) action[0] - wanted[0]) + Math.abs((double) action[1] - wanted[1]));
  }

  private float[] draw() {
    float[] token = tokens[next];
    observationSpace().sample(random, token, 0);
    next = (next + 1) % tokens.length;
    return token.clone();
  }

  @Override
  public void save(StateWriter out) {
    out.put("delay", delay);
    out.put("next", next);
    out.put("done", done);
    for (float[] token : tokens) {
      out.put("token", token);
    }
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    this.random = random;
    in.expect("delay", delay);
    next = in.getInt("next");
    done = in.getInt("done");
    for (float[] token : tokens) {
      in.getFloats("token", token);
    }
  }
}
