package org.tune4j.rl.algorithm.es;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.algorithm.Training;
import org.tune4j.rl.algorithm.Trials;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.space.Config;

class DirectionsTest {
  private static final Config CONFIG =
      EsSettings.ALL.resolve(
          Config.parse(
              "{\"env\": \"CartPole-v0\", \"num_workers\": 2, \"model\": {\"fcnet_hiddens\":"
                  + " [8]}}"));

  private static Training training(Config config, double cpus) {
    return Trials.training(Es.KIND, config, 3, cpus);
  }

  private static List<Direction> tried(Training training, double evalProb) {
    Model model = PolicyGradients.model(training, parameters -> new Adam(parameters, 1e-8));
    Directions directions =
        new Directions(new Directions.Plan(0.05, evalProb, 0, 10, true), training);
    directions.begin();
    return directions.tryOut(model.parameters(), 9);
  }

  @Test
  void threadsAndTheCallersOwnThreadFindTheSame() {
    try (Training inline = training(CONFIG, 1);
        Training threads = training(CONFIG, 2)) {
      assertThat(tried(threads, 0.5)).isEqualTo(tried(inline, 0.5));
      assertThat(threads.filter().count()).isEqualTo(inline.filter().count()).isPositive();
      assertThat(threads.sampled()).isEqualTo(inline.sampled());
    }
  }

  @Test
  void returnsAreThoseOfWholeEpisodes() {
    try (Training training = training(CONFIG, 1)) {
      List<Direction> tried = tried(training, 0);
      assertThat(tried)
          .hasSize(9)
          .allSatisfy(d -> assertThat(d.plus() + d.minus()).isEqualTo(d.steps()));
      assertThat(training.sampled()).isEqualTo(tried.stream().mapToLong(Direction::steps).sum());
    }
  }

  @Test
  void withSeveralEnvironmentsAReturnIsTheirMean() {
    try (Training training = training(CONFIG.with("num_envs_per_worker", 3), 1)) {
      assertThat(tried(training, 0))
          .allSatisfy(
              d -> assertThat(3 * (d.plus() + d.minus())).isLessThanOrEqualTo(d.steps() + 1e-9));
    }
  }

  @Test
  void whatEachStepEarnsToLiveCanBeTakenAway() {
    try (Training training = training(CONFIG, 1)) {
      Directions directions = new Directions(new Directions.Plan(0.05, 0, -1, 10, true), training);
      Model model = PolicyGradients.model(training, parameters -> new Adam(parameters, 1e-8));
      directions.begin();
      assertThat(directions.tryOut(model.parameters(), 2))
          .allSatisfy(d -> assertThat(d.plus()).isZero())
          .allSatisfy(d -> assertThat(d.minus()).isZero());
    }
  }
}
