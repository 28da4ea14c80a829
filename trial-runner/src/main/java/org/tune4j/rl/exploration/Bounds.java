package org.tune4j.rl.exploration;

import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** What kinds of actions an exploration can do with, and how far they reach. */
final class Bounds {
  private Bounds() {}

  /**
   * @throws InvalidInputException when the actions are not numbers of one Box
   */
  static Box continuous(Space actions, String type) {
    if (actions instanceof Box box) {
      return box;
    }
    throw unfit(type, "needs actions of a Box", actions, "EpsilonGreedy or StochasticSampling");
  }

  /**
   * @throws InvalidInputException when some part of an action is no choice of few
   */
  static void requireDiscrete(Space actions, String type) {
    if (!isDiscrete(actions)) {
      throw unfit(
          type, "needs discrete actions", actions, "StochasticSampling or OrnsteinUhlenbeckNoise");
    }
  }

  static boolean isDiscrete(Space actions) {
    return switch (actions) {
      case Discrete discrete -> true;
      case MultiDiscrete several -> true;
      case Box box -> false;
      case Tuple tuple -> tuple.parts().stream().allMatch(Bounds::isDiscrete);
      case Dict dict -> dict.parts().values().stream().allMatch(Bounds::isDiscrete);
    };
  }

  /** How many actions a discrete space has. */
  static double count(Space actions) {
    return switch (actions) {
      case Discrete discrete -> discrete.n();
      case MultiDiscrete several -> {
        double product = 1;
        for (int i = 0; i < several.size(); i++) {
          product *= several.n(i);
        }
        yield product;
      }
      case Box box -> throw new IllegalArgumentException("not discrete: " + box);
      case Tuple tuple -> product(tuple.parts());
      case Dict dict -> product(dict.parts().values());
    };
  }

  /** The width of an element's range; 1 where it has no bounds. */
  static double width(Box box, int i) {
    double width = (double) box.high(i) - box.low(i);
    return Double.isInfinite(width) ? 1 : width;
  }

  /** Adds to an element of an action, within its bounds. */
  static void add(float[] action, int i, double noise, Box box) {
    action[i] = Math.clamp((float) (action[i] + noise), box.low(i), box.high(i));
  }

  private static double product(Iterable<Space> parts) {
    double product = 1;
    for (Space part : parts) {
      product *= count(part);
    }
    return product;
  }

  private static InvalidInputException unfit(
      String type, String what, Space actions, String instead) {
    return new InvalidInputException(
        new Problem(
            "exploration_config.type: " + type + ": " + what + " (" + actions + ")",
            null,
            "use " + instead));
  }
}
