package org.tune4j.search.bench;

import java.util.List;
import java.util.Map;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

/**
 * A problem whose trials show after few iterations what they will come to, more or less.
 *
 * @param name what it is called
 * @param space what may be tried
 * @param curve the value of a config after so many iterations; less is better
 */
record FidelityProblem(String name, ParameterSpace space, Curve curve) {
  /** How many iterations a trial has at most. */
  static final int MAX_T = 81;

  /** What a trial reports. */
  @FunctionalInterface
  interface Curve {
    double at(Config config, int iteration);
  }

  static List<FidelityProblem> all() {
    Map<String, BenchProblem> plain = BenchProblem.all();
    return List.of(
        hartmann(),
        curves(plain.get("rastrigin5_shifted"), 100),
        curves(plain.get("levy8"), 100),
        curves(plain.get("svm_mlp"), 1),
        countingOnes());
  }

  /**
   * Hartmann's function of six numbers, whose weights are less at low fidelities (Kandasamy and
   * others, "Multi-fidelity Bayesian optimisation with continuous approximations", 2017, example
   * 4).
   */
  private static FidelityProblem hartmann() {
    BenchProblem plain = BenchProblem.all().get("hartmann6");
    return new FidelityProblem(
        "hartmann6",
        plain.space(),
        (config, t) -> Functions.hartmann6(BenchProblem.x(config), 0.1 * (MAX_T - t) / MAX_T));
  }

  /**
   * The value is approached by a power law, from a start that tells little and at a speed that
   * depends on the config.
   */
  private static FidelityProblem curves(BenchProblem plain, double scale) {
    return new FidelityProblem(
        plain.name() + "_curves",
        plain.space(),
        (config, t) -> {
          double value = plain.function().applyAsDouble(config);
          double luck = luck(config, "start");
          double speed = 0.5 + luck(config, "speed");
          return value + scale * luck * (StrictMath.pow(t, -speed) - StrictMath.pow(MAX_T, -speed));
        });
  }

  /**
   * Stochastic counting ones (Falkner and others, "BOHB", 2018), eight choices and eight numbers:
   * the mean of the choices and of as many coins for each number as there were iterations.
   */
  private static FidelityProblem countingOnes() {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 8; i++) {
      yaml.append("  c%d: {choice: [zero, one]}\n  x%d: {uniform: [0, 1]}\n".formatted(i, i));
    }
    return new FidelityProblem(
        "counting_ones",
        ParameterSpace.of(Spaces.of(yaml.toString())),
        (config, t) -> {
          double ones = 0;
          for (int i = 0; i < 8; i++) {
            ones += config.getString("c" + i).equals("one") ? 1 : 0;
            double p = config.getDouble("x" + i);
            double noise = 2 * luck(config, "noise" + i) - 1;
            ones += p + (noise * Math.sqrt(p * (1 - p)) * (1 / Math.sqrt(t) - 1 / 9.0));
          }
          return -ones;
        });
  }

  private static double luck(Config config, String purpose) {
    return Seeds.random(config.toString().hashCode(), purpose, 0).nextDouble();
  }
}
