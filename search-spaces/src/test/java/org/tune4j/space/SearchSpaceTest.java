package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

final class SearchSpaceTest {
  private static final ConfigSchema SCHEMA = schema();

  private static ConfigSchema schema() {
    ConfigSchema model =
        ConfigSchema.of(
            List.of(
                key("fcnet_hiddens", new ValueType.ListOf(new ValueType.Whole(1, Long.MAX_VALUE))),
                key("fcnet_activation", ValueType.Text.of("relu", "tanh", "linear"))),
            Map.of());
    ConfigSchema buffer =
        ConfigSchema.of(List.of(key("capacity", new ValueType.Whole(1, Long.MAX_VALUE))), Map.of());
    return ConfigSchema.of(
        List.of(
            key("lr", new ValueType.Real(Double.MIN_VALUE, 1)),
            key("end_lr", new ValueType.Real(0, 1)),
            key("gamma", new ValueType.Real(0, 1)),
            key("train_batch_size", new ValueType.Whole(1, Long.MAX_VALUE)),
            key("double_q", new ValueType.Bool()),
            key("seed", ValueType.AnyOf.orNull(new ValueType.Whole(0, Long.MAX_VALUE))),
            key("model", new ValueType.MapOf(model)),
            key("env_config", new ValueType.MapOf(ConfigSchema.anything())),
            key("replay_buffer_config", new ValueType.MapOf(buffer))),
        Map.of("buffer_size", "replay_buffer_config.capacity", "learning_rate", "lr"));
  }

  private static ConfigSchema.Key key(String name, ValueType type) {
    return new ConfigSchema.Key(name, type, "");
  }

  @Test
  void everyMistakeIsAProblemInTheOrderOfTheFile() {
    assertThat(
            Spaces.problems(
                """
                run: DQN
                config:
                  lr: {loguniform: [1.0e-2, 1.0e-5]}
                  gama: 0.9
                  gamma: {loguniforn: [0.9, 0.99]}
                  train_batch_size: {uniform: [32, 64]}
                  double_q: maybe
                  model:
                    fcnet_hiddens: [64, {grid_search: []}, 0.5]
                    fcnet_activation: {choice: [relu, tahn]}
                  buffer_size: 1e6
                  replay_buffer_config: {capacity: 5}
                  end_lr: {eval: "spec.config.lr"}
                  seed: x
                """,
                SCHEMA))
        .containsExactly(
            "search space: config.lr: high (1.0e-5) must be greater than low (0.01)\n"
                + "  at sweep.yaml:3:29\n  Maybe swap them.",
            "search space: config.gama: is no known key\n  at sweep.yaml:4:3\n  Maybe use gamma.",
            "search space: config.gamma: there is no domain loguniforn\n"
                + "  at sweep.yaml:5:11\n  Maybe use loguniform.",
            "search space: config.train_batch_size: must be a whole number from 1 (uniform gives"
                + " 32.5)\n"
                + "  at sweep.yaml:6:22\n"
                + "  Maybe use randint.",
            "search space: config.double_q: must be true or false (\"maybe\")\n"
                + "  at sweep.yaml:7:13",
            "search space: config.model.fcnet_hiddens.1: grid_search: must have at least one"
                + " value\n"
                + "  at sweep.yaml:9:39",
            "search space: config.model.fcnet_hiddens.2: must be a whole number from 1 (0.5)\n"
                + "  at sweep.yaml:9:44",
            "search space: config.model.fcnet_activation: must be one of linear, relu, tanh"
                + " (\"tahn\")\n"
                + "  at sweep.yaml:10:39\n"
                + "  Maybe use tanh.",
            "search space: config.buffer_size: is another name of replay_buffer_config.capacity,"
                + " which is there too, at sweep.yaml:12:26\n"
                + "  at sweep.yaml:11:3\n"
                + "  Maybe delete one of them.",
            "search space: config.end_lr: eval: a sweep file cannot run Python\n"
                + "  at sweep.yaml:13:12\n"
                + "  Maybe use {sample_from: \"config.lr * 10\"} or a domain such as {uniform: [0,"
                + " 1]}.",
            "search space: config.seed: must be a whole number from 0 or null (\"x\")\n"
                + "  at sweep.yaml:14:9");
  }

