package org.tune4j.rl.algorithm.impala;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.PolicyStats;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

class AppoObjectiveTest {
  @Test
  void theCoefficientOfTheDivergenceAdaptsWhereItCounts() {
    AppoObjective objective = objective(true);
    PolicyStats close = diverged(0.001);
    PolicyStats far = diverged(0.1);
    assertThat(report(objective, close)).containsEntry("cur_kl_coeff", 1.0);
    objective.updated(far);
    assertThat(report(objective, far)).containsEntry("cur_kl_coeff", 1.5);
    objective.updated(close);
    assertThat(report(objective, close)).containsEntry("cur_kl_coeff", 0.75);
  }

  @Test
  void whereItDoesNotItStaysAndIsNotReported() {
    AppoObjective objective = objective(false);
    PolicyStats close = diverged(0.001);
    objective.updated(close);
    assertThat(report(objective, close))
        .containsEntry("kl", 0.001)
        .containsEntry("num_target_updates", 1L)
        .doesNotContainKey("cur_kl_coeff");
    AppoObjective counting = objective(true);
    counting.restore(StateReader.of(StateWriter.bytes(objective::save)));
    assertThat(report(counting, close)).containsEntry("cur_kl_coeff", 1.0);
  }

  private static Map<String, Object> report(AppoObjective objective, PolicyStats stats) {
    Map<String, Object> report = new LinkedHashMap<>();
    objective.report(stats, report);
    return report;
  }

  private static PolicyStats diverged(double divergence) {
    PolicyStats stats = new PolicyStats();
    stats.add(0, 0, 0, divergence, 0, 0, 0);
    return stats;
  }

  private static AppoObjective objective(boolean counts) {
    Config config = AppoSettings.ALL.resolve(Config.empty().with("use_kl_loss", counts));
    Model model =
        Model.dense(
            DenseModels.config(List.of(4), "tanh", List.of(), "relu", true)
                .policyAndValue(List.of(3), 2),
            1,
            1e-8);
    return new AppoObjective(
        Binding.bind(AppoConfig.class, config),
        Binding.bind(ImpalaConfig.class, config),
        new Categorical(2),
        model);
  }
}
