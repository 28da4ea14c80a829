package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.space.SearchSpace;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;

class Pb2Test {
  private static final SearchSpace SPACE =
      Populations.space("config: {lr: {loguniform: [0.001, 1]}, batch: {randint: [8, 65]}}");

  @Test
  void whatItExploresLiesBetweenTheBounds() {
    Map<String, Object> settings =
        Map.of(
            "perturbation_interval",
            1,
            "hyperparam_bounds",
            Map.of("lr", Map.of("loguniform", List.of(0.01, 0.1)), "batch", List.of(16, 32)));
    Populations all = new Populations(Pb2.KIND, 4, SPACE, settings);
    Set<Object> seen = new HashSet<>();
    for (int iteration = 1; iteration < 60; iteration++) {
      for (int number = 3; number >= 0; number--) {
        all.save(number);
        if (all.report(number, iteration, iteration * 0.1 + number) instanceof Verdict.Pause) {
          all.pause(number);
          Choice.Change change = all.resume().change();
          assertThat(change.config().getDouble("lr")).isBetween(0.01, 0.1);
          assertThat((Long) change.config().get("batch")).isBetween(16L, 32L);
          seen.add(change.config());
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void withoutBoundsItExploresTheNumbersOfTheSpace() {
    assertThat(new Populations(Pb2.KIND, 4, SPACE, Map.of()).scheduler.plan())
        .containsExactly(
            "pb2: a population of 4; every 5 of training_iteration, each of the worst 1 goes on"
                + " from one of the best 1",
            "pb2: explores batch: 8 to 64, linearly",
            "pb2: explores lr: 0.001 to 1.0, by its logarithm");
  }

  @Test
  void itsModelDoesNotGrowWithoutEnd() {
    SearchSpace space = Populations.space("config: {lr: {uniform: [0, 1]}}");
    Pb2 pb2 =
        new Pb2(
            ExploredRanges.of(Populations.setup(300, space, Map.of())), 5, new Consistent(space));
    List<Individual> individuals = new ArrayList<>();
    for (Trial trial : new Populations(Pb2.KIND, 300, space, Map.of()).trials) {
      Individual one = new Individual(trial);
      one.begins(5, 1);
      one.time = 10;
      one.score = 1 + trial.config().getDouble("lr");
      individuals.add(one);
    }
    individuals.subList(0, 30).forEach(pb2::onInterval);
    assertThat(pb2.model(individuals.get(0), individuals.subList(0, 21)).size()).isEqualTo(50);
    for (int i = 0; i < 4; i++) {
      individuals.forEach(pb2::onInterval);
    }
    assertThat(pb2.model(individuals.get(0), individuals).size())
        .isEqualTo(Pb2.MOST_OBSERVATIONS + Pb2.MOST_PENDING);
  }

  private static String refusal(Map<String, Object> bounds) {
    try {
      Pb2.KIND.factory().make(Populations.setup(4, SPACE, Map.of("hyperparam_bounds", bounds)));
      return "nothing";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void mistakesAreRefused() {
    assertThat(refusal(Map.of("lr", List.of(0.1, 0.01))))
        .isEqualTo(
            "hyperparam_bounds.lr: the least (0.1) must be less than the greatest (0.01)\n"
                + "  Maybe swap them.");
    assertThat(refusal(Map.of("lr", List.of(1, 2, 3))))
        .startsWith("hyperparam_bounds.lr: must be the least and the greatest number");
    assertThat(refusal(Map.of("lrr", List.of(1, 2))))
        .startsWith("hyperparam_bounds.lrr: the config has no such key");
  }
}