  @Test
  void domainsAreCheckedAgainstTheirKeys() {
    assertThat(problem("lr: {uniform: [0, 1]}"))
        .contains("must be a number above 0")
        .contains("gives 0.0");
    assertThat(problem("lr: {uniform: [0.1, 2]}")).contains("uniform gives 1.99");
    assertThat(problem("lr: {randn: [0, 1]}")).contains("randn gives -1.7");
    assertThat(problem("train_batch_size: {randint: [0, 5]}")).contains("(randint gives 0)");
    assertThat(problem("train_batch_size: {quniform: [8, 64, 0.5]}"))
        .contains("Maybe use qrandint");
    assertThat(problem("double_q: {randint: [0, 2]}"))
        .contains("must be true or false (randint gives 0)");
    assertThat(problem("gamma: {grid_search: [0.9, 1.1]}"))
        .isEqualTo(
            "search space: config.gamma: must be a number from 0.0 to 1.0 (1.1)\n"
                + "  at sweep.yaml:2:30");
    assertThat(problem("gamma: [0.9, 0.99]"))
        .contains("Maybe try each of them: {grid_search: [...]}");
    assertThat(problem("gamma: {uniform: [0, 1], q: 0.1}"))
        .contains("uniform: must be the only key of its map");
    assertThat(problem("env_config: {uniform: [0, 1], q: 0.1}")).contains("must be the only key");
    assertThat(problem("gamma: .nan")).contains("must be finite (NaN)");
    assertThat(problem("env_config: {x: .inf}"))
        .contains("env_config.x: must be finite (Infinity)");
    assertThat(problem("model: 3")).contains("must be a map (3)");
    assertThat(problem("end_lr: {sample_from: config.lr *}")).contains("sweep.yaml:2:25");
    assertThat(problem("end_lr: {sample_from: \"config.gama * 2\"}"))
        .contains("there is no value gama");
    assertThat(problem("end_lr: {sample_from: \"3 * 2\"}"))
        .contains("must be a number from 0.0 to 1.0 (6)");
    assertThat(
            problem("end_lr: {sample_from: \"config.lr\"}\n  lr: {sample_from: \"config.end_lr\"}"))
        .contains("must not depend on itself (config.end_lr, config.lr)");
  }

  @Test
  void whatIsRightGivesNoProblem() {
    for (String line :
        List.of(
            "seed: {choice: [null, 3]}",
            "seed: null",
            "env_config: {choice: 3, other: 4}",
            "env_config: {a: {uniform: [0, 1]}, b: [1, {choice: [x, [y], {z: 1}]}]}",
            "train_batch_size: 1e4",
            "model: {grid_search: [{fcnet_hiddens: [4]}, {fcnet_activation: {choice: [relu]}}]}",
            "lr: {qloguniform: [0.1, 1, 0.1]}")) {
      assertThat(problem(line)).as(line).isEmpty();
    }
  }

  @Test
  void wholeNumbersAreLongsHoweverTheyAreWritten() {
    Config config =
        first(
            "train_batch_size: {quniform: [32, 64, 16]}\n"
                + "  buffer_size: 1e6\n"
                + "  model: {fcnet_hiddens: [1e2]}");
    assertThat(config.get("train_batch_size")).isIn(32L, 48L, 64L);
    assertThat(config.get("replay_buffer_config.capacity")).isEqualTo(1_000_000L);
    assertThat(config.get("model.fcnet_hiddens")).isEqualTo(List.of(100L));
  }

