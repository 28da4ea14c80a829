package org.tune4j.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

/** The model: likelihood, posterior and acquisition, and their gradients. */
class ModelTest {
  private static final ParameterSpace SPACE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                model: {choice: [svm, mlp, tree]}
                c: {loguniform: [1e-3, 1e3], when: {model: svm}}
                kernel: {choice: [a, b, c], when: {model: svm}}
                x: {uniform: [0, 1]}
                n: {randint: [0, 5]}
                many: {lograndint: [1, 1000]}
              """));
  private static final Inputs INPUTS = new Inputs(SPACE);
  private static final int N = 30;
  private static final double H = 1e-5;

  private final List<double[]> points = new ArrayList<>();
  private final double[] y = new double[N];
  private final double[] theta = Hyper.start(INPUTS.scales(), 0.6, 0.02, true);

  ModelTest() {
    var random = Seeds.random(3);
    for (int i = 0; i < N; i++) {
      points.add(SPACE.random(random));
      y[i] = random.nextDouble(-2, 2);
    }
    for (int j = 0; j < theta.length; j++) {
      theta[j] += random.nextDouble(-1, 1);
    }
  }

  private Rows rows() {
    return Rows.of(INPUTS, points);
  }

  @Test
  void theSlopesOfTheLikelihoodAreThoseOfDifferences() {
    Likelihood likelihood = new Likelihood(rows(), y);
    double[] gradient = new double[theta.length];
    double[] unused = new double[theta.length];
    likelihood.at(theta, gradient);
    for (int j = 0; j < theta.length; j++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[j] += H;
      down[j] -= H;
      double difference = (likelihood.at(up, unused) - likelihood.at(down, unused)) / (2 * H);
      assertThat(gradient[j])
          .as("parameter %d", j)
          .isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
    }
  }

  @Test
  void manyPlacesAreWhatEachIs() {
    Posterior posterior = new Posterior(rows(), y, theta);
    var random = Seeds.random(4);
    double[][] places =
        Stream.generate(() -> INPUTS.row(SPACE.random(random))).limit(150).toArray(double[][]::new);
    double[][] found = posterior.many(places);
    for (int i = 0; i < places.length; i++) {
      posterior.look(places[i]);
      assertThat(found[0][i]).isCloseTo(posterior.mean(), within(1e-10));
      assertThat(found[1][i]).isCloseTo(posterior.variance(), within(1e-10));
    }
  }

  @Test
  void withoutNoiseItGoesThroughWhatWasObserved() {
    theta[INPUTS.scales() + 1] = Math.log(1e-6);
    Posterior posterior = new Posterior(rows(), y, theta);
    for (int i = 0; i < N; i++) {
      posterior.look(INPUTS.row(points.get(i)));
      assertThat(posterior.mean()).isCloseTo(y[i], within(1e-3));
      assertThat(posterior.variance()).isLessThan(1e-5);
    }
  }

  @Test
  void whatRunsTakesVarianceButLeavesTheMean() {
    Posterior without = new Posterior(rows(), y, theta);
    double[] running = SPACE.random(Seeds.random(5));
    points.add(running);
    Posterior with = new Posterior(rows(), y, theta);
    with.look(INPUTS.row(running));
    without.look(INPUTS.row(running));
    assertThat(with.mean()).isCloseTo(without.mean(), within(1e-10));
    assertThat(with.variance()).isLessThan(0.2 * without.variance());
  }

  @Test
  void theSlopesOfTheAcquisitionAreThoseOfDifferences() {
    Acquisition acquisition = new Acquisition(INPUTS, new Posterior(rows(), y, theta), -1.5);
    var random = Seeds.random(6);
    double[] gradient = new double[SPACE.size()];
    double[] unused = new double[SPACE.size()];
    for (int trial = 0; trial < 20; trial++) {
      double[] unit = new double[SPACE.size()];
      Arrays.setAll(unit, j -> random.nextDouble(0.01, 0.99));
      acquisition.at(unit, gradient);
      for (int j = 0; j < unit.length; j++) {
        double[] up = unit.clone();
        double[] down = unit.clone();
        up[j] += H;
        down[j] -= H;
        double difference =
            INPUTS.isSmooth(j)
                ? (acquisition.at(up, unused) - acquisition.at(down, unused)) / (2 * H)
                : 0;
        assertThat(gradient[j])
            .as("%s at %s", SPACE.parameters().get(j).key(), Arrays.toString(unit))
            .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
      }
    }
  }

  @Test
  void pointsAreAlikeInWhatIsInactiveInBoth() {
    double[] some = INPUTS.rowAt(unit("tree", 0.1));
    double[] other = INPUTS.rowAt(unit("tree", 0.9));
    assertThat(some).isEqualTo(other);
    assertThat(INPUTS.rowAt(unit("svm", 0.1))).isNotEqualTo(INPUTS.rowAt(unit("svm", 0.9)));
  }

  private static double[] unit(String model, double others) {
    double[] unit = new double[SPACE.size()];
    Arrays.fill(unit, 0.5);
    unit[SPACE.index("config.c")] = others;
    unit[SPACE.index("config.kernel")] = others;
    unit[SPACE.index("config.model")] = model.equals("svm") ? 0.1 : 0.9;
    return unit;
  }
}
