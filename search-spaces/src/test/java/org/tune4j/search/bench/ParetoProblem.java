package org.tune4j.search.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Functions with several values, all to be made small, over the unit cube: ZDT1 to ZDT3 (Zitzler,
 * Deb and Thiele, "Comparison of multiobjective evolutionary algorithms: empirical results", 2000)
 * and DTLZ2 (Deb, Thiele, Laumanns and Zitzler, "Scalable multi-objective optimization test
 * problems", 2002).
 *
 * @param name such as {@code zdt1}
 * @param parameters how many, each in [0, 1]
 * @param function from parameters to values
 * @param references the points that hypervolumes are taken to: one near the true front, and one
 *     that lies behind whatever is found
 */
record ParetoProblem(
    String name, int parameters, UnaryOperator<double[]> function, List<double[]> references) {

  static final Map<String, ParetoProblem> ALL = new LinkedHashMap<>();

  static {
    List<double[]> two = List.of(new double[] {1.1, 1.1}, new double[] {11, 11});
    List<double[]> three = List.of(new double[] {1.1, 1.1, 1.1}, new double[] {4, 4, 4});
    List.of(
            new ParetoProblem("zdt1", 30, ParetoProblem::zdt1, two),
            new ParetoProblem("zdt2", 30, ParetoProblem::zdt2, two),
            new ParetoProblem("zdt3", 30, ParetoProblem::zdt3, two),
            new ParetoProblem("dtlz2", 12, ParetoProblem::dtlz2, three))
        .forEach(problem -> ALL.put(problem.name(), problem));
  }

  private static double g(double[] x) {
    double sum = 0;
    for (int i = 1; i < x.length; i++) {
      sum += x[i];
    }
    return 1 + 9 * sum / (x.length - 1);
  }

  static double[] zdt1(double[] x) {
    double g = g(x);
    return new double[] {x[0], g * (1 - Math.sqrt(x[0] / g))};
  }

  static double[] zdt2(double[] x) {
    double g = g(x);
    return new double[] {x[0], g * (1 - x[0] / g * (x[0] / g))};
  }

  static double[] zdt3(double[] x) {
    double g = g(x);
    double part = x[0] / g;
    double wave = part * StrictMath.sin(10 * StrictMath.PI * x[0]);
    return new double[] {x[0], g * (1 - Math.sqrt(part) - wave)};
  }

  /** With three values; the parameters from the third on decide the distance from the front. */
  static double[] dtlz2(double[] x) {
    double radius = 1;
    for (int i = 2; i < x.length; i++) {
      radius += (x[i] - 0.5) * (x[i] - 0.5);
    }
    double a = x[0] * StrictMath.PI / 2;
    double b = x[1] * StrictMath.PI / 2;
    return new double[] {
      radius * StrictMath.cos(a) * StrictMath.cos(b),
      radius * StrictMath.cos(a) * StrictMath.sin(b),
      radius * StrictMath.sin(a)
    };
  }
}