  @Test
  void aliasesStandUnderTheirCanonicalPath() {
    SearchSpace space =
        space("learning_rate: {grid_search: [0.1, 0.2]}\n  buffer_size: {randint: [5, 9]}");
    assertThat(space.leafPaths())
        .containsExactly("config.lr", "config.replay_buffer_config.capacity");
    assertThat(space.axes()).extracting(SpaceNode.Axis::path).containsExactly("config.lr");
  }

  @Test
  void expressionsAreEvaluatedAfterWhatTheyRead() {
    SearchSpace space =
        Spaces.of(
            """
            env: CartPole-v1
            config:
              a: {sample_from: "config.b + 1"}
              b: {sample_from: "config.c.0 * 2"}
              c: [{randint: [10, 20]}]
              d: {sample_from: "env == 'CartPole-v1' ? [config.a] : []"}
              e: {grid_search: [{sample_from: "config.a * 2"}, {sample_from: "-config.a"}]}
            """
                .replace("c.0", "c[0]"));
    Config config = space.variant(BigInteger.ONE, 5, 5).getConfig("config");
    long c = (Long) config.getList("c").get(0);
    assertThat(config.getLong("b")).isEqualTo(2 * c);
    assertThat(config.getLong("a")).isEqualTo(2 * c + 1);
    assertThat(config.getList("d")).containsExactly(2 * c + 1);
    assertThat(config.getLong("e")).isEqualTo(-(2 * c + 1));
  }

  @Test
  void aLongChainOfExpressionsIsResolvedAndALongerOneRefused() {
    assertThat(chain(1000).variant(BigInteger.ZERO, 1, 0).getLong("config.k0")).isEqualTo(1000);
    assertThatThrownBy(() -> chain(1001))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 1000 in one space");
  }

  private static SearchSpace chain(int length) {
    StringBuilder yaml = new StringBuilder("config:\n  k" + length + ": 0\n");
    for (int i = 0; i < length; i++) {
      yaml.append("  k%d: {sample_from: \"config.k%d + 1\"}\n".formatted(i, i + 1));
    }
    return Spaces.of(yaml.toString());
  }

  @Test
  void anExpressionMayReadTheMapThatItStandsIn() {
    SearchSpace space =
        Spaces.of(
            "config: {keys: {sample_from: \"config[config.name] + 1\"}, name: a, a: {randint: [5,"
                + " 6]}}\n");
    assertThat(space.variant(BigInteger.ZERO, 1, 0).getLong("config.keys")).isEqualTo(6);
  }

  @Test
  void whatAnExpressionGivesMustFitIntoAConfig() {
    assertThat(problem("env_config: {x: {sample_from: \"[0.0 / 0.0]\"}}"))
        .contains("must be finite (NaN)");
    assertThat(problem("env_config: {x: {sample_from: \"1.0 / 0.0\"}}"))
        .contains("must be finite (Infinity)");
    assertThat(problem("env_config: {x: {sample_from: \"null\"}}")).isEmpty();
    assertThat(
            problem(
                "env_config: {x: {sample_from: \"null\"}}\n"
                    + "  lr: {sample_from: \"config.env_config.x\"}"))
        .contains("must be a number above 0 up to 1.0 (null)");
    assertThat(problem("env_config: {a.b: {sample_from: \"1\"}, a: {b: {sample_from: \"2\"}}}"))
        .contains("another value has the same path");
  }

  @Test
  void domainsInsideOfChoicesDoNotReuseTheNumberThatChose() {
    SearchSpace space =
        Spaces.of("config: {x: {choice: [{uniform: [0, 1]}, {uniform: [0, 1]}]}}\n");
    double least = 1;
    double greatest = 0;
    for (int i = 0; i < 200; i++) {
      double x = space.variant(BigInteger.ZERO, 1, i).getDouble("config.x");
      least = Math.min(least, x);
      greatest = Math.max(greatest, x);
    }
    assertThat(least).isLessThan(0.05);
    assertThat(greatest).isGreaterThan(0.95);
  }

