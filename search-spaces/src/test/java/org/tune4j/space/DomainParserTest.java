package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uniform: [0, 1]                            | Reals[lower=0.0, upper=1.0,"
            + " logarithmic=false, quantum=0.0]",
        "uniform: {upper: 1, lower: -1e-3}          | Reals[lower=-0.001, upper=1.0,"
            + " logarithmic=false, quantum=0.0]",
        "quniform: [0, 1, 0.25]                     | Reals[lower=0.0, upper=1.0,"
            + " logarithmic=false, quantum=0.25]",
        "loguniform: [1e-5, 1e-2]                   | Reals[lower=1.0E-5, upper=0.01,"
            + " logarithmic=true, quantum=0.0]",
        "loguniform: [1e-5, 1e-2, 2]                | Reals[lower=1.0E-5, upper=0.01,"
            + " logarithmic=true, quantum=0.0]",
        "qloguniform: {lower: 1, upper: 8, q: 0.5, base: 2} | Reals[lower=1.0, upper=8.0,"
            + " logarithmic=true, quantum=0.5]",
        "randn: []                                  | Normals[mean=0.0, sd=1.0, quantum=0.0]",
        "randn:                                     | Normals[mean=0.0, sd=1.0, quantum=0.0]",
        "randn: [10, 2]                             | Normals[mean=10.0, sd=2.0, quantum=0.0]",
        "qrandn: [10, 2, 0.2]                       | Normals[mean=10.0, sd=2.0, quantum=0.2]",
        "randint: [0, 1e3]                          | Wholes[lower=0, upper=1000,"
            + " logarithmic=false, quantum=0]",
        "qrandint: [0, 10]                          | Wholes[lower=0, upper=10, logarithmic=false,"
            + " quantum=1]",
        "qrandint: [0, 10, 5]                       | Wholes[lower=0, upper=10, logarithmic=false,"
            + " quantum=5]",
        "lograndint: [1, 100]                       | Wholes[lower=1, upper=100, logarithmic=true,"
            + " quantum=0]",
        "qlograndint: [1, 100, 5]                   | Wholes[lower=1, upper=100, logarithmic=true,"
            + " quantum=5]",
      })
  void argumentsAreAListOrNames(String call, String domain) {
    SpaceNode config = Spaces.of("config:\n  x: {" + call + "}\n").root().entries().get("config");
    assertThat(((SpaceNode.MapNode) config).entries().get("x")).hasToString(domain.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "loguniform: [1.0e-2, 1.0e-5] | high (1.0e-5) must be greater than low (0.01) | 2:28 | swap"
            + " them",
        "uniform: [1, 1]              | high (1.0) must be greater than low (1.0)     | 2:20 |"
            + " write the value alone",
        "uniform: {lower: 3, upper: 2} | high (2.0) must be greater than low (3.0)    | 2:34 | swap"
            + " them",
        "loguniform: [0, 1]           | low (0.0) must be greater than 0 for a logarithm | 2:20 |",
        "loguniform: [1, 2, 1]        | base must be greater than 0 and not 1 (1)     | 2:26 |",
        "quniform: [0, 1, 0.3]        | high (1.0) must be a multiple of q (0.3)      | 2:21 | use"
            + " 0.9",
        "quniform: [0, 1, 0]          | q must be greater than 0 (0)                  | 2:24 |",
        "quniform: [0, 1]             | q is missing                                  | 2:17 |"
            + " write quniform: [lower, upper, q]",
        "qrandint: [1, 3, 5]          | a multiple of q (5) must lie between low (1) and high (3) |"
            + " 2:24 | use a smaller q",
        "randint: [0, 2.5]            | upper must be a whole number (2.5)            | 2:20 | use"
            + " uniform",
        "qrandint: [1, 9, 3.5]        | q must be a whole number (3.5)                | 2:24 | use"
            + " quniform",
        "randint: [0, 10, 2]          | takes at most 2 arguments (3)                 | 2:24 |"
            + " write randint: [lower, upper]",
        "randint: 5                   | the arguments must be a list or a map (5)     | 2:16 |"
            + " write randint: [lower, upper]",
        "uniform: {lower: 0, uper: 1} | has no argument uper                          | 2:27 | use"
            + " upper",
        "uniform: [0, .inf]           | upper must be finite (Infinity)               | 2:20 |",
        "uniform: [0, x]              | upper must be a number (\"x\")                  | 2:20 |",
        "uniform: [0, {uniform: [1, 2]}] | upper must be a number                     | 2:20 |",
        "randn: [0, 0]                | sd must be greater than 0 (0.0)               | 2:18 |",
        "choice: []                   | choice: must have at least one value          | 2:15 |",
        "choice: 3                    | choice: must be a list                        | 2:15 |"
            + " write choice: [...]",
        "grid_search: {a: 1}          | grid_search: must be a list                   | 2:20 |"
            + " write grid_search: [...]",
        "choice: [{grid_search: [1]}] | grid_search: cannot stand inside choice: how many trials"
            + " there are would be chance | 2:17 | make the choice a grid_search, or this"
            + " grid_search a choice",
        "sample_from: 3               | sample_from: must be an expression between quotes | 2:20 |"
            + " write sample_from: \"config.lr * 10\"",
        "eval: \"lambda: 3\"          | eval: a sweep file cannot run Python          | 2:7  | use"
            + " {sample_from: \"config.lr * 10\"} or a domain such as {uniform: [0, 1]}",
      })
  void eachRuleIsOneProblemAtItsArgument(String call, String message, String place, String maybe) {
    assertThat(Spaces.problems("config:\n  x: {" + call + "}\n", ConfigSchema.anything()))
        .containsExactly(
            "search space: config.x: "
                + message.strip()
                + "\n  at sweep.yaml:"
                + place.strip()
                + (maybe == null ? "" : "\n  Maybe " + maybe.strip() + "."));
  }

  @Test
  void theJavaApiObeysTheSameRules() {
    assertThatThrownBy(() -> new Reals(2, 1, false, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("high (1.0) must be greater than low (2.0)");
    assertThatThrownBy(() -> new Wholes(0, 5, true, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Normals(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
