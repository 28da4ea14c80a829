package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Observation;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

class ImportanceTest {
  private static final ParameterSpace NUMBERS =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                much: {uniform: [-1, 3]}
                some: {loguniform: [1e-4, 1]}
                none: {uniform: [0, 1]}
                fixed: {choice: [7]}
                kind: {choice: [a, b, c]}
              """));

  private static final ParameterSpace MODELS =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                model: {choice: [bad, good]}
                x: {uniform: [0, 1], when: {model: bad}}
                y: {uniform: [0, 1], when: {model: good}}
                z: {uniform: [0, 1], when: {model: good}}
              """));

  private static List<Observation> random(
      ParameterSpace space, int trials, ToDoubleFunction<Config> value) {
    var random = Seeds.random(5);
    List<Observation> observations = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      double[] point = space.random(random);
      observations.add(
          new Observation(
              number,
              point,
              Observation.State.DONE,
              value.applyAsDouble(space.variant(point).getConfig("config")),
              1));
    }
    return observations;
  }

  private static double line(Config config) {
    double log = StrictMath.log10(config.getDouble("some"));
    return 4 * Math.abs(config.getDouble("much") - 1) + Math.abs(log + 2);
  }

  @Test
  void whatMattersMoreIsMoreImportant() {
    Map<String, Double> importance =
        Importance.of(NUMBERS, random(NUMBERS, 400, ImportanceTest::line));
    assertThat(importance.keySet()).startsWith("config.much", "config.some");
    assertThat(importance.get("config.much")).isGreaterThan(0.6);
    assertThat(importance.get("config.some")).isBetween(0.05, 0.4);
    assertThat(importance.get("config.none")).isLessThan(0.08);
    assertThat(importance.get("config.kind")).isLessThan(0.08);
    assertThat(importance.get("config.fixed")).isEqualTo(0.0);
    assertThat(importance.values().stream().mapToDouble(v -> v).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void choicesMatterToo() {
    Map<String, Double> importance =
        Importance.of(NUMBERS, random(NUMBERS, 300, c -> c.getString("kind").equals("b") ? 0 : 1));
    assertThat(importance.keySet()).startsWith("config.kind");
  }

  @Test
  void keysOfAModelThatNeverWinsDoNotMatter() {
    Map<String, Double> importance =
        Importance.of(
            MODELS,
            random(
                MODELS,
                400,
                c ->
                    c.getString("model").equals("bad")
                        ? 9 + c.getDouble("x")
                        : Math.abs(c.getDouble("y") - 0.2)));
    assertThat(importance.keySet()).startsWith("config.y");
    assertThat(importance.get("config.x")).isEqualTo(0.0);
    assertThat(importance.get("config.model")).isGreaterThan(importance.get("config.z"));
  }

  @Test
  void failuresAndSmallHistoriesAreSurvived() {
    List<Observation> failed =
        random(NUMBERS, 40, c -> 1.0).stream()
            .map(
                o -> new Observation(o.number(), o.point(), Observation.State.FAILED, o.value(), 0))
            .toList();
    assertThat(Importance.of(NUMBERS, failed).values()).containsOnly(0.0);
    assertThat(Importance.of(NUMBERS, List.of())).hasSize(5);
    for (int trials = 1; trials < 12; trials++) {
      Importance.of(NUMBERS, random(NUMBERS, trials, c -> Double.POSITIVE_INFINITY))
          .values()
          .forEach(share -> assertThat(share).isBetween(0.0, 1.0));
    }
  }
}
