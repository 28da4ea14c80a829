package org.tune4j.search.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.analysis.Hypervolume;

class ParetoProblemTest {
  private static ParetoProblem problem(String name) {
    return ParetoProblem.ALL.get(name);
  }

  private static double[] at(String name, double first, double rest) {
    double[] x = new double[problem(name).parameters()];
    Arrays.fill(x, rest);
    x[0] = first;
    return problem(name).function().apply(x);
  }

  /** Where g = 1 lies the front; elsewhere g = 1 + 9 times the mean of the others. */
  @Test
  void valuesAreThoseOfTheDefinitions() {
    assertThat(at("zdt1", 0.25, 0)).containsExactly(0.25, 0.5);
    assertThat(at("zdt2", 0.5, 0)).containsExactly(0.5, 0.75);
    assertThat(at("zdt3", 0.25, 0)).containsExactly(new double[] {0.25, 0.25}, within(1e-12));
    assertThat(at("zdt1", 1, 1)).containsExactly(new double[] {1, 10 - Math.sqrt(10)}, tiny());
    assertThat(at("zdt2", 1, 1)).containsExactly(new double[] {1, 10 - 0.1}, tiny());
    assertThat(at("zdt3", 1, 1)).containsExactly(new double[] {1, 10 - Math.sqrt(10)}, tiny());
    // the lowest point of ZDT3's front
    assertThat(at("zdt3", 0.8518328654, 0)[1]).isCloseTo(-0.773369, within(1e-6));
  }

  private static org.assertj.core.data.Offset<Double> tiny() {
    return within(1e-12);
  }

  @Test
  void theFrontOfDtlz2IsAnEighthOfASphere() {
    double[] x = new double[12];
    Arrays.fill(x, 0.5);
    for (double a = 0; a <= 1; a += 0.125) {
      x[0] = a;
      x[1] = 1 - a;
      double[] f = problem("dtlz2").function().apply(x);
      assertThat(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]).isCloseTo(1, within(1e-12));
    }
    x[11] = 1;
    double[] f = problem("dtlz2").function().apply(x);
    assertThat(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]).isCloseTo(1.25 * 1.25, within(1e-12));
  }

  /** To (1.1, 1.1) the fronts of ZDT1 and ZDT2 dominate 1.21 - 1/3 and 1.21 - 2/3. */
  @Test
  void theFrontsDominateWhatIsKnown() {
    assertThat(front("zdt1")).isCloseTo(1.21 - 1.0 / 3, within(2e-3));
    assertThat(front("zdt2")).isCloseTo(1.21 - 2.0 / 3, within(2e-3));
    assertThat(front("zdt3")).isCloseTo(belowZdt3(), within(2e-3));
  }

  /** The same by slices: at each first value the least second value up to there. */
  private static double belowZdt3() {
    double area = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 11_000; i++) {
      double first = (i + 0.5) / 10_000;
      least = first <= 1 ? Math.min(least, at("zdt3", first, 0)[1]) : least;
      area += (1.1 - least) / 10_000;
    }
    return area;
  }

  private static double front(String name) {
    List<double[]> front = new ArrayList<>();
    for (int i = 0; i <= 2_000; i++) {
      front.add(at(name, i / 2_000.0, 0));
    }
    return Hypervolume.of(front, problem(name).references().getFirst());
  }
}
