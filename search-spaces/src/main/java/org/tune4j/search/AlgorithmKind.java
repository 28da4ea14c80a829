package org.tune4j.search;

import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;

/**
 * A kind of algorithm that {@code search_alg} may name.
 *
 * @param name such as {@code tpe}
 * @param learns whether it needs an objective
 * @param settings the keys that it takes beside {@code type}
 * @param factory makes one
 */
public record AlgorithmKind(String name, boolean learns, ConfigSchema settings, Factory factory) {

  /**
   * What an algorithm is made for.
   *
   * @param space what is searched
   * @param seed where its randomness comes from; any
   * @param settings what the user set, checked against the kind's keys
   * @param samples how many trials there will be; -1 when nobody knows
   * @param concurrent how many of them may run at a time; 0 when nobody knows
   */
  public record Setup(
      ParameterSpace space, long seed, Config settings, int samples, int concurrent) {}

  /** Makes an algorithm. */
  @FunctionalInterface
  public interface Factory {
    Algorithm make(Setup setup);
  }
}
