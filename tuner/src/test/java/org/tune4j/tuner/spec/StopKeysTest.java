package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.stop.Holds;
import org.tune4j.tuner.stop.Plateau;
import org.tune4j.tuner.stop.StopRule;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.tuner.stop.Stopper;
import org.tune4j.tuner.stop.SweepPlateau;
import org.tune4j.tuner.stop.SweepStopRule;
import org.tune4j.tuner.stop.SweepStopRule.Budget;
import org.tune4j.tuner.stop.SweepStopRule.Target;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** {@code stop}: the map of Tune, and a list of rules. */
class StopKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @Test
  void everyRuleIsRead() {
    StopRules rules =
        parse(
                """
                s:
                  run: synthetic
                  stop:
                    - {metric: loss, at_most: 0.1}
                    - {metric: info/acc, at_least: 0.9}
                    - {at_most: -3}
                    - {expression: "loss < 0.1 && training_iteration > 5"}
                    - {iterations: 100}
                    - {steps: 1e6}
                    - {episodes: 500}
                    - {time_s: 0.5}
                    - and: [{iterations: 3}, {or: [{steps: 5}, {plateau: {std: 0.1}}]}]
                    - {plateau: {metric: score, std: 0.02, num_results: 5, grace_period: 0, threshold: 0, mode: max}}
                    - {plateau: {threshold: 0}}
                    - {sweep_plateau: {metric: score, mode: max, std: 0, top: 5, patience: 2}}
                    - {sweep_plateau: {}}
                    - {target: {metric: acc, at_least: 1, trials: 3}}
                    - {target: {at_most: 0.5}}
                    - {budget: {trials: 10, steps: 1e7}}
                    - and: [{budget: {time_s: 60}}, {budget: {iterations: 7}}]
                """)
            .stop();
    assertThat(rules.trial())
        .containsExactly(
            new StopRule.AtMost("loss", 0.1),
            new StopRule.AtLeast("info/acc", 0.9),
            new StopRule.AtMost("loss", -3),
            Holds.of("loss < 0.1 && training_iteration > 5"),
            StopRule.iterations(100),
            StopRule.steps(1_000_000),
            StopRule.episodes(500),
            StopRule.timeS(0.5),
            new StopRule.And(
                List.of(
                    StopRule.iterations(3),
                    new StopRule.Or(
                        List.of(StopRule.steps(5), new Plateau("loss", 0.1, 4, 4, null, null))))),
            new Plateau("score", 0.02, 5, 0, 0.0, Mode.MAX),
            new Plateau("loss", 0.01, 4, 4, 0.0, Mode.MIN));
    assertThat(rules.sweep())
        .containsExactly(
            new SweepPlateau(new Objective("score", Mode.MAX), 0, 5, 2),
            SweepPlateau.of(new Objective("loss", Mode.MIN)),
            new Target(new StopRule.AtLeast("acc", 1), 3),
            new Target(new StopRule.AtMost("loss", 0.5), 1),
            new SweepStopRule.Or(
                List.of(new Budget(Budget.Of.TRIALS, 10), new Budget(Budget.Of.STEPS, 1e7))),
            new SweepStopRule.And(
                List.of(new Budget(Budget.Of.TIME_S, 60), new Budget(Budget.Of.ITERATIONS, 7))));
  }

  /** A metric may be called like a rule. */
  @Test
  void inAMapEveryWordIsAMetric() {
    Sweep sweep = only("stop: {plateau: 3, budget: 5, steps: 7, expression: 1}");
    assertThat(sweep.stop().trial())
        .contains(
            new StopRule.AtLeast("plateau", 3),
            new StopRule.AtLeast("budget", 5),
            new StopRule.AtLeast("steps", 7),
            new StopRule.AtLeast("expression", 1));
    assertThat(sweep.warnings())
        .contains(
            "sweep s: stop.steps waits for a metric that is called so; for all steps write stop:"
                + " {timesteps_total: N}");
    assertThat(only("stop: {loss: 3}").warnings()).isEmpty();
  }

  @Test
  void noRulesAreNoRules() {
    for (String stop : List.of("null", "{}", "[]")) {
      assertThat(only("stop: " + stop).stop()).isEqualTo(StopRules.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | stop: must be a map, metric to number, or a list of rules (5) | write stop:"
            + " {training_iteration: 100}",
        "{loss: low} | stop.loss: must be a number (\"low\") |",
        "{loss: .nan} | stop.loss: must be a number (NaN) |",
        "{plateau: {std: 1}} | stop.plateau: must be a number ({std=1}) | write rules as a list:"
            + " stop: [{plateau: ...}]",
        "[5] | stop: item 1: must be a map (5) | write {metric: loss, at_most: 0.1}",
        "[{platau: {}}] | stop: item 1: there is no rule platau | use plateau",
        "[{reward: 5}] | stop: item 1: there is no rule reward | write {metric: reward, at_least:"
            + " 5}",
        "[{metrik: loss, at_most: 3}] | stop: item 1: there is no key metrik | use metric",
        "[{metric: loss}] | stop: item 1: must have at_least or at_most | add at_least: 1",
        "[{metric: loss, at_least: 1, at_most: 2}] | stop: item 1: must have at_least or at_most,"
            + " and not both | write two rules, in and: [...]",
        "[{metric: loss, at_most: .inf}] | stop: item 1.at_most: must be a number |",
        "[{metric: '', at_most: 1}] | stop: item 1.metric: must not be empty |",
        "[{iterations: 5, steps: 7}] | stop: item 1: must be one rule (iterations, steps) | write"
            + " each as an item of its own: any of them will do",
        "[{iterations: 0}] | stop: item 1: iterations: must be a whole number from 1 |",
        "[{steps: 1.5}] | stop: item 1: steps: must be a whole number from 1 |",
        "[{time_s: 0}] | stop: item 1: time_s: must be a number above 0 |",
        "[{expression: 'loss <'}] | stop: item 1: expression: |",
        "[{expression: loss}] | stop: item 1: expression: must be true or false, not a double |",
        "[{expression: 3}] | stop: item 1: expression: must be a text (3) |",
        "[{and: []}] | stop: item 1: and: must be a list of rules ([]) |",
        "[{or: {iterations: 3}}] | stop: item 1: or: must be a list of rules ({iterations=3}) |",
        "[{and: [{iterations: 3}, {budget: {steps: 3}}]}] | stop: item 1: and: must not mix rules"
            + " |",
        "[{or: [{iterations: 3}, {or: [{stepps: 5}]}]}] | stop: item 1: or: item 2: or: item 1:"
            + " there is no rule stepps | use steps",
        "[{plateau: {num_result: 3}}] | stop: item 1: plateau: there is no key num_result | use"
            + " num_results",
        "[{plateau: {num_results: 1}}] | stop: item 1: plateau.num_results: must be a whole number"
            + " |",
        "[{plateau: {std: 0}}] | stop: item 1: plateau.std: must be a number above 0 |",
        "[{plateau: {metric: other, threshold: 1}}] | stop: item 1: plateau: must come with mode,"
            + " min or max (other) | add mode: max",
        "[{plateau: {mode: max}}] | stop: item 1: plateau.mode: means nothing without threshold |"
            + " add threshold, or leave mode out",
        "[{plateau: 3}] | stop: item 1: plateau: must be a map (3) |",
        "[{sweep_plateau: {metric: other}}] | stop: item 1: sweep_plateau: must come with mode |",
        "[{sweep_plateau: {top: 1}}] | stop: item 1: sweep_plateau.top: must be a whole number |",
        "[{target: {trials: 3}}] | stop: item 1: target: must have at_least or at_most |",
        "[{budget: {}}] | stop: item 1: budget: must have trials, iterations, steps or time_s | add"
            + " steps: 1000000",
        "[{budget: {minutes: 3}}] | stop: item 1: budget: there is no key minutes |",
      })
  void whatIsWrongIsSaid(String stop, String message, String maybe) {
    List<Problem> problems = problems("stop: " + stop);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).startsWith("sweep s: " + message);
    assertThat(problems.get(0).place()).isNotNull();
    if (maybe != null) {
      assertThat(problems.get(0).maybe()).isEqualTo(maybe);
    }
  }

  @Test
  void allProblemsAreSaidAtOnceWithTheirPlaces() {
    InvalidInputException e =
        refused(
            """
            s:
              run: synthetic
              num_samples: many
              stop:
                - {metric: loss, at_mots: 0.1}
                - and:
                    - {iterations: none}
                    - {expression: "loss < 'a'"}
                - {plateau: {grace: 3, std: -1}, steps: x}
                - 7
            """);
    assertThat(e.problems())
        .extracting(problem -> problem.place().line())
        .containsExactly(3, 5, 7, 8, 9, 9, 9, 9, 10);
    assertThat(e.problems().get(1).maybe()).isEqualTo("use at_most");
  }

  @Test
  void aRuleWithoutAMetricNeedsAnObjective() {
    String text =
        "s: {run: command, command: [train], %s stop: [{plateau: {}}, {target: {at_least: 1}}]}";
    assertThat(refused(text.formatted("")).problems())
        .extracting(Problem::message)
        .containsExactly(
            "sweep s: stop: item 1: plateau: must say which metric",
            "sweep s: stop: item 2: target: must say which metric");
    assertThat(refused(text.formatted("metric: score,")).problems())
        .as("only the objective is wrong")
        .hasSize(1);
  }

  @Test
  void aSweepWithoutEndIsToldSo() {
    String text = "s: {run: PPO, env: CartPole-v0, stop: %s}";
    for (String endless : List.of("[]", "[{budget: {trials: 3}}]")) {
      assertThat(parse(text.formatted(endless)).warnings()).anyMatch(w -> w.contains("for ever"));
    }
    for (String ends : List.of("[{plateau: {}}]", "[{budget: {steps: 3}}]", "{a: 1}")) {
      assertThat(parse(text.formatted(ends)).warnings()).noneMatch(w -> w.contains("for ever"));
    }
  }

  @Test
  void rulesFromJavaAreRecordedAsAFile() {
    List<Stopper> rules =
        List.of(
            new StopRule.And(List.of(new StopRule.AtMost("loss", 0.1), StopRule.timeS(3))),
            new StopRule.Or(List.of(Holds.of("loss < 0.1"), StopRule.episodes(3))),
            new Plateau("loss", 0.5, 3, 0, 0.0, Mode.MIN),
            Plateau.of("score"),
            new SweepPlateau(new Objective("score", Mode.MAX), 0, 5, 2),
            new Target(new StopRule.AtLeast("acc", 1), 3),
            new SweepStopRule.Or(
                List.of(new Budget(Budget.Of.TIME_S, 1.5), new Budget(Budget.Of.TRIALS, 7))));
    var builder = Sweep.named("s").run("synthetic").stopAt("training_iteration", 9);
    rules.forEach(builder::stop);
    Sweep built = builder.build(TRAINABLES);
    assertThat(built.stop().trial()).first().isEqualTo(StopRule.iterations(9));
    assertThat(built.stop().trial().subList(1, 5)).isEqualTo(rules.subList(0, 4));
    assertThat(built.stop().sweep()).isEqualTo(rules.subList(4, 7));
    assertThat(parse(built.yaml()).stop()).isEqualTo(built.stop());
  }

  private static Sweep only(String keys) {
    return parse("s: {run: synthetic, " + keys + "}");
  }

  private static Sweep parse(String text) {
    return SweepFile.parse(text, "f", TRAINABLES).get(0);
  }

  private static List<Problem> problems(String keys) {
    return refused("s: {run: synthetic, " + keys + "}").problems();
  }

  private static InvalidInputException refused(String text) {
    return catchThrowableOfType(
        InvalidInputException.class, () -> SweepFile.parse(text, "f", TRAINABLES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop: {los: 1}",
        "stop: [{metric: los, at_least: 1}]",
        "stop: [{expression: 'los > 0.9'}]",
        "metric: los, mode: min",
        "metric: loss, mode: min, metric_bounds: {los: {max: 1}}"
      })
  void whatIsNeverReportedIsWarnedOf(String keys) {
    String warning = "sweep s: synthetic never reports the metric los; maybe use loss";
    assertThat(warnings("run: synthetic, " + keys)).contains(warning);
    assertThat(warnings("run: synthetic, " + keys.replaceAll("los\\b", "cost")))
        .noneMatch(other -> other.contains("never reports"));
    assertThat(warnings("run: command, command: [echo], " + keys))
        .as("nobody knows what it reports")
        .noneMatch(other -> other.contains("never reports"));
  }

  private static List<String> warnings(String sweep) {
    return SweepFile.parse("s: {" + sweep + "}", "f", TrainableRegistry.load())
        .getFirst()
        .warnings();
  }
}
