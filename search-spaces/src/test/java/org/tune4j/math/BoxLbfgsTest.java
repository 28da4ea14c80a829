package org.tune4j.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxLbfgsTest {

  /** Rosenbrock's valley. */
  private static double valley(double[] x, double[] gradient) {
    double step = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * step - 2 * (1 - x[0]);
    gradient[1] = 200 * step;
    return 100 * step * step + (1 - x[0]) * (1 - x[0]);
  }

  private static double[] minimum(double high) {
    double[] x = {-1.2, 1};
    double[] lows = {-5, -5};
    double[] highs = {high, high};
    BoxLbfgs.minimise(BoxLbfgsTest::valley, x, lows, highs, 200, 1e-8, 0.5);
    return x;
  }

  @Test
  void findsTheEndOfAValley() {
    assertThat(minimum(5)).containsExactly(new double[] {1, 1}, within(1e-6));
  }

  @Test
  void stopsAtTheBoundWhenTheMinimumIsBeyond() {
    assertThat(minimum(0.5)).containsExactly(new double[] {0.5, 0.25}, within(1e-6));
  }

  @Test
  void doesNotLeaveWhatIsFinite() {
    double[] x = {0.5};
    double found =
        BoxLbfgs.minimise(
            (at, gradient) -> {
              gradient[0] = 1 / at[0] - 4;
              return at[0] < 0.2 ? Double.NaN : Math.log(at[0]) - 4 * at[0];
            },
            x,
            new double[] {0},
            new double[] {2},
            50,
            1e-8,
            1);
    assertThat(x[0]).isEqualTo(2);
    assertThat(found).isCloseTo(Math.log(2) - 8, within(1e-12));
  }

  @Test
  void oneEvaluationIsTheStart() {
    double[] x = {7, 1};
    double found =
        BoxLbfgs.minimise(
            BoxLbfgsTest::valley, x, new double[] {-5, -5}, new double[] {5, 5}, 1, 1e-8, 0.5);
    assertThat(x).containsExactly(5, 1);
    assertThat(found).isEqualTo(valley(x, new double[2]));
  }
}
