package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.math.Chance;
import org.tune4j.space.Seeds;

class DriftModelTest {
  private final List<double[]> inputs = new ArrayList<>();
  private final List<Double> growth = new ArrayList<>();

  /** What helps at a time is what lies near that part of the way. */
  private void observe(int intervals, double noise) {
    RandomGenerator random = Seeds.random(1, "test", intervals);
    for (int time = 0; time < intervals; time++) {
      for (int trial = 0; trial < 8; trial++) {
        double x = Chance.uniform(random);
        double best = (double) time / intervals;
        inputs.add(new double[] {time, 0, x});
        growth.add(-(x - best) * (x - best) + noise * Chance.normal(random));
      }
    }
  }

  private DriftModel model(List<double[]> pending) {
    return new DriftModel(inputs, growth.stream().mapToDouble(value -> value).toArray(), pending);
  }

  private static double best(DriftModel model, double time) {
    double best = 0;
    for (double x = 0; x <= 1; x += 0.01) {
      double[] there = {time, 0, x};
      if (model.optimistic(there) > model.optimistic(new double[] {time, 0, best})) {
        best = x;
      }
    }
    return best;
  }

  @Test
  void whatHelpsNowIsWhatHelpedOfLate() {
    observe(20, 0.01);
    DriftModel model = model(List.of());
    assertThat(best(model, 20)).isGreaterThan(0.7);
    assertThat(best(model, 2)).isLessThan(0.5);
  }

  @Test
  void whatIsTriedAlreadyIsLessHopeful() {
    observe(4, 0.1);
    double[] at = {4, 0, 0.5};
    assertThat(model(List.of(at, at, at)).optimistic(at))
        .isLessThan(model(List.of()).optimistic(at));
  }

  @Test
  void noiseIsSeenAsSuch() {
    observe(10, 5);
    assertThat(model(List.of()).kernel().noise()).isGreaterThan(0.01);
  }

  @Test
  void growthThatIsTheSameEverywhereIsNoProblem() {
    for (int i = 0; i < 3; i++) {
      inputs.add(new double[] {1, 5, 0.5});
      growth.add(2.0);
    }
    assertThat(model(List.of()).optimistic(new double[] {1, 5, 0.5})).isFinite();
  }
}
