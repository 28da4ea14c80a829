package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Objectives;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

class ObjectiveKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final Objective LOSS = new Objective("loss", Mode.MIN);
  private static final Objective SCORE = new Objective("score", Mode.MAX);

  private static Sweep parse(String keys) {
    return SweepFile.parse("s: {run: synthetic, " + keys + "}", "f", TRAINABLES).get(0);
  }

  private static List<Problem> problems(String keys) {
    InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> parse(keys));
    assertThat(e).as(keys).isNotNull();
    return e.problems();
  }

  private static Problem problem(String keys) {
    List<Problem> problems = problems(keys);
    assertThat(problems).as(keys).hasSize(1);
    return problems.get(0);
  }

  @Test
  void severalObjectivesHaveAModeEachOrOneForAll() {
    assertThat(parse("metric: [loss, score], mode: [min, max]").objectives())
        .isEqualTo(new Objectives(List.of(LOSS, SCORE), new TreeMap<>()));
    assertThat(parse("metric: [loss, cost], mode: min").objectives().list())
        .containsExactly(LOSS, new Objective("cost", Mode.MIN));
    assertThat(parse("metric: [loss], mode: [min]").objectives()).isEqualTo(Objectives.of(LOSS));
  }

  @Test
  void theFirstIsWhatTheRestOfTheHouseKnows() {
    assertThat(parse("metric: [score, loss], mode: [max, min]").objective()).isEqualTo(SCORE);
    assertThat(parse("num_samples: 1").objective()).isEqualTo(LOSS);
    assertThat(parse("mode: max").objective()).isEqualTo(new Objective("loss", Mode.MAX));
  }

  @Test
  void metricsHaveBounds() {
    assertThat(
            parse(
                    "metric_bounds: {ms: {max: 10}, accuracy: {min: 0.9, max: 1}, info/x: {min:"
                        + " -1e3}}")
                .objectives())
        .isEqualTo(
            new Objectives(
                List.of(LOSS),
                new TreeMap<>(
                    Map.of(
                        "ms", new Bounds(null, 10.0),
                        "accuracy", new Bounds(0.9, 1.0),
                        "info/x", new Bounds(-1000.0, null)))));
    assertThat(parse("metric_bounds: null").objectives().isPlain()).isTrue();
  }

  @Test
  void theBuilderSaysTheSame() {
    Sweep sweep =
        Sweep.named("s")
            .run("synthetic")
            .objective("loss", Mode.MIN)
            .objective("score", Mode.MAX)
            .bounds("ms", new Bounds(null, 10.0))
            .build(TRAINABLES);
    assertThat(sweep.objectives())
        .isEqualTo(
            parse("metric: [loss, score], mode: [min, max], metric_bounds: {ms: {max: 10}}")
                .objectives());
    assertThat(SweepFile.parse(sweep.yaml(), "again", TRAINABLES).get(0).objectives())
        .isEqualTo(sweep.objectives());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric: [a, b]                          | metric: a list must come with mode, min or max",
        "metric: [a, b], mode: [min]             | mode: must have an item for each of metric, or"
            + " be one word (1 for 2)",
        "metric: [a, a], mode: min               | metric: a is there twice",
        "metric: [a, 3], mode: min               | metric: item 2 must be a text (3)",
        "metric: [], mode: min                   | metric: must name at least one",
        "metric: 3, mode: min                    | metric: must be a text, or a list of them (3)",
        "metric: a, mode: [min]                  | mode: must be one word when metric is",
        "metric: [a, b], mode: [min, maximum]    | mode: item 2 must be one of max, min"
            + " (\"maximum\")",
        "metric: [a, b], mode: mni               | mode: must be one of max, min (\"mni\")",
        "metric_bounds: 3                        | metric_bounds: must be a map: metric to min, max"
            + " or both (3)",
        "metric_bounds: {ms: 10}                 | metric_bounds.ms: must be a map with min, max or"
            + " both (10)",
        "metric_bounds: {ms: {}}                 | metric_bounds.ms: must have min, max or both",
        "metric_bounds: {ms: {max: low}}         | metric_bounds.ms.max: must be a finite number"
            + " (\"low\")",
        "metric_bounds: {ms: {max: .inf}}        | metric_bounds.ms.max: must be a finite number",
        "metric_bounds: {ms: {min: 2, max: 1}}   | metric_bounds.ms: min (2.0) must not be above"
            + " max (1.0)",
        "metric_bounds: {ms: {mx: 1}}            | metric_bounds.ms: there is no key mx",
      })
  void whatIsWrongIsSaid(String keys, String message) {
    assertThat(problem(keys).message()).startsWith("sweep s: " + message);
  }

  @Test
  void problemsHaveTheirPlacesAndHints() {
    assertThat(problem("metric: [a, b], mode: [min, mxa]").place())
        .isEqualTo(new Place("f", 1, 49));
    assertThat(problem("metric: [a, b], mode: [min, mxa]").maybe()).isEqualTo("use max");
    assertThat(problem("metric_bounds: {ms: {mx: 1}}").place()).isEqualTo(new Place("f", 1, 42));
    assertThat(problem("metric_bounds: {ms: {mx: 1}}").maybe()).isEqualTo("use max");
    assertThat(problem("metric_bounds: {ms: 10}").maybe()).isEqualTo("write {max: 10}");
    assertThat(problem("metric_bound: {ms: {max: 1}}").maybe()).isEqualTo("use metric_bounds");
    assertThat(problems("metric: [a, 3, a], mode: [min, x, min], metric_bounds: {m: {max: q}}"))
        .hasSize(4);
  }

  @Test
  void boundsNeedSomethingToRankBy() {
    InvalidInputException e =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                SweepFile.parse(
                    "s: {run: com.example.Own, metric_bounds: {ms: {max: 10}}}", "f", TRAINABLES));
    assertThat(e).hasMessageContaining("metric_bounds: needs a metric");
  }

  @Test
  void whatSearchesForOneObjectiveIsRefusedByName() {
    Problem refused =
        problem(
            "metric: [loss, score], mode: [min, max], search_alg: tpe, config: {lr: {uniform: [0.1,"
                + " 1]}}");
    assertThat(refused.message()).isEqualTo("sweep s: metric: tpe takes one metric (2)");
    assertThat(refused.maybe()).startsWith("use search_alg: ");
    for (String type : List.of("random_search", "sobol", "halton", "random", "grid")) {
      assertThat(
              parse(
                      "metric: [loss, score], mode: [min, max], config: {lr: {uniform: [0.1, 1]}},"
                          + " search_alg: "
                          + type)
                  .objectives()
                  .areSeveral())
          .isTrue();
    }
  }
}
