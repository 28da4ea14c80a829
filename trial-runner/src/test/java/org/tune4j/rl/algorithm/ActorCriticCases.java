package org.tune4j.rl.algorithm;

import java.util.List;

/** What DDPG, TD3 and SAC must learn. */
final class ActorCriticCases {
  private ActorCriticCases() {}

  static final List<LearningCase> ALL = List.of();
}
