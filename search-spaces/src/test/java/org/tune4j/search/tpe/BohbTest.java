package org.tune4j.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.search.AlgorithmSearcher;
import org.tune4j.search.Runs;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;
import org.tune4j.trial.Objectives;

class BohbTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "bohb";
  }

  @Override
  protected int many() {
    return 500;
  }

  @Override
  protected int inAll() {
    return 20_000;
  }

  @Test
  void settingsAreTaken() {
    Config set =
        Config.parse(
            """
            {"random_fraction": 0.1, "n_candidates": 5, "gamma": 0.2, "min_points": 7,
             "bandwidth_factor": 2, "min_bandwidth": 0.01, "early_bandwidth": 0.2,
             "branch_share": 0}
            """);
    assertThat(BohbSettings.of(set)).isEqualTo(new BohbSettings(0.1, 5, 0.2, 7, 2, 0.01, 0.2, 0));
    assertThat(BohbSettings.of(Config.empty())).isEqualTo(BohbSettings.DEFAULT);
    assertThat(BohbSettings.SCHEMA.keys().keySet())
        .containsAll(set.asMap().keySet())
        .contains("min_t", "max_t", "reduction_factor");
    assertThat(BohbSettings.DEFAULT.needed(6)).isEqualTo(9);
    assertThat(BohbSettings.DEFAULT.needed(200)).isEqualTo(23);
    assertThat(BohbSettings.DEFAULT.good(9)).isEqualTo(4);
    assertThat(BohbSettings.DEFAULT.good(100)).isEqualTo(15);
    assertThat(BohbSettings.DEFAULT.good(10_000)).isEqualTo(100);
    assertThat(BohbSettings.of(set).good(2)).isEqualTo(2);
  }

  @Test
  void kernelsAreTheWiderTheLowerTheLevel() {
    assertThat(BohbSettings.DEFAULT.least(0, 5)).isEqualTo(0.15);
    assertThat(BohbSettings.DEFAULT.least(2, 5)).isEqualTo(0.075);
    assertThat(BohbSettings.DEFAULT.least(4, 5)).isEqualTo(0.001);
    assertThat(BohbSettings.DEFAULT.least(0, 1)).isEqualTo(0.001);
  }

  /**
   * How many of 200 points that are drawn lie off the place where the best four of twenty trials
   * lie closely together.
   *
   * @param iteration at which these trials have reported
   */
  private static int off(int iteration) {
    ParameterSpace space = ParameterSpace.of(Spaces.of("config: {x: {uniform: [0, 1]}}"));
    List<Config> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      points.add(Config.parse("{\"x\": %s}".formatted(i < 4 ? 0.96 + i / 1000.0 : (i - 4) / 20.0)));
    }
    Config settings = Config.parse("{\"random_fraction\": 0, \"n_candidates\": 1}");
    int off = 0;
    for (long seed = 0; seed < 200; seed++) {
      Bohb bohb = new Bohb(space, seed, new int[] {1, 3, 9}, BohbSettings.of(settings));
      AlgorithmSearcher searcher =
          new AlgorithmSearcher(space, bohb, Objectives.of(Runs.LOSS), -1, seed, points);
      for (int i = 0; i < points.size(); i++) {
        double x = propose(searcher, i).getDouble("x");
        Runs.report(searcher, Runs.started(i, searched(i, points)), iteration, 1 - x);
      }
      off += Math.abs(propose(searcher, points.size()).getDouble("x") - 0.96) > 0.1 ? 1 : 0;
    }
    return off;
  }

  private static Config propose(AlgorithmSearcher searcher, int number) {
    Suggestion.Propose propose = (Suggestion.Propose) searcher.suggest(number);
    return propose.variant().getConfig("config");
  }

  private static Config searched(int number, List<Config> points) {
    return Config.empty().with("config", points.get(number));
  }

  @Test
  void oneWhoseEarlyResultsAreBestInOnePlaceLooksElsewhereToo() {
    int late = off(9); // the space's own distribution is one kernel of five
    assertThat(late).isLessThan(60);
    assertThat(off(1)).isGreaterThan(2 * late);
  }
}
