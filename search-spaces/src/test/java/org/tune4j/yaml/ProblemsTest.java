package org.tune4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
  private static final List<String> KNOWN =
      List.of("lr", "gamma", "train_batch_size", "uniform", "loguniform");

  @Test
  void theNearestNameIsProposed() {
    assertThat(Problems.nearest("gama", KNOWN)).isEqualTo("gamma");
    assertThat(Problems.nearest("rl", KNOWN)).isEqualTo("lr");
    assertThat(Problems.nearest("GAMMA", KNOWN)).isEqualTo("gamma");
    assertThat(Problems.nearest("train_bacth_size", KNOWN)).isEqualTo("train_batch_size");
    assertThat(Problems.nearest("loguniforn", KNOWN)).isEqualTo("loguniform");
    assertThat(Problems.useNearest("gamm", KNOWN)).isEqualTo("use gamma");
  }

  @Test
  void nothingIsProposedWhenNothingIsNear() {
    assertThat(Problems.nearest("momentum", KNOWN)).isNull();
    assertThat(Problems.nearest("x", List.of("y"))).isNull();
    assertThat(Problems.nearest("", KNOWN)).isNull();
    assertThat(Problems.nearest("gamma".repeat(100_000), KNOWN)).isNull();
    assertThat(Problems.useNearest("momentum", KNOWN)).isNull();
  }

  @Test
  void amongEquallyNearNamesTheFirstInTheAlphabetWins() {
    assertThat(Problems.nearest("cat", List.of("rat", "bat"))).isEqualTo("bat");
  }

  @Test
  void problemsComeInTheOrderOfTheFile() {
    Problems problems = new Problems();
    problems.add(null, "nowhere");
    problems.add(new Place("f", 10, 1), "third");
    problems.add(new Place("f", 2, 9), "second");
    problems.add(new Place("f", 2, 3), "first", "try");
    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly("first", "second", "third", "nowhere");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "first\n  at f:2:3\n  Maybe try.\nsecond\n  at f:2:9\nthird\n  at f:10:1\nnowhere");
  }

  @Test
  void nothingIsThrownWhenNothingIsWrong() {
    new Problems().throwIfAny();
    assertThat(new Problems().isEmpty()).isTrue();
  }

  @Test
  void valuesAreShownShortAndOnOneLine() {
    assertThat(Problems.show(1e-5)).isEqualTo("1.0e-5");
    assertThat(Problems.show(null)).isEqualTo("null");
    assertThat(Problems.show("a\n\tb")).isEqualTo("a b");
    assertThat(Problems.show("x".repeat(1000))).hasSize(63).endsWith("...");
  }

  @Test
  void beyondAThousandTheyAreCounted() {
    Problems problems = new Problems();
    for (int i = 0; i < 1500; i++) {
      problems.add(new Place("f", i + 1, 1), "wrong");
    }
    assertThat(problems.list()).hasSize(1001);
    assertThat(problems.list().get(1000)).hasToString("500 more problems");
  }
}
