package org.tune4j.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;
import org.tune4j.space.Config;

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
             "bandwidth_factor": 2, "min_bandwidth": 0.01, "branch_share": 0}
            """);
    assertThat(BohbSettings.of(set)).isEqualTo(new BohbSettings(0.1, 5, 0.2, 7, 2, 0.01, 0));
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
}
