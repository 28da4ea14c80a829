package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

/** What algorithms keep for themselves follows from the history alone. */
class EvolutionRebuiltTest {
  private static final ParameterSpace SPACE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                model: {choice: [a, b]}
                x: {uniform: [0, 1], when: {model: a}}
                n: {randint: [1, 30], when: {model: b}}
                lr: {loguniform: [1e-5, 1]}
              """));

  private static Algorithm algorithm(String kind) {
    AlgorithmKind found = java.util.Objects.requireNonNull(AlgorithmKinds.named(kind));
    return found.factory().make(new AlgorithmKind.Setup(SPACE, 4, Config.empty(), 100, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evolution", "aging_evolution", "sobol", "halton", "cmaes", "tpe"})
  void oneThatWasNeverAskedBeforeSuggestsTheSame(String kind) {
    suggestsTheSame(kind, 1);
  }

  /** In steps of seven, all members of {@code auto} have their turns. */
  @Test
  void soDoesOneThatIsSlow() {
    suggestsTheSame("auto", 7);
  }

  private static void suggestsTheSame(String kind, int every) {
    Algorithm asked = algorithm(kind);
    History history = new History();
    for (int number = 0; number < 80; number++) {
      double[] point = asked.suggest(number, 0, history);
      if (number % every == 0) {
        assertThat(algorithm(kind).suggest(number, 0, history)).isEqualTo(point);
        assertThat(asked.suggest(number, 0, history)).isEqualTo(point);
      }
      history.propose(number, point);
      if (number >= 3) {
        double value = Math.abs(point[1] - 0.3) + number % 7;
        Observation.State state =
            number % 9 == 0 ? Observation.State.FAILED : Observation.State.DONE;
        history.end(number - 3, state, Score.of(Double.isNaN(value) ? 3.0 : value));
      }
    }
  }
}
