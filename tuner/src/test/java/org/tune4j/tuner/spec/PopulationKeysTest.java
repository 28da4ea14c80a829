package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;

class PopulationKeysTest {
  private static Sweep read(String scheduler, String more) {
    String text =
        """
        s:
          run: command
          command: [trainer]
          metric: score
          mode: max
          num_samples: 4
          stop: {training_iteration: 20}
          config: {lr: {uniform: [0, 1]}, size: 8}
          scheduler: %s
          %s
        """
            .formatted(scheduler, more);
    return SweepFile.parse(text, "sweep.yaml", TrainableRegistry.load()).getFirst();
  }

  @Test
  void tunesOwnNamesAndKeysAreTaken() {
    Sweep sweep =
        read(
            "{type: PopulationBasedTraining, time_attr: time_total_s, log_config: true,"
                + " require_attrs: true, hyperparam_mutations: {lr: {uniform: [0, 1]}, size: [8]}}",
            "");
    assertThat(sweep.scheduling().kind().name()).isEqualTo("pbt");
    assertThat(read("pb2", "").scheduling().kind().name()).isEqualTo("pb2");
  }

  @Test
  void mistakesAreRefusedAtTheirPlace() {
    assertThatThrownBy(() -> read("{type: pbt, hyperparam_mutations: {siz: [1]}}", ""))
        .hasMessage(
            "sweep s: scheduler: hyperparam_mutations.siz: the config has no such key\n"
                + "  at sweep.yaml:9:14\n"
                + "  Maybe use size.");
    assertThatThrownBy(() -> read("{type: pbt, quantile_fraction: 0.6}", ""))
        .hasMessageContaining("scheduler.quantile_fraction: must be a number from 0.0 to 0.5");
    assertThatThrownBy(() -> read("{type: pbt, hyperparam_mutations: {lr: [.inf]}}", ""))
        .hasMessageContaining("sweep s: scheduler: hyperparam_mutations.lr.0: must be finite");
    assertThatThrownBy(() -> read("pbt", "search_alg: tpe"))
        .hasMessageContaining("sweep s: scheduler: pbt: needs configs that are drawn by chance");
  }
}
