package org.tune4j.search.nsga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Observation;
import org.tune4j.search.Score;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

/** The model and what it is used for. */
class ScreeningTest {
  private static final ParameterSpace SPACE =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                a: {uniform: [0, 1]}
                b: {uniform: [0, 1]}
                kind: {choice: [u, v, w]}
              """));

  /** (a, 1 - a) plus how far b is from 0.3, and a half unless the kind is v; bounds on a. */
  private static Member member(double[] unit, double mostA) {
    double off = (unit[1] - 0.3) * (unit[1] - 0.3) + (unit[2] == 0.5 ? 0 : 0.5);
    double[] values = {unit[0] + off, 1 - unit[0] + off};
    return new Member(unit, new Score(values[0], values, Math.max(0, unit[0] - mostA)));
  }

  private static Model model(int trials, double mostA) {
    Model model = new Model(SPACE);
    var random = Seeds.random(3);
    for (int i = 0; i < trials; i++) {
      model.add(member(SPACE.unit(SPACE.random(random)), mostA));
    }
    return model;
  }

  private static double[] best(Model model, List<Observation> running, double[]... children) {
    Queue<double[]> queue = new ArrayDeque<>(Arrays.asList(children));
    Member first = member(new double[] {0.1, 0.5, 0.5}, 1);
    Member last = member(new double[] {0.9, 0.5, 0.5}, 1);
    return new Screening(SPACE, model)
        .best(List.of(first, last), running, children.length, queue::remove);
  }

  @Test
  void theModelKnowsWhatEachParameterDoes() {
    Model model = model(60, 1);
    for (double[] unit :
        new double[][] {{0.2, 0.8, 0.5}, {0.7, 0.1, 0}, {0.5, 0.3, 1}, {0.9, 0.9, 0.5}}) {
      assertThat(model.predict(unit))
          .containsExactly(member(unit, 1).score().values(), within(0.1));
      assertThat(model.violates(unit)).isZero();
    }
  }

  @Test
  void theModelNeedsAFewTrials() {
    assertThat(model(5, 1).isReady()).isFalse();
    assertThat(model(20, 1).isReady()).isTrue();
  }

  @Test
  void theModelForgets() {
    Model model = model(60, 1);
    double[] unit = {0.5, 0.5, 0.5};
    for (int i = 0; i < 100; i++) {
      model.add(new Member(unit, new Score(7, new double[] {7, 7}, 0)));
    }
    assertThat(model.predict(unit)).containsExactly(new double[] {7, 7}, within(0.1));
  }

  @Test
  void whatAddsMostToTheFrontIsPicked() {
    double[] dominated = {0.5, 0.9, 0};
    double[] good = {0.5, 0.3, 0.5};
    double[] near = {0.11, 0.45, 0.5};
    assertThat(best(model(60, 1), List.of(), dominated, near, good)).isSameAs(good);
  }

  @Test
  void whatARunningTrialWouldFindAddsLittle() {
    double[] running = SPACE.at(new double[] {0.5, 0.3, 0.5});
    double[] same = {0.51, 0.3, 0.5};
    double[] other = {0.3, 0.35, 0.5};
    Observation trial = new Observation(9, running, Observation.State.RUNNING, Double.NaN, 0);
    assertThat(best(model(60, 1), List.of(), other, same)).isSameAs(same);
    assertThat(best(model(60, 1), List.of(trial), other, same)).isSameAs(other);
  }

  @Test
  void whatMayBreakABoundIsPassedOver() {
    double[] beyond = {0.7, 0.3, 0.5};
    double[] within = {0.3, 0.4, 0.5};
    assertThat(best(model(60, 1), List.of(), within, beyond)).isSameAs(beyond);
    assertThat(best(model(60, 0.5), List.of(), within, beyond)).isSameAs(within);
  }
}
