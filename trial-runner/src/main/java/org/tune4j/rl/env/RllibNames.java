package org.tune4j.rl.env;

import java.util.Map;

/** The Python classes that RLlib's tuned examples name as environments. */
final class RllibNames {
  private static final String PACKAGE = "ray.rllib.";
  private static final Map<String, String> OTHERS =
      Map.of(
          "CartPoleMassEnv", "CartPole-Mass",
          "PendulumMassEnv", "Pendulum-Mass",
          "CartPoleSparseRewards", "SparseCartPole",
          "CurriculumEnv", "FrozenLake-Curriculum",
          "LinearDiscreteEnv", "LinearDiscreteBandit",
          "WheelBanditEnv", "WheelBandit");

  private RllibNames() {}

  /** The name here of an environment of RLlib's, without a promise that there is one. */
  static String known(String name) {
    if (!name.startsWith(PACKAGE)) {
      return name;
    }
    String type = name.substring(name.lastIndexOf('.') + 1);
    return OTHERS.getOrDefault(
        type, type.endsWith("Env") ? type.substring(0, type.length() - 3) : type);
  }
}
