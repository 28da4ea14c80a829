package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {
  private static final Map<String, @Nullable Object> ROOTS = roots();

  private static Map<String, @Nullable Object> roots() {
    Map<String, @Nullable Object> config = new HashMap<>();
    config.put("lr", 0.25);
    config.put("n", 4L);
    config.put("name", "relu");
    config.put("none", null);
    config.put("sizes", List.of(8L, 16L));
    config.put("model", Map.of("dim", 3L));
    return Map.of("config", config, "env", "CartPole-v1");
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("config.lr * 10", 2.5),
        Arguments.of("10 * config.lr", 2.5),
        Arguments.of("config.n * 10", 40L),
        Arguments.of("config.n / 8", 0L),
        Arguments.of("config.n / 8.0", 0.5),
        Arguments.of("config.n - config.lr", 3.75),
        Arguments.of("1.5 + 2", 3.5),
        Arguments.of("config.n > 3.5 ? 'big' : 'small'", "big"),
        Arguments.of("config.model.dim + config['n']", 7L),
        Arguments.of("config.sizes[1]", 16L),
        Arguments.of("[config.n, config.n * 2]", List.of(4L, 8L)),
        Arguments.of("{'a': config.lr}", Map.of("a", 0.25)),
        Arguments.of("config.name == 'relu' && config.n != 3", true),
        Arguments.of("has(config.missing) ? 1 : 2", 2L),
        Arguments.of("env == 'CartPole-v1'", true),
        Arguments.of("config.none", null),
        Arguments.of("pow(2, 10)", 1024.0),
        Arguments.of("sqrt(config.n)", 2.0),
        Arguments.of("round(2.5)", 2L),
        Arguments.of("ceil(config.lr) + floor(1.9)", 2L),
        Arguments.of("min(config.n, 2.5)", 2.5),
        Arguments.of("max(config.n, 9)", 9L),
        Arguments.of("exp(0) + log(1)", 1.0));
  }

  @ParameterizedTest
  @MethodSource("values")
  void itComputes(String text, @Nullable Object value) {
    assertThat(Expression.of(text).evaluate(ROOTS)).isEqualTo(value);
  }

  static Stream<Arguments> compileErrors() {
    return Stream.of(
        Arguments.of("lr * 10", "there is no name lr at column 1"),
        Arguments.of("config.lr +", "mismatched input '<EOF>'"),
        Arguments.of("", "mismatched input '<EOF>'"),
        Arguments.of("'a' * 2", "* cannot take values of these kinds (string, int) at column 5"),
        Arguments.of("java.lang.System.exit(1)", "there is no name"),
        Arguments.of("config.getClass()", "there is no name getClass"),
        Arguments.of("[1, 2].map(x, x * 2)", "there is no name"));
  }

  @ParameterizedTest
  @MethodSource("compileErrors")
  void whatCannotMeanAnythingIsRefusedAtOnce(String text, String message) {
    assertThatThrownBy(() -> Expression.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("overload"));
  }

  static Stream<Arguments> evaluationErrors() {
    return Stream.of(
        Arguments.of("config.name * 2", "* cannot take values of these kinds"),
        Arguments.of("config.lrr", "there is no value lrr"),
        Arguments.of("config.n / 0", "by zero"),
        Arguments.of("config.sizes[7]", "7"),
        Arguments.of("1u", "must give a number"),
        Arguments.of("b'x'", "must give a number"),
        Arguments.of("9223372036854775807 + config.n", "overflow"));
  }

  @ParameterizedTest
  @MethodSource("evaluationErrors")
  void whatFailsLaterSaysWhy(String text, String message) {
    assertThatThrownBy(() -> Expression.of(text).evaluate(ROOTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 3_000, 20_000})
  void hugeExpressionsAreRefused(int depth) {
    for (String text : Arrays.asList("(".repeat(depth), "[".repeat(depth), "1?".repeat(depth))) {
      assertThatThrownBy(() -> Expression.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void itKnowsWhatItReads() {
    assertThat(Expression.of("config.model.dim * config['lr'] + config.sizes[0]").references())
        .containsExactly("config.lr", "config.model.dim", "config.sizes.0");
    assertThat(Expression.of("config[config.name] + config.lr").references())
        .containsExactly("config", "config.lr", "config.name");
    assertThat(Expression.of("1 + 2").references()).isEmpty();
  }

  @Test
  void equalTextsAreEqual() {
    assertThat(Expression.of("1 + 2"))
        .isEqualTo(Expression.of("1 + 2"))
        .hasSameHashCodeAs(Expression.of("1 + 2"));
    assertThat(Expression.of("1 + 2")).isNotEqualTo(Expression.of("2 + 1")).hasToString("1 + 2");
  }
}
