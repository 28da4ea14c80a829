package org.tune4j.tuner.schedule;

import java.util.Arrays;
import java.util.List;
import org.tune4j.math.Cholesky;
import org.tune4j.math.FastMath;
import org.tune4j.math.GpMath;

/**
 * How much a score grows with some hyperparameters, when that changes with time: a Gaussian process
 * whose kernel is a squared exponential times (1 - eps)^(|t - t'| / 2) (Parker-Holder et al.,
 * "Provably Efficient Online Hyperparameter Optimization with Population-Based Bandits", 2020,
 * section 4; the time kernel is of Bogunovic et al., 2016).
 *
 * <p>The first number of an input is its time in intervals, the second the score before, and the
 * rest lie in [0, 1].
 */
final class DriftModel {
  /** So many of the last observations say what the kernel is like. */
  private static final int FITTED = 80;

  private static final double[] LENGTHS = {0.1, 0.2, 0.4, 1};
  private static final double[] FORGETTING = {0.02, 0.1, 0.25, 0.5};
  private static final double[] NOISE = {0.01, 0.1, 0.5};

  /**
   * What a kernel is like.
   *
   * @param length how far off inputs still say something of each other
   * @param forgetting how much of what was learnt is void after an interval: from 0 to 0.5
   * @param noise variance of what is observed, where that of the function is 1
   */
  record Kernel(double length, double forgetting, double noise) {
    double of(double[] a, double[] b) {
      return of(squares(a, b), apart(a, b));
    }

    double of(double squares, double apart) {
      return FastMath.exp(
          -squares / (2 * length * length) + apart / 2 * FastMath.log(1 - forgetting));
    }

    static double squares(double[] a, double[] b) {
      double squares = 0;
      for (int i = 1; i < a.length; i++) {
        squares += (a[i] - b[i]) * (a[i] - b[i]);
      }
      return squares;
    }

    static double apart(double[] a, double[] b) {
      return Math.abs(a[0] - b[0]);
    }
  }

  private final double[][] inputs;
  private final double least;
  private final double span;
  private final Kernel kernel;
  private final Cholesky factor;
  private final double[] weights;
  private final double kappa;

  /**
   * Fits.
   *
   * @param observed the inputs, oldest first; at least one
   * @param growth by how much the score grew in an interval at each
   * @param pending inputs that are being observed: nobody need try them again
   */
  DriftModel(List<double[]> observed, double[] growth, List<double[]> pending) {
    int n = observed.size();
    this.least = observed.stream().mapToDouble(x -> x[1]).min().orElse(0);
    double most = observed.stream().mapToDouble(x -> x[1]).max().orElse(0);
    this.span = most > least ? most - least : 1;
    this.inputs = new double[n + pending.size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = scaled(i < n ? observed.get(i) : pending.get(i - n));
    }
    double[] y = standardised(growth);
    this.kernel = fitted(y);
    this.factor = new Cholesky();
    append(n);
    this.weights = y;
    factor.solve(weights);
    append(inputs.length);
    this.kappa = StrictMath.sqrt(0.2 * Math.max(0, StrictMath.log(0.4 * n)));
  }

  Kernel kernel() {
    return kernel;
  }

  /** How many inputs it was made from. */
  int size() {
    return inputs.length;
  }

  private double[] scaled(double[] input) {
    double[] scaled = input.clone();
    scaled[1] = (input[1] - least) / span;
    return scaled;
  }

  private static double[] standardised(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    double sd = variance > 0 && Double.isFinite(variance) ? Math.sqrt(variance) : 1;
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (values[i] - mean) / sd;
    }
    return result;
  }

  private Kernel fitted(double[] y) {
    int from = Math.max(0, y.length - FITTED);
    double[] last = Arrays.copyOfRange(y, from, y.length);
    double[][] squares = new double[last.length][];
    double[][] apart = new double[last.length][];
    for (int i = 0; i < last.length; i++) {
      squares[i] = new double[i];
      apart[i] = new double[i];
      for (int j = 0; j < i; j++) {
        squares[i][j] = Kernel.squares(inputs[from + i], inputs[from + j]);
        apart[i][j] = Kernel.apart(inputs[from + i], inputs[from + j]);
      }
    }
    Kernel best = new Kernel(LENGTHS[0], FORGETTING[0], NOISE[0]);
    double highest = Double.NEGATIVE_INFINITY;
    for (double length : LENGTHS) {
      for (double forgetting : FORGETTING) {
        double[][] rows = rows(new Kernel(length, forgetting, 0), squares, apart);
        for (double noise : NOISE) {
          double likelihood = logLikelihood(rows, noise, last);
          if (likelihood > highest) {
            highest = likelihood;
            best = new Kernel(length, forgetting, noise);
          }
        }
      }
    }
    return best;
  }

  private static double[][] rows(Kernel kernel, double[][] squares, double[][] apart) {
    double[][] rows = new double[squares.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        rows[i][j] = kernel.of(squares[i][j], apart[i][j]);
      }
    }
    return rows;
  }

  private static double logLikelihood(double[][] rows, double noise, double[] y) {
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] = 1 + noise;
    }
    Cholesky some = Cholesky.of(rows);
    double[] whitened = y.clone();
    some.solveLower(whitened);
    return -0.5 * GpMath.dot(whitened, whitened, whitened.length) - 0.5 * some.logDeterminant();
  }

  /** Adds the rows of the inputs before {@code end}. */
  private void append(int end) {
    for (int i = factor.size(); i < end; i++) {
      double[] row = new double[i + 1];
      for (int j = 0; j < i; j++) {
        row[j] = kernel.of(inputs[i], inputs[j]);
      }
      row[i] = 1 + kernel.noise();
      factor.append(row);
    }
  }

  /** An optimistic guess of the growth at an input, in standard deviations of those observed. */
  double optimistic(double[] input) {
    double[] x = scaled(input);
    double[] k = new double[inputs.length];
    for (int i = 0; i < k.length; i++) {
      k[i] = kernel.of(x, inputs[i]);
    }
    double mean = GpMath.dot(k, weights, weights.length);
    factor.solveLower(k);
    double variance = Math.max(0, 1 - GpMath.dot(k, k, k.length));
    return mean + kappa * Math.sqrt(variance);
  }
}
