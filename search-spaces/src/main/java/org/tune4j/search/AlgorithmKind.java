package org.tune4j.search;

import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;

/**
 * A kind of algorithm that {@code search_alg} may name.
 *
 * @param name such as {@code tpe}
 * @param learns whether it needs an objective
 * @param several whether it takes several objectives
 * @param settings the keys that it takes beside {@code type}
 * @param factory makes one
 */
public record AlgorithmKind(
    String name, boolean learns, boolean several, ConfigSchema settings, Factory factory) {

  /** One that takes a single objective. */
  public AlgorithmKind(String name, boolean learns, ConfigSchema settings, Factory factory) {
    this(name, learns, false, settings, factory);
  }

  /**
   * What an algorithm is made for.
   *
   * @param space what is searched
   * @param seed where its randomness comes from; any
   * @param settings what the user set, checked against the kind's keys
   * @param samples how many trials there will be; -1 when nobody knows
   * @param concurrent how many of them may run at a time; 0 when nobody knows
   * @param objectives how many, from 1
   */
  public record Setup(
      ParameterSpace space,
      long seed,
      Config settings,
      int samples,
      int concurrent,
      int objectives) {

    /** One objective. */
    public Setup(ParameterSpace space, long seed, Config settings, int samples, int concurrent) {
      this(space, seed, settings, samples, concurrent, 1);
    }
  }

  /** Makes an algorithm. */
  @FunctionalInterface
  public interface Factory {
    Algorithm make(Setup setup);
  }
}
