package org.tune4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("1e-4", 1e-4),
        Arguments.of("1e4", 1e4),
        Arguments.of("1E+4", 1e4),
        Arguments.of("5.0e5", 5e5),
        Arguments.of("1.0e-4", 1e-4),
        Arguments.of("1.", 1.0),
        Arguments.of(".5", 0.5),
        Arguments.of("-2.5", -2.5),
        Arguments.of("1_000", 1000L),
        Arguments.of("1_000.5", 1000.5),
        Arguments.of("0", 0L),
        Arguments.of("-7", -7L),
        Arguments.of("+7", 7L),
        Arguments.of("010", 8L),
        Arguments.of("00", 0L),
        Arguments.of("0o17", 15L),
        Arguments.of("0x1F", 31L),
        Arguments.of("-0b101", -5L),
        Arguments.of("9223372036854775807", Long.MAX_VALUE),
        Arguments.of("-9223372036854775808", Long.MIN_VALUE),
        Arguments.of("yes", true),
        Arguments.of("On", true),
        Arguments.of("TRUE", true),
        Arguments.of("no", false),
        Arguments.of("off", false),
        Arguments.of("False", false),
        Arguments.of("~", null),
        Arguments.of("", null),
        Arguments.of("null", null),
        Arguments.of("'1e-4'", "1e-4"),
        Arguments.of("\"yes\"", "yes"),
        Arguments.of("''", ""),
        Arguments.of("!!str 12", "12"),
        Arguments.of("!!float 12", 12.0),
        Arguments.of("!!int \"12\"", 12L),
        Arguments.of("1.0.0", "1.0.0"),
        Arguments.of("1:30", "1:30"),
        Arguments.of("2026-01-01", "2026-01-01"),
        Arguments.of("1.0,", "1.0,"),
        Arguments.of("+", "+"),
        Arguments.of(".", "."),
        Arguments.of("_1", "_1"),
        Arguments.of("08", 8.0),
        Arguments.of("e4", "e4"),
        Arguments.of("y", "y"),
        Arguments.of(".inf", Double.POSITIVE_INFINITY),
        Arguments.of("-.Inf", Double.NEGATIVE_INFINITY),
        Arguments.of(".NaN", Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void scalarsMeanWhatTheyLookLike(String text, @Nullable Object value) {
    Node node = read("key: " + text + "\n").get("key");
    assertThat(node)
        .isInstanceOfSatisfying(
            Node.Scalar.class, scalar -> assertThat(scalar.value()).isEqualTo(value));
  }

  @Test
  void everyKeyAndValueKnowsItsPlace() {
    Node.Mapping root = read("# a comment\na:\n  b: [1, {c: x}]\n  'd': |\n    text\n");
    assertThat(root.place()).hasToString("f.yaml:2:1");
    Node.Mapping a = (Node.Mapping) root.get("a");
    assertThat(a.entries().get("b").keyPlace()).hasToString("f.yaml:3:3");
    Node.Sequence list = (Node.Sequence) a.get("b");
    assertThat(list.place()).hasToString("f.yaml:3:6");
    assertThat(list.items().get(0).place()).hasToString("f.yaml:3:7");
    Node.Mapping inner = (Node.Mapping) list.items().get(1);
    assertThat(inner.place()).hasToString("f.yaml:3:10");
    assertThat(inner.entries().get("c").keyPlace()).hasToString("f.yaml:3:11");
    assertThat(inner.get("c").place()).hasToString("f.yaml:3:14");
    assertThat(a.entries().get("d").keyPlace()).hasToString("f.yaml:4:3");
  }

  @Test
  void columnsCountCharactersAndAByteOrderMarkIsNone() {
    assertThat(read("\uFEFFa: 1\n").get("a")).isNotNull();
    Node.Mapping root = read("'\uD83D\uDE00': x\n");
    assertThat(root.get("\uD83D\uDE00").place()).hasToString("f.yaml:1:6");
  }

  @Test
  void keysAreTextsAsWritten() {
    assertThat(read("1: a\non: b\n1e4: c\n'~': d\n").entries())
        .containsOnlyKeys("1", "on", "1e4", "~");
  }

  @Test
  void aKeyThatIsThereTwiceShowsBothPlaces() {
    assertThat(problems("a: 1\nb: 2\na: 3\n"))
        .containsExactly(
            "yaml: a: is there twice, first at f.yaml:1:1\n"
                + "  at f.yaml:3:1\n"
                + "  Maybe delete one of them.");
  }

  @Test
  void anchorsAliasesAndMergesWork() {
    Node.Mapping root =
        read(
            """
            base: &base {lr: 1, gamma: 2}
            more: &more {gamma: 3, seed: 4}
            one: {<<: *base, lr: 9}
            two: {<<: [*base, *more]}
            three: *base
            name: &n x
            four: {*n : 1}
            """);
    assertThat(shape(root.get("one"))).isEqualTo("{lr: 9, gamma: 2}");
    assertThat(shape(root.get("two"))).isEqualTo("{lr: 1, gamma: 2, seed: 4}");
    assertThat(root.get("three")).isSameAs(root.get("base"));
    assertThat(shape(root.get("four"))).isEqualTo("{x: 1}");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
    }
    assertThat(problems(bomb.toString()).get(0)).contains("aliases repeat more than 100000 values");
  }

  @Test
  void depthAndLengthAreBounded() {
    assertThat(problems("a: " + "[".repeat(5000)).get(0)).contains("nested deeper than 100 levels");
    assertThat(problems("a: " + "{b: ".repeat(5000)).get(0)).contains("nested deeper than 100");
    assertThat(problems("a: " + "- ".repeat(5000)).get(0)).contains("yaml: ");
    assertThat(problems("a: " + "x".repeat(YamlReader.MAX_LENGTH)).get(0))
        .contains("longer than 1000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment\n",
        "---\n",
        "- a\n- b\n",
        "text",
        "a: 1\n---\nb: 2\n",
        "a: 1\n\tb: 2\n",
        "a: b: c\n",
        "a: [1, 2\nb: 3\n",
        "a: 'open\n",
        "a: *nothing\n",
        "a: &a [*a]\n",
        "? [x]\n: 1\n",
        ": 1\n",
        "a: !java x\n",
        "a: \u0007\n",
        "a: \"\\UFFFFFFFF\"\n",
        "a: \"\\q\"\n",
        "<<: 1\n",
        "a: 1e999\n",
        "a: 99999999999999999999\n",
        "%YAML 9.0\n---\na: 1\n",
        "a: \uD800\n",
        "a: @x\n",
        "}\n",
        "a: 0xFFFFFFFFFFFFFFFFFF\n"
      })
  void whatIsBrokenIsAProblemWithAPlace(String text) {
    Problems problems = new Problems();
    YamlReader.read(text, "f.yaml", problems);
    assertThat(problems.isEmpty()).isFalse();
    assertThat(problems.list()).allSatisfy(p -> assertThat(p.place()).isNotNull());
    assertThat(problems.list()).allSatisfy(p -> assertThat(p.message()).startsWith("yaml: "));
  }

  @Test
  void theCommonMistakesGetAHint() {
    assertThat(problems("a:\n\tb: 1\n").get(0))
        .contains("f.yaml:2:1")
        .contains("Maybe indent with spaces");
    assertThat(problems("a: b: c\n").get(0)).contains("f.yaml:1:5").contains("between quotes");
    assertThat(problems("base: &base x\na: *bas\n").get(0))
        .contains("f.yaml:2:4")
        .contains("Maybe use base.");
  }

  private static Node.Mapping read(String text) {
    Problems problems = new Problems();
    Node.Mapping root = YamlReader.read(text, "f.yaml", problems);
    problems.throwIfAny();
    return root;
  }

  private static List<String> problems(String text) {
    Problems problems = new Problems();
    YamlReader.read(text, "f.yaml", problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static String shape(@Nullable Node node) {
    return switch (node) {
      case null -> "nothing";
      case Node.Scalar s -> String.valueOf(s.value());
      case Node.Sequence s -> s.items().stream().map(YamlReaderTest::shape).toList().toString();
      case Node.Mapping m ->
          m.entries().entrySet().stream()
              .map(e -> e.getKey() + ": " + shape(e.getValue().value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
