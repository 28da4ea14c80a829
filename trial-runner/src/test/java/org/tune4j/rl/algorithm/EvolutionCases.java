package org.tune4j.rl.algorithm;

import java.util.List;

/** What ES and ARS must learn. */
final class EvolutionCases {
  private EvolutionCases() {}

  static final List<LearningCase> ALL = List.of();
}
