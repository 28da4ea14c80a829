package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.spec.SweepFile;

class PlanTest {
  private static final String NOTE = "it looks twice at each point";

  /** An algorithm that says something of itself. */
  private record Talkative() implements Algorithm {
    @Override
    public double[] suggest(int number, int retry, History history) {
      return new double[] {1e-3};
    }

    @Override
    public String note() {
      return NOTE;
    }
  }

  private static Sweep sweep() {
    return SweepFile.parse(
            "s: {run: synthetic, search_alg: random_search, config: {lr: {uniform: [1e-5, 1]}}}",
            "f",
            TrainableRegistry.load())
        .get(0);
  }

  private static Sweep searchedBy(AlgorithmKind kind) {
    Sweep plain = sweep();
    return new Sweep(
        plain.name(),
        plain.yaml(),
        plain.space(),
        plain.request(),
        plain.objectives(),
        plain.stop(),
        new Sweep.Search(1, false, List.of(), 1, kind, Config.empty()),
        plain.scheduling(),
        plain.limits(),
        plain.checkpoints(),
        plain.isolation(),
        plain.warnings());
  }

  @Test
  void whatASearcherHasToSayIsInThePlan() {
    AlgorithmKind kind =
        new AlgorithmKind(
            "talkative", false, ConfigSchema.of(List.of(), Map.of()), setup -> new Talkative());
    assertThat(Plan.of(searchedBy(kind), Resources.ONE_CPU)).contains("  search       " + NOTE);
    assertThat(Plan.of(sweep(), Resources.ONE_CPU))
        .noneMatch(line -> line.startsWith("  search "))
        .contains("  objective    loss, min");
  }
}
