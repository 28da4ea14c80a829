package org.tune4j.search.bench;

import java.util.Map;
import org.tune4j.space.Config;

/** Functions to be minimised, with known minima. */
public final class Functions {
  private static final double[][] H3_A = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
  private static final double[][] H3_P = {
    {0.3689, 0.1170, 0.2673},
    {0.4699, 0.4387, 0.7470},
    {0.1091, 0.8732, 0.5547},
    {0.0381, 0.5743, 0.8828}
  };
  private static final double[][] H6_A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] H6_P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };
  private static final double[] H_ALPHA = {1, 1.2, 3, 3.2};
  private static final double[] ACKLEY_SHIFT = {
    13.1, -7.4, 4.9, -16.2, 9.3, -2.8, 18.7, -11.5, 6.1, -14.6
  };
  private static final double[] RASTRIGIN_SHIFT = {1.7, -2.3, 0.9, -1.2, 2.6};

  private Functions() {}

  static double sphere(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }

  static double branin(double[] x) {
    double b = 5.1 / (4 * Math.PI * Math.PI);
    double c = 5 / Math.PI;
    double t = 1 / (8 * Math.PI);
    double inner = x[1] - b * x[0] * x[0] + c * x[0] - 6;
    return inner * inner + 10 * (1 - t) * StrictMath.cos(x[0]) + 10;
  }

  static double hartmann3(double[] x) {
    return hartmann(x, H3_A, H3_P, 0);
  }

  static double hartmann6(double[] x) {
    return hartmann6(x, 0);
  }

  /** With weights that are less by so much. */
  static double hartmann6(double[] x, double less) {
    return hartmann(x, H6_A, H6_P, less);
  }

  private static double hartmann(double[] x, double[][] a, double[][] p, double less) {
    double total = 0;
    for (int i = 0; i < 4; i++) {
      double inner = 0;
      for (int j = 0; j < x.length; j++) {
        inner += a[i][j] * (x[j] - p[i][j]) * (x[j] - p[i][j]);
      }
      total += (H_ALPHA[i] - less) * StrictMath.exp(-inner);
    }
    return -total;
  }

  static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length - 1; i++) {
      double step = x[i + 1] - x[i] * x[i];
      sum += 100 * step * step + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  static double ackley(double[] x) {
    double squares = 0;
    double cosines = 0;
    for (double v : x) {
      squares += v * v;
      cosines += StrictMath.cos(2 * Math.PI * v);
    }
    return -20 * StrictMath.exp(-0.2 * Math.sqrt(squares / x.length))
        - StrictMath.exp(cosines / x.length)
        + 20
        + Math.E;
  }

  static double rastrigin(double[] x) {
    double sum = 10.0 * x.length;
    for (double v : x) {
      sum += v * v - 10 * StrictMath.cos(2 * Math.PI * v);
    }
    return sum;
  }

  static double levy(double[] x) {
    double[] w = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      w[i] = 1 + (x[i] - 1) / 4;
    }
    double first = StrictMath.sin(Math.PI * w[0]);
    double sum = first * first;
    for (int i = 0; i < x.length - 1; i++) {
      double wave = StrictMath.sin(Math.PI * w[i] + 1);
      sum += (w[i] - 1) * (w[i] - 1) * (1 + 10 * wave * wave);
    }
    double last = w[x.length - 1];
    double wave = StrictMath.sin(2 * Math.PI * last);
    return sum + (last - 1) * (last - 1) * (1 + wave * wave);
  }

  static double ackleyShifted(double[] x) {
    return ackley(minus(x, ACKLEY_SHIFT));
  }

  static double rastriginShifted(double[] x) {
    return rastrigin(minus(x, RASTRIGIN_SHIFT));
  }

  private static double[] minus(double[] x, double[] shift) {
    double[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      moved[i] -= shift[i];
    }
    return moved;
  }

  /**
   * A choice between two models, of which the one that is better on average cannot reach the
   * minimum.
   */
  static double svmMlp(Config p) {
    return p.getString("model").equals("svm") ? svm(p) : mlp(p);
  }

  private static double svm(Config p) {
    double c = StrictMath.log10(p.getDouble("svm_C"));
    String kernel = p.getString("svm_kernel");
    if (kernel.equals("linear")) {
      return Math.min(0.5, 0.20 + 0.010 * (c + 1) * (c + 1));
    }
    double g = StrictMath.log10(p.getDouble("svm_gamma"));
    if (kernel.equals("rbf")) {
      return Math.min(0.5, 0.11 + 0.020 * square(c + g + 1) + 0.004 * square(c - 1));
    }
    double degree = p.getLong("svm_degree");
    return Math.min(
        0.5,
        0.14
            + 0.015 * square(c + 0.5 * degree * (g + 1))
            + 0.006 * c * c
            + 0.010 * Math.abs(degree - 3));
  }

  private static double mlp(Config p) {
    int layers = (int) p.getLong("mlp_layers");
    double lr = StrictMath.log10(p.getDouble("mlp_lr"));
    double best =
        -2.5 - 0.25 * (layers - 1) + 0.5 * StrictMath.log10(p.getLong("mlp_batch") / 64.0);
    double capacity = 0;
    for (int i = 1; i <= layers; i++) {
      capacity += StrictMath.log(p.getLong("mlp_units_" + i)) / StrictMath.log(2);
    }
    double error =
        0.08
            + 0.060 * square(lr - best)
            + 0.0015 * square(capacity - 16)
            + 0.004 * square(StrictMath.log10(p.getDouble("mlp_alpha")) + 4)
            + Map.of("relu", 0.0, "tanh", 0.008, "logistic", 0.03)
                .get(p.getString("mlp_activation"))
            + 0.012 * Math.abs(layers - 2)
            + 0.010 * (0.5 - 0.5 * StrictMath.cos(4 * Math.PI * (lr - best)));
    return Math.min(0.9, error);
  }

  private static double square(double x) {
    return x * x;
  }
}
