package org.tune4j.search.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

/**
 * One of the nine problems that searchers are compared on.
 *
 * @param name as in the peer's figures
 * @param space what may be tried; whole numbers and choices as the peer has them
 * @param function of {@code config}; less is better
 * @param minimum the least value there is
 */
public record BenchProblem(
    String name, ParameterSpace space, ToDoubleFunction<Config> function, double minimum) {

  private static final String SVM_MLP =
      """
      config:
        model: {choice: [svm, mlp]}
        svm_kernel: {choice: [linear, rbf, poly], when: {model: svm}}
        svm_C: {loguniform: [1e-3, 1e3], when: {model: svm}}
        svm_gamma: {loguniform: [1e-5, 1e1], when: {svm_kernel: [rbf, poly]}}
        svm_degree: {randint: [2, 6], when: {svm_kernel: poly}}
        mlp_layers: {randint: [1, 4], when: {model: mlp}}
        mlp_units_1: {lograndint: [8, 513], when: {model: mlp}}
        mlp_units_2: {lograndint: [8, 513], when: {mlp_layers: [2, 3]}}
        mlp_units_3: {lograndint: [8, 513], when: {mlp_layers: 3}}
        mlp_lr: {loguniform: [1e-5, 1], when: {model: mlp}}
        mlp_alpha: {loguniform: [1e-7, 1e-1], when: {model: mlp}}
        mlp_batch: {choice: [16, 32, 64, 128, 256], when: {model: mlp}}
        mlp_activation: {choice: [relu, tanh, logistic], when: {model: mlp}}
      """;

  /** All nine, by name. */
  public static Map<String, BenchProblem> all() {
    Map<String, BenchProblem> all = new LinkedHashMap<>();
    add(
        all,
        "branin",
        box(new double[][] {{-5, 10}, {0, 15}}),
        Functions::branin,
        0.39788735772973816);
    add(all, "hartmann6", box(6, 0, 1), Functions::hartmann6, -3.322368011415515);
    add(all, "rosenbrock5", box(5, -5, 10), Functions::rosenbrock, 0);
    add(all, "ackley10", box(10, -32.768, 32.768), Functions::ackley, 0);
    add(all, "levy8", box(8, -10, 10), Functions::levy, 0);
    add(all, "rastrigin5", box(5, -5.12, 5.12), Functions::rastrigin, 0);
    all.put("svm_mlp", new BenchProblem("svm_mlp", space(SVM_MLP), Functions::svmMlp, 0.08));
    add(all, "ackley10_shifted", box(10, -32.768, 32.768), Functions::ackleyShifted, 0);
    add(all, "rastrigin5_shifted", box(5, -5.12, 5.12), Functions::rastriginShifted, 0);
    return all;
  }

  /** The value at a point of the space. */
  public double at(double[] point) {
    return function.applyAsDouble(space.variant(point).getConfig("config"));
  }

  private static void add(
      Map<String, BenchProblem> all,
      String name,
      String space,
      ToDoubleFunction<double[]> function,
      double minimum) {
    all.put(name, new BenchProblem(name, space(space), c -> function.applyAsDouble(x(c)), minimum));
  }

  private static ParameterSpace space(String yaml) {
    return ParameterSpace.of(Spaces.of(yaml));
  }

  static double[] x(Config config) {
    double[] x = new double[config.asMap().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = config.getDouble("x" + i);
    }
    return x;
  }

  private static String box(int dimensions, double low, double high) {
    double[][] bounds = new double[dimensions][];
    java.util.Arrays.fill(bounds, new double[] {low, high});
    return box(bounds);
  }

  private static String box(double[][] bounds) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < bounds.length; i++) {
      yaml.append("  x%d: {uniform: [%s, %s]}%n".formatted(i, bounds[i][0], bounds[i][1]));
    }
    return yaml.toString();
  }
}
