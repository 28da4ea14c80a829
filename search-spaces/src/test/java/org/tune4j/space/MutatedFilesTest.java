package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** Whatever a file holds, the user gets problems with places: never a stack trace, never a hang. */
final class MutatedFilesTest {
  private static final int FILES = 10_000;

  /** Far more than any of them takes on a busy machine; 10,000 of them take a few seconds. */
  private static final long MOST_NANOS = 30_000_000_000L;

  private static final List<String> SWEEPS =
      List.of(
          """
          run: DQN
          env: CartPole-v0
          config:
            lr: {loguniform: [1.0e-5, 1.0e-2]}
            gamma: {choice: [0.95, 0.99]}
            train_batch_size: {qrandint: {lower: 32, upper: 256, q: 32}}
            model: &m {fcnet_hiddens: {grid_search: [[64], [64, 64]]}, fcnet_activation: relu}
            evaluation_config:
              model: *m
              end_lr: {sample_from: "config.lr * 10"}
          """,
          """
          run: {grid_search: [PPO, DQN]}
          base: &base
            lr: {uniform: [0, 1]}
            n: {randint: [1, 10]}
          config:
            <<: *base
            layers: [{lograndint: [1, 100]}, {randn: [0, 1]}, "text", 'quoted', null, true]
            nested: {grid_search: [{a: {grid_search: [1, 2]}}, {b: {quniform: [0, 1, 0.25]}}]}
            text: |
              several
              lines
            buffer_size: 1e6
          """,
          """
          run: DQN
          env: CartPole-v0
          config:
            "lr, model.fcnet_activation": {grid_search: [[0.1, relu], [{uniform: [0, 1]}, tanh]]}
            "gamma, train_batch_size":
              {choice: {categories: [[0.9, 32], [0.99, 64]], weights: [1, 2]}, when: {lr: 0.1}}
            model: {fcnet_hiddens: [64]}
          """);

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "\n",
          "  ",
          "\t",
          "&a ",
          "*a",
          "<<: *m",
          "'",
          "\"",
          "|",
          ">",
          "!!str ",
          "#",
          "%",
          "@",
          "?",
          ",",
          "~",
          "---\n",
          "...",
          "grid_search",
          "choice",
          "uniform",
          "loguniform",
          "sample_from",
          "eval",
          "{uniform: [0, 1]}",
          "{choice: [{grid_search: [1]}]}",
          "1e999",
          "-1e-999",
          ".inf",
          ".nan",
          "99999999999999999999999999",
          "9223372036854775807",
          "-9223372036854775808",
          "0x7fffffffffffffff",
          "\"\\UFFFFFFFF\"",
          "\uFEFF",
          "\u0000",
          "\uD800",
          "\u2028",
          "\uD83D\uDE00",
          "config.lr",
          "{}",
          "[]",
          "''");

  private static final ConfigSchema SCHEMA =
      ConfigSchema.of(
          List.of(
              new ConfigSchema.Key("lr", new ValueType.Real(0, 1), ""),
              new ConfigSchema.Key("gamma", new ValueType.Real(0, 1), ""),
              new ConfigSchema.Key("train_batch_size", new ValueType.Whole(1, Long.MAX_VALUE), ""),
              new ConfigSchema.Key("layers", new ValueType.ListOf(new ValueType.Any()), ""),
              new ConfigSchema.Key("model", new ValueType.MapOf(ConfigSchema.anything()), "")),
          Map.of("buffer_size", "model.capacity"));

  @Test
  void everyMutatedFileIsReadOrRefused() {
    int refused = 0;
    for (int seed = 0; seed < FILES; seed++) {
      String text = mutated(seed);
      long start = System.nanoTime();
      List<Problem> problems = check(seed, text, seed % 2 == 0 ? SCHEMA : ConfigSchema.anything());
      if (System.nanoTime() - start > MOST_NANOS) {
        fail("seed %d: too slow: %s", seed, text);
      }
      refused += problems.isEmpty() ? 0 : 1;
    }
    // the mutations are neither harmless nor all fatal
    assertThat(refused).isBetween(FILES / 4, FILES - FILES / 50);
  }

  private static List<Problem> check(int seed, String text, ConfigSchema schema) {
    Problems problems = new Problems();
    try {
      Node.Mapping root = YamlReader.read(text, "f.yaml", problems);
      ConfigSchema.Key config = new ConfigSchema.Key("config", new ValueType.MapOf(schema), "");
      SearchSpace space =
          SearchSpace.parse(
              root, new ConfigSchema(Map.of("config", config), Map.of(), true), problems);
      if (problems.isEmpty()) {
        space.leafPaths();
        variants(space);
      }
    } catch (RuntimeException | StackOverflowError e) {
      fail("seed %d: %s".formatted(seed, text), e);
    }
    assertThat(problems.list())
        .as("seed %d: %s", seed, text)
        .allSatisfy(p -> assertThat(p.place()).isNotNull());
    return problems.list();
  }

  private static void variants(SearchSpace space) {
    try {
      space.variant(BigInteger.ZERO, 1, 0);
      space.variant(space.cells().subtract(BigInteger.ONE), 1, 1);
    } catch (InvalidInputException e) {
      assertThat(e.problems()).isNotEmpty(); // an expression that fails for some values only
    }
  }

  private static String mutated(int seed) {
    RandomGenerator random = Seeds.random(2026, "mutation", seed);
    String text = SWEEPS.get(random.nextInt(SWEEPS.size()));
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      text = mutate(text, random);
    }
    return text;
  }

  private static String mutate(String text, RandomGenerator random) {
    if (text.isEmpty()) {
      return token(random);
    }
    int at = random.nextInt(text.length());
    int to = random.nextInt(at, text.length() + 1);
    return switch (random.nextInt(9)) {
      case 0 -> flipBit(text, random);
      case 1, 2 -> lines(text, random);
      case 3 -> text.substring(0, at) + token(random) + text.substring(at);
      case 4 -> text.substring(0, at) + token(random) + text.substring(to);
      case 5 -> swapWords(text, random);
      case 6 ->
          text.substring(0, at) + token(random).repeat(random.nextInt(1, 300)) + text.substring(at);
      case 7 -> text.substring(0, at) + "[".repeat(random.nextInt(200)) + text.substring(at);
      default -> text.substring(0, at);
    };
  }

  private static String token(RandomGenerator random) {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }

  private static String flipBit(String text, RandomGenerator random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String lines(String text, RandomGenerator random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int line = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(line, " ".repeat(random.nextInt(5)) + lines.get(line));
      default -> Collections.shuffle(lines, Random.from(random));
    }
    return String.join("\n", lines);
  }

  /** Swaps two words: keys become values and values keys. */
  private static String swapWords(String text, RandomGenerator random) {
    String[] words = text.split("\\b", -1);
    int a = random.nextInt(words.length);
    int b = random.nextInt(words.length);
    String kept = words[a];
    words[a] = words[b];
    words[b] = kept;
    return String.join("", words);
  }
}
