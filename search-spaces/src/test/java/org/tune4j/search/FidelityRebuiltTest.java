package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

/** What searches keep that model by fidelity follows from the history alone. */
class FidelityRebuiltTest {
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
    AlgorithmKind found = Objects.requireNonNull(AlgorithmKinds.named(kind));
    return found.factory().make(new AlgorithmKind.Setup(SPACE, 4, Config.empty(), 100, 4));
  }

  private static double value(double[] point) {
    double inner =
        at(point, "config.model") == 0 ? at(point, "config.x") : at(point, "config.n") / 30;
    return Math.abs(inner - 0.3) + Math.abs(StrictMath.log10(at(point, "config.lr")) + 2);
  }

  private static double at(double[] point, String key) {
    return point[SPACE.index(key)];
  }

  @ParameterizedTest
  @ValueSource(strings = {"bohb", "dehb"})
  void oneThatWasNeverAskedBeforeSuggestsTheSame(String kind) {
    Algorithm asked = algorithm(kind);
    History history = new History(asked.levels());
    for (int number = 0; number < 150; number++) {
      double[] point = asked.suggest(number, 0, history);
      assertThat(algorithm(kind).suggest(number, 0, history)).isEqualTo(point);
      assertThat(asked.suggest(number, 0, history)).isEqualTo(point);
      history.propose(number, point);
      for (Observation trial : List.copyOf(history.running())) {
        go(history, trial, number - trial.number());
      }
    }
  }

  /** All reach 1; one in three 3, one in nine 9, and they are slower the further they go. */
  private static void go(History history, Observation trial, int age) {
    int number = trial.number();
    int[] levels = {1, 3, 9, 27, 81};
    if (age < levels.length && (age == 0 || number % 3 == 0)) {
      double value = value(trial.point()) + 1.0 / levels[age];
      history.report(number, number % 17 == 5 ? Score.NONE : Score.of(value), levels[age]);
    } else {
      boolean fails = number % 11 == 0;
      history.end(number, fails ? Observation.State.FAILED : Observation.State.DONE, trial.score());
    }
  }

  /** Only a value at a level is final; what comes between says nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"bohb", "dehb"})
  void valuesBetweenLevelsAreNotLearntFrom(String kind) {
    Algorithm algorithm = algorithm(kind);
    History plain = new History(algorithm.levels());
    History noisy = new History(algorithm.levels());
    for (int number = 0; number < 100; number++) {
      double[] point = algorithm(kind).suggest(number, 0, plain);
      assertThat(algorithm(kind).suggest(number, 0, noisy)).isEqualTo(point);
      for (History history : List.of(plain, noisy)) {
        history.propose(number, point);
        history.report(number, Score.of(value(point)), 1);
      }
      noisy.report(number, Score.of(-1e6), 2);
      if (number >= 5) {
        double last = value(point);
        plain.end(number - 5, Observation.State.DONE, Score.of(last));
        noisy.end(number - 5, Observation.State.DONE, Score.of(last));
      }
    }
  }
}
