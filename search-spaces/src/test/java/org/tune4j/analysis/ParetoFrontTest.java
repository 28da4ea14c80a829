package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Domination;
import org.tune4j.search.Observation;
import org.tune4j.search.Observation.State;
import org.tune4j.search.Score;
import org.tune4j.space.Seeds;

class ParetoFrontTest {
  private static Observation trial(int number, double violation, double... values) {
    return trial(number, State.DONE, violation, values);
  }

  private static Observation trial(int number, State state, double violation, double... values) {
    double value = violation > 0 ? 1e30 * (1 + violation) : values[0];
    return new Observation(
        number, new double[0], state, new Score(value, values, violation), new double[0], 1);
  }

  private static List<Integer> numbers(List<Observation> observations) {
    return ParetoFront.of(observations).stream().map(Observation::number).toList();
  }

  @Test
  void theNonDominatedByTheirFirstValue() {
    assertThat(
            numbers(
                List.of(
                    trial(0, 0, 5, 1),
                    trial(1, 0, 2, 2),
                    trial(2, 0, 3, 3),
                    trial(3, 0, 1, 9),
                    trial(4, 0, 2, 2))))
        .containsExactly(3, 1, 4, 0);
  }

  @Test
  void onlyWhatEndedWellWithAllValuesCounts() {
    assertThat(
            numbers(
                List.of(
                    trial(0, State.FAILED, 0, 0, 0),
                    trial(1, State.RUNNING, 0, 0, 0),
                    trial(2, 0, 0, Double.NaN),
                    trial(3, 0, 1, 1))))
        .containsExactly(3);
    assertThat(numbers(List.of())).isEmpty();
  }

  @Test
  void whatKeepsToBoundsDominates() {
    assertThat(numbers(List.of(trial(0, 0.5, 0, 0), trial(1, 0, 9, 9)))).containsExactly(1);
    assertThat(numbers(List.of(trial(0, 0.5, 0, 0), trial(1, 0.2, 9, 9), trial(2, 0.2, 8, 1))))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void equalsAComparisonOfAllWithAll() {
    var random = Seeds.random(2);
    for (int objectives = 1; objectives <= 4; objectives++) {
      List<Observation> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(trial(i, 0, random.ints(objectives, 0, 9).asDoubleStream().toArray()));
      }
      List<Observation> expected =
          all.stream()
              .filter(
                  o ->
                      all.stream()
                          .noneMatch(other -> Domination.compare(other.score(), o.score()) < 0))
              .toList();
      assertThat(ParetoFront.of(all)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
