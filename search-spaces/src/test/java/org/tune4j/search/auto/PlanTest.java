package org.tune4j.search.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Spaces;

class PlanTest {
  private static Plan plan(String yaml) {
    return Plan.of(ParameterSpace.of(Spaces.of(yaml)));
  }

  private static List<List<String>> turns(Plan plan) {
    return plan.phases().stream().map(Phase::turns).toList();
  }

  @Test
  void oneDesignThenAllInTurnThenThoseThatStayCheap() {
    Plan plan = plan("config: {a: {uniform: [0, 1]}, b: {choice: [x, y]}}");
    assertThat(turns(plan))
        .containsExactly(
            List.of("cmaes"), List.of("gp", "evolution", "cmaes"), List.of("evolution", "cmaes"));
    assertThat(plan.phases().stream().map(Phase::until))
        .containsExactly(10, 300, Integer.MAX_VALUE);
  }

  @Test
  void branchesAreForTpeToo() {
    Plan plan = plan("config: {a: {choice: [x, y]}, b: {uniform: [0, 1], when: {a: x}}}");
    assertThat(turns(plan))
        .containsExactly(
            List.of("cmaes"),
            List.of("gp", "evolution", "cmaes", "tpe"),
            List.of("evolution", "cmaes", "tpe"));
    assertThat(plan.reason()).contains("2 parameters, some of which depend on choices");
  }

  @Test
  void aNumberThatDecidesIsNoBranch() {
    Plan plan = plan("config: {a: {uniform: [0, 1]}, b: {uniform: [0, 1], when: {a: {min: 0.5}}}}");
    assertThat(turns(plan).get(1)).doesNotContain("tpe");
  }

  @Test
  void tooManyParametersForAGaussianProcess() {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < 101; i++) {
      yaml.append("  k%d: {uniform: [0, 1]}%n".formatted(i));
    }
    Plan plan = plan(yaml.toString());
    assertThat(turns(plan)).containsExactly(List.of("cmaes"), List.of("evolution", "cmaes"));
    assertThat(plan.reason()).endsWith("101 parameters, too many for gp");
  }
}
