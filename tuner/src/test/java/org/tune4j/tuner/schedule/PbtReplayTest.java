package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.space.SearchSpace;
import org.tune4j.yaml.InvalidInputException;

class PbtReplayTest {
  private static final SearchSpace SPACE = Populations.space("config: {lr: 0.1, size: 64}");

  /** Trial 3 took over 1, was taken over by 2, which at last was taken over by 0. */
  private static final List<Object> ROWS =
      List.of(
          row("7", "5", 3, 0.9, 0.8),
          row("3", "1", 4, 0.1, 0.2),
          row("2", "3", 8, 0.2, 0.3),
          row("0", "2", 12, 0.3, 0.4));

  private static List<Object> row(
      String target, String clone, int iteration, double before, double after) {
    return List.of(
        target,
        clone,
        iteration + 1,
        iteration,
        Map.of("lr", before, "size", 64),
        Map.of("lr", after, "size", 64));
  }

  private static Populations replay(List<Object> policy) {
    return new Populations(PbtReplay.KIND, 1, SPACE, Map.of("policy", policy));
  }

  private static void replays(Populations one) {
    double[] rates = {0.2, 0.3, 0.4};
    for (int iteration = 1; iteration < 20; iteration++) {
      Verdict verdict = one.report(0, iteration, 0);
      if (iteration % 4 != 0 || iteration > 12) {
        assertThat(verdict).isEqualTo(Verdict.GO_ON);
        continue;
      }
      assertThat(Populations.reason(verdict)).contains("from training_iteration " + iteration);
      assertThat(one.report(0, iteration, 0)).as("again").isEqualTo(verdict);
      one.pause(0);
      Choice.Change change = one.resume().change();
      assertThat(change.donor()).isEqualTo("s_00000");
      assertThat(change.config().getDouble("lr")).isEqualTo(rates[iteration / 4 - 1]);
      assertThat(change.config().get("size")).isEqualTo(64L);
      assertThat(one.report(0, iteration - 1, 0)).as("lost, again").isEqualTo(Verdict.GO_ON);
    }
  }

  @Test
  void theRowsThatLedToTheLastOneAreReplayed() {
    replays(replay(ROWS));
  }

  @Test
  void stepsCanBeWrittenBesides() {
    replays(
        replay(
            List.of(
                Map.of("training_iteration", 4, "config", Map.of("lr", 0.2)),
                Map.of("training_iteration", 8, "config", Map.of("lr", 0.3)),
                Map.of("training_iteration", 12, "config", Map.of("lr", 0.4)))));
  }

  @Test
  void stepsThatFallOnOneResultAreTakenTogether() {
    Populations one = replay(ROWS);
    assertThat(one.report(0, 9, 0)).isInstanceOf(Verdict.Pause.class);
    one.pause(0);
    assertThat(one.resume().change().config().getDouble("lr")).isEqualTo(0.3);
    assertThat(one.report(0, 11, 0)).isEqualTo(Verdict.GO_ON);
  }

  @Test
  void itsPlanListsTheSteps() {
    assertThat(replay(ROWS).scheduler.plan())
        .containsExactly(
            "pbt_replay: from training_iteration 4 on: lr 0.2",
            "pbt_replay: from training_iteration 8 on: lr 0.3",
            "pbt_replay: from training_iteration 12 on: lr 0.4");
  }

  private static String refusal(int samples, Map<String, Object> settings) {
    try {
      PbtReplay.KIND.factory().make(Populations.setup(samples, SPACE, settings));
      return "nothing";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void mistakesAreRefused() {
    assertThat(refusal(2, Map.of("policy", ROWS))).contains("num_samples must be 1");
    assertThat(refusal(1, Map.of())).startsWith("policy: must have a step");
    assertThat(refusal(1, Map.of("policy", List.of(List.of(1, 2)))))
        .startsWith("policy: item 1 must be [target, clone");
    assertThat(refusal(1, Map.of("policy", List.of(row("1", "2", 4, 0.5, 0.6)))))
        .isEqualTo(
            "policy: begins with lr 0.5, but the config has another one\n"
                + "  Maybe set lr: 0.5 in config.");
    Map<String, Object> unknown = Map.of("training_iteration", 4, "config", Map.of("lrr", 0.2));
    assertThat(refusal(1, Map.of("policy", List.of(unknown))))
        .isEqualTo("policy.lrr: the config has no such key\n  Maybe use lr.");
    Map<String, Object> early = Map.of("training_iteration", 0, "config", Map.of("lr", 0.2));
    assertThat(refusal(1, Map.of("policy", List.of(early)))).startsWith("policy: item 1 must have");
    assertThat(refusal(1, Map.of("policy_file", "pbt_policy_3.txt")))
        .startsWith("policy_file: can only be read where the sweep file lies");
  }
}
