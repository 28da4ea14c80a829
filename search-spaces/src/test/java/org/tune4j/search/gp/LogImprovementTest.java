package org.tune4j.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tune4j.math.Gaussian;

class LogImprovementTest {

  /** The integral of max(best - y, 0) over the normal distribution, by Simpson's rule. */
  private static double byQuadrature(double mean, double variance, double best) {
    double sd = Math.sqrt(variance);
    double high = Math.min(best, mean + 40 * sd);
    double low = Math.min(mean, best) - 12 * sd;
    int cuts = 200_000;
    double h = (high - low) / cuts;
    double sum = 0;
    for (int i = 0; i <= cuts; i++) {
      double y = low + i * h;
      double weight = i == 0 || i == cuts ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * (best - y) * Gaussian.density((y - mean) / sd) / sd;
    }
    return sum * h / 3;
  }

  @Test
  void isTheLogarithmOfTheIntegral() {
    for (double mean : new double[] {-3, -0.5, 0, 0.3, 1, 1.02, 2, 6, 12}) {
      for (double variance : new double[] {0.3, 1, 2.5}) {
        double expected = Math.log(byQuadrature(mean, variance, 0.2));
        assertThat(LogImprovement.of(mean, variance, 0.2).value())
            .as("mean %s, variance %s", mean, variance)
            .isCloseTo(expected, within(1e-7 * (1 + Math.abs(expected))));
      }
    }
  }

  @Test
  void theDerivativesAreThoseOfDifferences() {
    double h = 1e-6;
    for (double mean : new double[] {-2, 0, 0.9, 1.1, 3, 20, 300}) {
      for (double variance : new double[] {0.01, 1, 3}) {
        LogImprovement found = LogImprovement.of(mean, variance, 0);
        double byMean =
            (LogImprovement.of(mean + h, variance, 0).value()
                    - LogImprovement.of(mean - h, variance, 0).value())
                / (2 * h);
        double step = h * variance;
        double byVariance =
            (LogImprovement.of(mean, variance + step, 0).value()
                    - LogImprovement.of(mean, variance - step, 0).value())
                / (2 * step);
        assertThat(found.byMean()).isCloseTo(byMean, within(1e-4 * (1 + Math.abs(byMean))));
        assertThat(found.byVariance())
            .isCloseTo(byVariance, within(1e-4 * (1 + Math.abs(byVariance))));
      }
    }
  }

  @Test
  void isFiniteAndFallsAlsoFarOut() {
    double before = 0;
    for (double mean = 1; mean < 1e7; mean *= 3) {
      LogImprovement found = LogImprovement.of(mean, 1, 0);
      assertThat(found.value()).isFinite().isLessThan(before);
      assertThat(found.byMean()).isNegative().isFinite();
      before = found.value();
    }
  }
}
