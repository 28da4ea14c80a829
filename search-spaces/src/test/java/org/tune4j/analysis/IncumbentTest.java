package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Observation;
import org.tune4j.search.Observation.State;

class IncumbentTest {
  private static Observation trial(int number, State state, double value) {
    return new Observation(number, new double[0], state, value, 1);
  }

  private static final List<Observation> TRIALS =
      List.of(
          trial(0, State.FAILED, 1),
          trial(2, State.DONE, Double.NaN),
          trial(1, State.DONE, 8),
          trial(3, State.RUNNING, 2),
          trial(4, State.DONE, 8),
          trial(5, State.DONE, 3));

  @Test
  void eachIsBetterThanAllBefore() {
    assertThat(Incumbent.of(TRIALS).stream().map(i -> i.ended() + ": " + i.observation().number()))
        .containsExactly("3: 1", "5: 5");
  }

  @Test
  void theCurveHasAValueForEachTrialThatEnded() {
    assertThat(Incumbent.curve(TRIALS)).containsExactly(Double.NaN, Double.NaN, 8, 8, 3);
    assertThat(Incumbent.curve(List.of())).isEmpty();
  }
}
