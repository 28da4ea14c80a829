package org.tune4j.rl.algorithm;

import java.util.List;
import java.util.stream.Stream;

/** What the algorithms must learn; each family has a file of its own. */
final class LearningCases {
  private LearningCases() {}

  /** All cases. */
  static final List<LearningCase> ALL =
      Stream.of(
              QLearningCases.ALL,
              PolicyGradientCases.ALL,
              ActorCriticCases.ALL,
              EvolutionCases.ALL,
              OfflineCases.ALL,
              PeerCases.ALL)
          .flatMap(List::stream)
          .toList();
}