  @Test
  void oneMoreDomainChangesNoneOfTheOthers() {
    Config one = Spaces.of("config: {x: {uniform: [0, 1]}}\n").variant(BigInteger.ZERO, 1, 3);
    Config two =
        Spaces.of("config: {a: {uniform: [0, 1]}, x: {uniform: [0, 1]}}\n")
            .variant(BigInteger.ZERO, 1, 3);
    assertThat(two.getDouble("config.x")).isEqualTo(one.getDouble("config.x"));
    assertThat(two.getDouble("config.a")).isNotEqualTo(two.getDouble("config.x"));
  }

  @Test
  void leafPathsAreThoseOfAllVariants() {
    SearchSpace space =
        Spaces.of(
            """
            run: {grid_search: [A, B]}
            config:
              m: {grid_search: [{x: 1}, {y: {uniform: [0, 1]}}, 3]}
              c: {choice: [{z: {w: 1}}, []]}
              l: [{randint: [0, 3]}]
              empty: {}
            """);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      seen.addAll(space.variant(BigInteger.valueOf(i % 6), 1, i).leaves().keySet());
    }
    assertThat(space.leafPaths()).isEqualTo(seen);
  }

  @Test
  void pointsAreCheckedAgainstSchemaAndSpace() {
    SearchSpace space =
        space("lr: {loguniform: [1e-5, 1e-2]}\n  gamma: {grid_search: [0.9, 0.99]}");
    assertThat(points(space, "[{lr: 0.1}, {gamma: 0.9, learning_rate: 1e-3}]", ""))
        .extracting(Config::toString)
        .containsExactly("{\"lr\":0.1}", "{\"gamma\":0.9,\"lr\":0.001}");
    points(space, "[{lr: 7}]", "must be a number above 0 up to 1.0 (7)");
    points(space, "[{lrr: 7}]", "Maybe use lr.");
    points(space, "[{seed: 7}]", "config.seed: is not in the search space");
    points(space, "[{lr: {uniform: [0.1, 0.2]}}]", "must hold constants only");
    points(space, "3", "must be a list of maps");
  }

  private static List<Config> points(SearchSpace space, String yaml, String message) {
    Problems problems = new Problems();
    Node node = YamlReader.read("points: " + yaml, "p.yaml", problems).get("points");
    List<Config> points = space.points(node, SCHEMA, problems);
    assertThat(problems.isEmpty()).isEqualTo(message.isEmpty());
    if (!message.isEmpty()) {
      assertThatThrownBy(problems::throwIfAny)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("p.yaml:1:");
    }
    return points;
  }

  private static String problem(String line) {
    return Spaces.problem("config:\n  " + line + "\n", SCHEMA);
  }

  private static SearchSpace space(String lines) {
    return Spaces.of("config:\n  " + lines + "\n", SCHEMA);
  }

  private static Config first(String lines) {
    return space(lines).variant(BigInteger.ZERO, 1, 0).getConfig("config");
  }

  @Test
  void aKeyThatTakesOnlyTheEmptyMapOrListTakesItAndSaysWhyNoOther() {
    ConfigSchema schema =
        ConfigSchema.of(
            List.of(
                key("policies", new ValueType.Only(Map.of(), "agents come later")),
                key("callbacks", new ValueType.Only(List.of(), "hooks come later"))),
            Map.of());
    Problems problems = new Problems();
    SearchSpace.parse(tree("{policies: {}, callbacks: []}"), schema, problems);
    assertThat(problems.list()).isEmpty();

    SearchSpace.parse(tree("{policies: {a: 1}, callbacks: [b]}"), schema, problems);
    assertThat(problems.list())
        .extracting(problem -> problem.message())
        .containsExactly(
            "search space: policies: must be {}, because agents come later (a map)",
            "search space: callbacks: must be [], because hooks come later (a list)");
  }

  private static Node.Mapping tree(String yaml) {
    return YamlReader.read(yaml, "f", new Problems());
  }
}
